"""What became of each row of an import, as a file to download."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from pellucid.crm.bulk.read import rows_where
from pellucid.crm.sources.models import ImportedFile


def write_outcomes(outcomes: pa.Table, path: Path) -> None:
    """Write file, row, outcome and customer of each kept row. outcomes: see cleaning.take_in."""
    if outcomes.num_rows == 0:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    names = dict(
        ImportedFile.objects.filter(pk__in=pc.unique(outcomes["file_id"]).to_pylist()).values_list("pk", "name")
    )
    customers: dict[int, object] = dict(
        rows_where(
            "m.record_id, c.uuid",
            "clusters_member m JOIN clusters_customer c ON c.id = m.customer_id",
            "m.record_id",
            outcomes["record_id"].to_pylist(),
        )
    )
    table = pa.table(
        {
            "file": pa.array([names[file] for file in outcomes["file_id"].to_pylist()], pa.string()),
            "row": outcomes["row"],
            "outcome": outcomes["outcome"],
            "customer_id": pa.array(
                [_dashed(customers.get(record)) for record in outcomes["record_id"].to_pylist()], pa.string()
            ),
        }
    )
    csv.write_csv(table, path)


def _dashed(uuid: object) -> str | None:
    """Return an id as people are given it; SQLite keeps it without dashes."""
    text = None if uuid is None else str(uuid)
    if text is None or "-" in text:
        return text
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
