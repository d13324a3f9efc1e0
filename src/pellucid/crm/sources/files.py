"""Files that were delivered, kept below the base's folder as they came."""

import hashlib
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from pellucid.crm.sources.models import ImportedFile

READ_BYTES = 1 << 20


def import_folder(imported: UUID) -> Path:
    """Return the folder of one import."""
    return Path(settings.BASE) / "files" / str(imported)


def keep_file(source: BinaryIO, path: Path) -> tuple[str, int]:
    """Keep a file, whole or not at all; return its SHA-256 in hexadecimal and its length in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(path.suffix + ".part")
    digest, length = hashlib.sha256(), 0
    with aside.open("wb") as target:
        while part := source.read(READ_BYTES):
            digest.update(part)
            length += len(part)
            target.write(part)
    aside.rename(path)
    return digest.hexdigest(), length


def drop_staging(imported: UUID) -> None:
    """Forget what was made ready; the files themselves stay."""
    shutil.rmtree(import_folder(imported) / "staged", ignore_errors=True)


def drop_files(files: Sequence[ImportedFile]) -> None:
    """Delete what was delivered, once the transaction is through, and the samples of it; that it came stays."""
    for file in files:
        file.columns = [{**column, "samples": []} for column in file.columns]
        file.save(update_fields=["columns"])
        transaction.on_commit(partial((Path(settings.BASE) / file.path).unlink, missing_ok=True))
