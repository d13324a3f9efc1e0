"""Which value of a customer wins, told in a table, on the way that every record goes."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest
from docs.generate.examples import read_values

from pellucid.golden.engines.memory import MemoryEngine
from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.model.field import OTHER
from pellucid.golden.pipeline import Cleaned, clean
from pellucid.golden.resolve.graph import Decisions

TABLE = Path(__file__).with_name("survivorship.csv")
GROUPS = {spec.name: spec.group or spec.name for spec in CATALOG}

with TABLE.open(encoding="utf-8", newline="") as stream:
    LINES = list(csv.DictReader(stream))


def one_customer(cell: str, field: str) -> Cleaned:
    """Return the records of a cell, separated by ``||``, cleaned and decided to be one customer."""
    rows = [read_values(record.strip(), field) for record in cell.split("||")]
    fields = sorted({name for row in rows for name in row})
    records = pa.table(
        {
            "record_id": pa.array(range(len(rows)), pa.int64()),
            "file": ["a.csv"] * len(rows),
            "row": pa.array(range(1, len(rows) + 1), pa.int64()),
            **{name: pa.array([row.get(name) for row in rows], pa.string()) for name in fields},
        }
    )
    together = Decisions(same=tuple((0, other) for other in range(1, len(rows))))
    return clean(records, engine=MemoryEngine(), decisions=together)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['field']}: {line['why']}")
def test_the_value_that_wins_and_why(line: dict[str, str]) -> None:
    cleaned = one_customer(line["records"], line["field"])
    group = line["field"] if line["field"].startswith(OTHER) else GROUPS[line["field"]]
    golden = cleaned.survived.golden
    values = golden[line["field"]].to_pylist() if line["field"] in golden.column_names else [None]
    reasons = {row["field"]: row["reason"] for row in cleaned.survived.provenance.to_pylist()}

    assert values == [line["golden"] or None]
    assert reasons.get(group, "") == line["reason"]
