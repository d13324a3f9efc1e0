"""Customers as a list for other systems."""

from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.json import json_as_rows
from pellucid.crm.bulk.read import json_column, rows_at_a_time
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import split_slot

SQL = "c.uuid, p.kind, p.record_count, {golden} FROM parties_party p JOIN clusters_customer c ON c.id = p.customer_id"


def export_customers(path: Path, *, actor: User | None) -> int:
    """Write one line a customer as CSV: customer_id, kind, records, then every field; return how many. UTF-8.

    Raises NotAllowed, OSError.
    """
    require(actor, Permission.EXPORT)
    parts = [
        _lines(rows)
        for rows in rows_at_a_time(f"SELECT {SQL.format(golden=json_column('p.golden'))} ORDER BY p.customer_id")
    ]
    table = pa.concat_tables(parts, promote_options="default") if parts else pa.table({"customer_id": []})
    own = [name for name in table.column_names if split_slot(name)[0] not in FIELDS]
    order = {name: place for place, name in enumerate(FIELDS)}
    fields = sorted(
        (name for name in table.column_names if name not in own),
        key=lambda name: (order[split_slot(name)[0]], split_slot(name)[1]),
    )
    first = ["customer_id", "kind", "records"]
    table = table.select([*(name for name in first if name in own), *fields, *sorted(set(own) - set(first))])
    aside = path.with_name(f"{path.name}.part")
    pyarrow.csv.write_csv(table, aside)
    aside.replace(path)
    return int(table.num_rows)


def _lines(rows: list[tuple[object, ...]]) -> pa.Table:
    uuids, kinds, counts, golden = zip(*rows, strict=True)
    table = json_as_rows([str(each) for each in golden])
    for place, (name, column) in enumerate(
        (
            ("customer_id", pa.array([str(each) for each in uuids])),
            ("kind", pa.array(kinds)),
            ("records", pa.array(counts)),
        )
    ):
        table = table.add_column(place, name, column)
    return table
