"""How common a value is: agreement on a rare one proves more.

Counted over customers, not records, or a customer with many records would make its own name look common.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# However short a list is, its people come from a population: so many others stand beside them, who have other names.
OTHERS = 100.0


def shares_of_values(column: pa.Array | pa.ChunkedArray, customers: NDArray[np.int64]) -> Floats:
    """Return for every record the share (0-1) of customers that have its value; 1 where it has none.

    customers: the customer of each record as known so far. One customer is added to each count: that a value was seen
    once does not mean that nobody else has it.
    """
    encoded = pc.dictionary_encode(column)
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    known = codes >= 0
    if not known.any():
        return np.ones(len(codes))
    records = np.bincount(customers[known], minlength=int(customers.max()) + 1)  # by customer
    alone = known & (records[customers] == 1)
    shared = known & ~alone
    span = len(records)
    once = pc.unique(pa.array(codes[shared] * span + customers[shared])).to_numpy()  # each value once a customer
    counts = np.bincount(np.concatenate([codes[alone], once // span]), minlength=len(encoded.dictionary))
    shares = (counts + 1.0) / (np.count_nonzero(records) + 1.0 + OTHERS)
    result = np.ones(len(codes))
    result[known] = shares[codes[known]]
    return result
