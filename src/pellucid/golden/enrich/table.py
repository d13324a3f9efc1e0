"""Derived values of a whole table, from every provider."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.enrich.company import CompanyProvider
from pellucid.golden.enrich.phone import PhoneProvider
from pellucid.golden.enrich.postal_code import PostalCodeProvider
from pellucid.golden.enrich.providers import Provider, together
from pellucid.golden.enrich.salutation import SalutationProvider
from pellucid.golden.enrich.time_zone import TimeZoneProvider
from pellucid.golden.model.field import split_slot
from pellucid.golden.standardize.distinct import flat
from pellucid.golden.validate.across.columns import holds, slots

OFFLINE: tuple[Provider, ...] = (
    PhoneProvider(),
    PostalCodeProvider(),
    TimeZoneProvider(),
    CompanyProvider(),
    SalutationProvider(),
)


def enrich(standard: pa.Table, providers: Sequence[Provider] = OFFLINE) -> pa.Table:
    """Return what the values of a table imply, of schema DERIVED, in order of record_id (the row's position).

    standard: text columns by field and slot in standard form, which stay as they are. A value is derived only where the
    record has none of its own; where providers disagree, all they say is there, in their order.
    """
    asked = [provider for provider in providers if any(slots(standard, field) for field in provider.needs)]
    found = together([_own(provider, provider.derive(standard)) for provider in asked])
    found = found.filter(pa.array(_lacking(standard, found)))
    return found.take(pa.array(np.argsort(found["record_id"].to_numpy(), kind="stable")))


def _own(provider: Provider, found: pa.Table) -> pa.Table:
    """Return what a provider derived; that it gives no other fields than it says is its contract."""
    given = {split_slot(field)[0] for field in pc.unique(found["field"]).to_pylist()}
    assert given <= set(provider.gives), f"{provider.name} gives {given}"
    return found


def _lacking(standard: pa.Table, found: pa.Table) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which derived values are of a record that has no value in their field."""
    lacking = np.ones(found.num_rows, dtype=bool)
    rows = found["record_id"].to_numpy()
    for field in pc.unique(found["field"]).to_pylist():
        if field in standard.column_names:
            empty = holds(pc.is_null(flat(standard[field])))
            lacking &= holds(pc.not_equal(found["field"], field)) | empty[rows]
    return lacking
