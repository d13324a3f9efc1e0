"""Forms of any records under one judgement of the guard, so that a version of a model means the same for all."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.match.contacts import email_columns
from pellucid.golden.match.guard import SHARED, judge_values
from pellucid.golden.standardize.distinct import flat

Shared = Mapping[str, pa.Array]
"""By field, email and phone: the values that are disarmed."""

CONTACTS = ("email", "phone")


def shared_in(forms: pa.Table) -> dict[str, pa.Array]:
    """Return the contact values that too many different names use, among these forms."""
    found = {}
    for field in CONTACTS:
        lists = flat(forms[f"{field}s_all"])
        owners = pc.list_parent_indices(lists)
        given, family = (flat(forms[name]).take(owners) for name in ("given_sound", "family_sound"))
        judged = judge_values(pc.list_flatten(lists), given, family)
        found[field] = judged.filter(pc.equal(judged["use"], SHARED))["value"].combine_chunks().sort()
    return found


def disarmed(forms: pa.Table, shared: Shared) -> pa.Table:
    """Return the forms with exactly these values disarmed, whatever was disarmed in them before."""
    if forms.num_rows == 0:  # of one record typed there are often no others
        return forms
    columns = {}
    for field in CONTACTS:
        columns[f"{field}s"] = _without(flat(forms[f"{field}s_all"]), shared[field])
        columns[field] = _first(columns[f"{field}s"])
    columns |= email_columns(columns["email"], flat(forms["given"]), flat(forms["family"]))
    for name, column in columns.items():
        place = forms.schema.get_field_index(name)
        forms = forms.set_column(place, forms.schema.field(place), column.cast(forms.schema.field(place).type))
    return forms


def _without(lists: pa.ListArray, values: pa.Array) -> pa.ListArray:
    """Return lists without some values; null where nothing is left."""
    owners, texts = pc.list_parent_indices(lists), pc.list_flatten(lists)
    kept = pc.invert(pc.is_in(texts, value_set=values.cast(pa.string())))
    counts = np.bincount(owners.filter(kept).to_numpy(), minlength=len(lists))
    offsets = pa.array(np.r_[0, np.cumsum(counts)].astype(np.int32), mask=np.r_[counts == 0, False])
    return pa.ListArray.from_arrays(offsets, texts.filter(kept))


def _first(lists: pa.ListArray) -> pa.Array:
    """Return the first value of each list; null where there is none."""
    starts = lists.offsets.to_numpy()[:-1]
    empty = lists.is_null().to_numpy(zero_copy_only=False)
    return lists.values.take(pa.array(np.where(empty, 0, starts), mask=empty))
