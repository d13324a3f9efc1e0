"""Connected components of a graph of records, as arrays."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def components(count: int, left: Ints, right: Ints) -> Ints:
    """Return for each of count records the lowest record that edges lead to from it, itself included.

    Every record takes the lowest label across its edges, then its label's label, until nothing moves. Groups of a
    customer's size settle in a few rounds, however many there are.
    """
    labels = np.arange(count, dtype=np.int64)
    while True:
        lowest = np.minimum(labels[left], labels[right])
        after = labels.copy()
        for side in (left, right):
            np.minimum.at(after, side, lowest)
            np.minimum.at(after, labels[side], lowest)
        after = after[after]
        if np.array_equal(after, labels):
            return labels
        labels = after
