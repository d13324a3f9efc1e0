"""Settings of tests and type checks: those of the project, in a base that is thrown away when the process ends."""

import atexit
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

_folder = mkdtemp(prefix="pellucid-base-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["PELLUCID_BASE"] = _folder

from pellucid.crm.project.base import make_base  # noqa: E402

make_base(Path(_folder))
(Path(_folder) / "static").mkdir()

from pellucid.crm.project.settings import *  # noqa: E402, F403
from pellucid.crm.project.settings import BASE, DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one is slow on purpose
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing is collected

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, for one in memory cannot be shared with a worker process and has no write-ahead log.
    DATABASES["default"]["TEST"] = {"NAME": str(BASE / "test.sqlite3")}
