"""What records say, as columns. Needs no database: it can be done in a process of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.bulk.json import json_as_rows
from pellucid.golden.survive.table import Standing

SAID = "r.id, v.standard, v.party, v.recency, s.trust, v.is_verified, v.rank, v.rejects"
"""The columns of a row of the database that said_in reads."""


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


def said_in(rows: Sequence[tuple[Any, ...]]) -> Said:
    """Return what rows of the columns SAID say."""
    rows = sorted(rows, key=lambda row: row[0])
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
