"""What records say now."""

import json
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.bulk.json import json_as_rows
from pellucid.crm.bulk.read import all_rows, json_text, rows_where
from pellucid.golden.resolve.conflicts import EXCLUSIVE_FIELDS
from pellucid.golden.survive.table import Standing

CURRENT = """
sources_sourcerecord r JOIN sources_recordversion v ON v.id = r.current_id JOIN sources_source s ON s.id = r.source_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What some records say now, one row each, in ascending order of record.

    record: ids. standard: a text column a field or slot. party: of each. standing: see survive.table.Standing. rejects:
    by row, standard values by field that a person said are wrong.
    """

    record: NDArray[np.int64]
    standard: pa.Table
    party: list[str]
    standing: Standing
    rejects: dict[int, dict[str, list[str]]]


def said_by(records: list[int]) -> Said:
    """Return what those of the records say that count."""
    columns = "r.id, v.standard, v.party, v.recency, s.trust, v.is_verified, v.rank, v.rejects"
    rows = sorted(rows_where(columns, CURRENT, "r.id", records), key=lambda row: row[0])
    ids, standard, party, recency, trust, verified, rank, rejects = zip(*rows, strict=True) if rows else ((),) * 8
    rejected = [json.loads(each) if isinstance(each, str) else each for each in rejects]
    return Said(
        record=np.array(ids, dtype=np.int64),
        standard=json_as_rows(standard),
        party=list(party),
        standing=Standing(
            recency=np.array([-np.inf if day is None else day for day in recency], dtype=np.float64),
            trust=np.array(trust, dtype=np.float64),
            verified=np.array(verified, dtype=np.float64),
            rank=np.array(rank, dtype=np.int64),
        ),
        rejects={place: fields for place, fields in enumerate(rejected) if fields},
    )


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
