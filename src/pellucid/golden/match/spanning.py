"""The strongest joins that hold groups of records together, as arrays."""

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.components import components

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def strongest_joins(count: int, left: Ints, right: Ints, strength: Floats) -> Ints:
    """Return the positions of the edges of the maximum spanning forest of count records, in ascending order.

    left, right: ends of the edges, 0 to count - 1, never equal. Of equally strong edges the earlier one is taken.
    Source: Boruvka 1926: every group takes its strongest edge outwards, all at once, until none is left; each round
    at least halves the groups.
    """
    rank = np.empty(len(left), dtype=np.int64)
    by_rank = np.lexsort((-np.arange(len(left)), strength))
    rank[by_rank] = np.arange(len(left))
    taken = np.zeros(len(left), dtype=bool)
    labels = np.arange(count, dtype=np.int64)
    while True:
        outward = np.flatnonzero(labels[left] != labels[right])
        if len(outward) == 0:
            return np.flatnonzero(taken)
        best = np.full(count, -1, dtype=np.int64)
        for side in (left, right):
            np.maximum.at(best, labels[side[outward]], rank[outward])
        taken[by_rank[best[best >= 0]]] = True
        labels = components(count, left[taken], right[taken])
