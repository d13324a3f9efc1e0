"""How right clusters are, when the truth is known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """Pairwise and B-cubed shares (0-1). over_merged_share: customers that mix two or more true ones.

    mixed_of_merged_share: the same among the customers of more than one record.
    """

    precision: float
    recall: float
    f1: float
    b_cubed_precision: float
    b_cubed_recall: float
    over_merged_share: float
    mixed_of_merged_share: float
    customer_count: int
    true_count: int


def accuracy_of(customers: Ints, truth: Ints) -> Accuracy:
    """Return how well customers (a code a record) meet the truth (a code a record)."""
    _, customer, customer_sizes = np.unique(customers, return_inverse=True, return_counts=True)
    _, true, true_sizes = np.unique(truth, return_inverse=True, return_counts=True)
    both, both_of, both_sizes = np.unique(
        customer.astype(np.int64) * (int(true.max()) + 1) + true, return_inverse=True, return_counts=True
    )
    found, right = _pairs(customer_sizes), _pairs(both_sizes)
    precision = right / found if found else 1.0
    recall = right / _pairs(true_sizes) if _pairs(true_sizes) else 1.0
    parts = np.bincount(both // (int(true.max()) + 1), minlength=len(customer_sizes))
    return Accuracy(
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        b_cubed_precision=float((both_sizes[both_of] / customer_sizes[customer]).mean()),
        b_cubed_recall=float((both_sizes[both_of] / true_sizes[true]).mean()),
        over_merged_share=float((parts > 1).mean()),
        mixed_of_merged_share=float((parts > 1).sum() / max(1, (customer_sizes > 1).sum())),
        customer_count=len(customer_sizes),
        true_count=len(true_sizes),
    )


def _pairs(sizes: Ints) -> int:
    return int((sizes.astype(np.int64) * (sizes - 1) // 2).sum())
