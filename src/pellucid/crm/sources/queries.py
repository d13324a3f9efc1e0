"""What records say now."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.bulk.read import Rows, all_rows, json_text, rows_where
from pellucid.crm.sources.said import SAID
from pellucid.golden.resolve.conflicts import EXCLUSIVE_FIELDS

CURRENT = """
sources_sourcerecord r JOIN sources_recordversion v ON v.id = r.current_id JOIN sources_source s ON s.id = r.source_id
"""


def rows_said(records: list[int]) -> Rows:
    """Return the rows, of columns said.SAID, of those of the records that count."""
    return rows_where(SAID, CURRENT, "r.id", records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """What parts and orders records, one entry each, ascending by record. identifiers: a text column a number that
    nobody has two of, and its kind; see golden.resolve.conflicts."""

    record: NDArray[np.int64]
    rank: NDArray[np.int64]
    identifiers: pa.Table


def standings_of(records: list[int]) -> Standings:
    """Return of those of the records that count what resolving them needs."""
    names = [name for field in EXCLUSIVE_FIELDS for name in (field, f"{field}_kind")]
    columns = ", ".join(["r.id", "v.rank", *(json_text("v.standard", name) for name in names)])
    own = "sources_sourcerecord r JOIN sources_recordversion v ON v.id = r.current_id"
    rows = sorted(rows_where(columns, own, "r.id", records), key=lambda row: row[0])
    ids, ranks, *texts = zip(*rows, strict=True) if rows else ((),) * (len(names) + 2)
    return Standings(
        record=np.array(ids, dtype=np.int64),
        rank=np.array(ranks, dtype=np.int64),
        identifiers=pa.table({name: pa.array(column, pa.string()) for name, column in zip(names, texts, strict=True)}),
    )


def counting_records() -> list[int]:
    """Return the ids of all records that count, ascending."""
    return [
        record for (record,) in all_rows("SELECT id FROM sources_sourcerecord WHERE current_id IS NOT NULL ORDER BY id")
    ]


def ranks_of_all() -> dict[int, int]:
    """Return the rank by content of every record that counts."""
    return dict(
        all_rows("SELECT r.id, v.rank FROM sources_sourcerecord r JOIN sources_recordversion v ON v.id = r.current_id")
    )
