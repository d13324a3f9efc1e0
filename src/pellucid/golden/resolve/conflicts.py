"""Hard conflicts: numbers of which nobody has two, so that two different ones are two customers."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]

EXCLUSIVE_FIELDS = ("national_id", "tax_id", "registration_number")


def exclusive_codes(standard: pa.Table) -> tuple[Ints, ...]:
    """Return for each field and kind of number a code for every record, -1 where it has none.

    standard: text columns by field, with the recognized kind of each identifier in ``<field>_kind``. Only numbers whose
    check digit was checked have a kind: a mistyped one fails it, so that no typing error parts a customer.
    """
    codes = []
    for field in EXCLUSIVE_FIELDS:
        if f"{field}_kind" not in standard.column_names:
            continue
        kinds, values = standard[f"{field}_kind"], standard[field].dictionary_encode().combine_chunks()
        positions = pc.fill_null(values.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
        for kind in pc.unique(kinds.drop_null()).to_pylist():
            of_kind = pc.fill_null(pc.equal(kinds, kind), False).to_numpy(zero_copy_only=False)
            codes.append(np.where(of_kind, positions, -1))
    return tuple(codes)
