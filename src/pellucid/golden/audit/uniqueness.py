"""Uniqueness: is every customer there once?"""

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.audit.scorecard import Dimension, DimensionScore, not_measured

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def measure_uniqueness(customers: Ints | None) -> DimensionScore:
    """Return customers over rows. customers: the customer of each row; not measured where nobody looked (None)."""
    if customers is None or len(customers) == 0:
        return not_measured(Dimension.UNIQUENESS)
    surplus = len(customers) - len(np.unique(customers))
    return DimensionScore(
        dimension=Dimension.UNIQUENESS,
        score=1.0 - surplus / len(customers),
        measured_count=len(customers),
        failing_count=surplus,
    )


def measure_remaining_uniqueness(customer_count: int, waiting: Floats | None) -> DimensionScore:
    """Return the share of customers that are probably no double of another, after merging.

    waiting: probability of being one customer, of each pair of customers that waits for a person; None where nothing
    was matched. Their sum is how many doubles to expect among them.
    """
    if waiting is None or customer_count == 0:
        return not_measured(Dimension.UNIQUENESS)
    expected = min(float(waiting.sum()), customer_count - 1.0)
    return DimensionScore(
        dimension=Dimension.UNIQUENESS,
        score=1.0 - expected / customer_count,
        measured_count=customer_count,
        failing_count=round(expected),
    )
