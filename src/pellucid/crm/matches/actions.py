"""Keeping what may be the same up to date."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.crm.bulk.write import delete_pairs, insert
from pellucid.crm.matches.counted import Versions
from pellucid.crm.matches.match_forms import forms_of, renew_forms
from pellucid.crm.matches.queries import PAIRS
from pellucid.crm.matches.turn import KEYS, Falls, Turn, turn
from pellucid.golden.match.disarm import disarmed
from pellucid.golden.match.plan import Engine
from pellucid.golden.match.weigh import Version, weigh

Ints = NDArray[np.int64]
EVIDENCE_DIGITS = 6  # the same pair weighed in another company may differ in the last bits of a float


def rematch(changed: list[int], new: pa.Table, versions: Versions, engine: Engine) -> list[int]:
    """Take in the forms of changed records, and return every record that one of its pairs turned for.

    changed: records whose current version is another now, or none. new: forms of those that have one: record_id,
    party, then matches.match_forms.FORM_SCHEMA.
    """
    if not changed:
        return []
    old = forms_of(changed)
    turns = {}
    for party, version in versions.items():
        was, becomes = _of_party(old, party, version), _of_party(new, party, version)
        if was.num_rows or becomes.num_rows:
            turns[party] = turn(was, becomes, version)
    renew_forms(changed, new)
    for party, one in turns.items():
        _keep(one, new, versions[party], engine)
    touched = [ids for one in turns.values() for ids in (*one.dropped, *one.weighed)]
    return [int(record) for record in np.unique(np.concatenate([np.array(changed, dtype=np.int64), *touched]))]


def _of_party(forms: pa.Table, party: str, version: Version) -> pa.Table:
    return disarmed(forms.filter(pc.equal(forms["party"], party)), version.shared)


def _keep(one: Turn, new: pa.Table, version: Version, engine: Engine) -> None:
    delete_pairs(KEYS, ("hash", "record_id"), one.gone.hash.tolist(), one.gone.record.tolist())
    keep_falls(one.come)
    delete_pairs(PAIRS, ("left_id", "right_id"), one.dropped[0].tolist(), one.dropped[1].tolist())
    left, right = one.weighed
    if len(left) == 0:
        return
    forms = forms_of_pairs(np.union1d(left, right), new, version)
    records = forms["record_id"].to_numpy()
    patterns, scored = weigh(forms, np.searchsorted(records, left), np.searchsorted(records, right), version, engine)
    keep_pairs(left, right, patterns, {"bits": scored.bits, "probability": scored.probability})


def forms_of_pairs(records: Ints, new: pa.Table, version: Version) -> pa.Table:
    """Return the forms of records, disarmed, by record: those at hand, the others as they are kept."""
    at_hand = new.filter(pc.is_in(new["record_id"], value_set=pa.array(records)))
    kept = forms_of(np.setdiff1d(records, at_hand["record_id"].to_numpy()).tolist())
    both = pa.concat_tables([at_hand, kept.select(at_hand.column_names)]).sort_by("record_id").combine_chunks()
    place = both.schema.get_field_index("id")
    both = both.set_column(place, "id", pa.array(range(both.num_rows), pa.int32()))
    return disarmed(both, version.shared)


def keep_falls(falls: Falls) -> None:
    """Keep which records fall in which blocks."""
    order = np.lexsort((falls.record, falls.hash))  # neighbours in the index are written together
    insert(KEYS, pa.table({"hash": pa.array(falls.hash[order]), "record_id": pa.array(falls.record[order])}))


def keep_pairs(left: Ints, right: Ints, patterns: Ints, evidence: Mapping[str, NDArray[np.float64]]) -> None:
    """Keep weighed pairs of records, left < right."""
    insert(
        PAIRS,
        pa.table(
            {
                "left_id": pa.array(left),
                "right_id": pa.array(right),
                "pattern": pa.array(patterns),
                **{name: pa.array(np.round(values, EVIDENCE_DIGITS)) for name, values in evidence.items()},
            }
        ),
    )
