"""Settings of tests and type checks: those of the project, in a base that is thrown away when the process ends."""

import os
from tempfile import TemporaryDirectory

_folder = TemporaryDirectory(prefix="pellucid-base-")
os.environ["PELLUCID_BASE"] = _folder.name

from pellucid.crm.project.settings import *  # noqa: E402, F403
from pellucid.crm.project.settings import BASE, DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one is slow on purpose

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, for one in memory cannot be shared with a worker process and has no write-ahead log.
    DATABASES["default"]["TEST"] = {"NAME": str(BASE / "test.sqlite3")}
