"""Writing all facts into a folder of files that any program reads."""

import shutil
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import transaction

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.archive.manifest import write_manifest
from pellucid.crm.archive.tables import Table, kept_tables
from pellucid.crm.bulk.read import rows_at_a_time
from pellucid.crm.history.actions import lock_writing

TABLES, FILES = "tables", "files"


class AlreadyThere(Exception):
    """The folder to write to holds something. The text is fit to show."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is there already. Name a folder that is not.")


def export_all(folder: Path, *, actor: User | None, now: datetime) -> dict[str, int]:
    """Write everything that cannot be made again; return the rows of each table.

    The folder appears whole or not at all, as of one moment: nobody writes meanwhile. Passwords stay here. Raises
    AlreadyThere, NotAllowed.
    """
    require(actor, Permission.EXPORT)
    if folder.exists():
        raise AlreadyThere(folder)
    aside = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    (aside / TABLES).mkdir(parents=True)
    with transaction.atomic():
        lock_writing()
        rows = {table.name: _write(table, aside / TABLES) for table in kept_tables()}
        delivered = Path(settings.BASE) / FILES
        if delivered.is_dir():
            shutil.copytree(delivered, aside / FILES, ignore=shutil.ignore_patterns("staged"))
    write_manifest(aside, made_at=now.isoformat(), rows=rows)
    aside.rename(folder)
    return rows


def _write(table: Table, folder: Path) -> int:
    columns = ", ".join(column.read for column in table.columns)
    sql = f'SELECT {columns} FROM "{table.name}" ORDER BY "{table.key}"'
    count = 0
    with pq.ParquetWriter(folder / f"{table.name}.parquet", table.schema) as writer:
        for rows in rows_at_a_time(sql):
            arrays = [
                pa.array([_plain(value, column.type) for value in values], column.type)
                for values, column in zip(zip(*rows, strict=True), table.columns, strict=True)
            ]
            writer.write_table(pa.table(arrays, schema=table.schema))
            count += len(rows)
    return count


def _plain(value: object, kept: pa.DataType) -> object:
    """Return a value as Arrow takes it: SQLite keeps truth as a number, PostgreSQL gives bytes as a view."""
    if value is None:
        return None
    if pa.types.is_boolean(kept):
        return bool(value)
    return bytes(value) if isinstance(value, memoryview) else value
