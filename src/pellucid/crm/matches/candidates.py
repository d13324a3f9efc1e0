"""Who a record may be, before it is kept."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pellucid.crm.matches.actions import forms_of_pairs
from pellucid.crm.matches.counted import Versions
from pellucid.crm.matches.match_forms import FORM_SCHEMA
from pellucid.crm.matches.turn import turn
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.disarm import disarmed
from pellucid.golden.match.explain import pattern_reasons
from pellucid.golden.match.weigh import weigh

NOT_KEPT = 2**31 - 1  # stands for the record that asks; above every id that pairs can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record that may be the same. probability: that it is (0-1); reasons: in words, strongest first."""

    record: int
    bits: float
    probability: float
    reasons: str


def candidates_for(forms: pa.Table, versions: Versions) -> list[Candidate]:
    """Return the records that a new one may be, likeliest first. forms: one row; party, then FORM_SCHEMA."""
    (party,) = forms["party"].to_pylist()
    version = versions[party]
    own = forms.add_column(0, "id", pa.array([0], pa.int32())).add_column(0, "record_id", pa.array([NOT_KEPT]))
    new = disarmed(own, version.shared)
    nobody = new.slice(0, 0)
    left, right = turn(nobody, new, version).weighed
    mine = right == NOT_KEPT
    left, right = left[mine], right[mine]
    if len(left) == 0:
        return []
    others = forms_of_pairs(np.append(left, NOT_KEPT), own, version)
    records = others["record_id"].to_numpy()
    at = np.searchsorted(records, left), np.searchsorted(records, right)
    patterns, scored = weigh(others, *at, version, DuckdbEngine())
    order = np.argsort(-scored.bits, kind="stable")
    return [
        Candidate(
            record=int(left[place]),
            bits=float(scored.bits[place]),
            probability=float(scored.probability[place]),
            reasons=pattern_reasons(version.model, int(patterns[place])),
        )
        for place in order.tolist()
        if scored.probability[place] >= version.model.thresholds.review_probability
    ]


def no_forms() -> pa.Table:
    """Return a table of the forms of no records."""
    columns = {"record_id": pa.int64(), "party": pa.string(), "id": pa.int32()}
    empty = pa.schema(list(columns.items())).empty_table()
    for part in FORM_SCHEMA:
        empty = empty.append_column(part, pa.array([], part.type))
    return empty
