"""Taking an archive into an empty base."""

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from pellucid.crm.accounts.models import User
from pellucid.crm.archive.actions.export import FILES, TABLES
from pellucid.crm.archive.manifest import NotWhole, read_manifest
from pellucid.crm.archive.tables import Table, kept_tables
from pellucid.crm.bulk.write import ids_used, insert
from pellucid.crm.cleaning.rebuild import rebuild
from pellucid.crm.history.models import Change
from pellucid.crm.runs.models import Schedule

ROWS_AT_ONCE = 50_000


class NotEmpty(Exception):
    """Something was done in the base already. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__("This base is not empty. Make a new one, and restore the archive there.")


def restore_all(folder: Path) -> dict[str, int]:
    """Take everything in, and make what follows from it; return the rows of each table.

    The same customers, ids and history come out. Nobody can sign in before an administrator sets passwords, which an
    archive does not hold. One transaction: whole or not at all. Raises NotEmpty, NotWhole.
    """
    if Change.objects.exists() or User.objects.exists():
        raise NotEmpty
    told = read_manifest(folder)
    tables = {table.name: table for table in kept_tables()}
    unknown = sorted(set(told["rows"]) ^ set(tables))
    if unknown:
        raise NotWhole(f"{folder} is of another Pellucid: they differ in {', '.join(unknown)}.")
    with transaction.atomic():
        Schedule.objects.all().delete()  # a worker that was there put the delivered ones in place
        rows = {name: _take_in(table, folder / TABLES / f"{name}.parquet") for name, table in tables.items()}
        rebuild()
        if (folder / FILES).is_dir():
            shutil.copytree(folder / FILES, Path(settings.BASE) / FILES, dirs_exist_ok=True)
    return rows


def _take_in(table: Table, path: Path) -> int:
    count = 0
    with pq.ParquetFile(path) as content:
        if content.schema_arrow.names != table.schema.names:
            raise NotWhole(f"{path.name} has other columns than this Pellucid. Restore it with the one that wrote it.")
        for batch in content.iter_batches(batch_size=ROWS_AT_ONCE):
            columns = {column.name: column.put(batch[column.name]) for column in table.columns}
            if table.name == User._meta.db_table:
                columns["password"] = pa.array([make_password(None)] * batch.num_rows)
            insert(table.name, pa.table(columns))
            count += batch.num_rows
    if table.key == "id":
        ids_used(table.name)
    return count
