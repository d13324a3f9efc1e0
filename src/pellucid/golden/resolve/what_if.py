"""What would change if a cut, a comparison, trust or a decision did; from the pairs already compared.

Merges are pairs of records of one customer. The riskiest are those whose evidence is nearest to the cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.comparison import MISSING, radices
from pellucid.golden.match.model import Thresholds
from pellucid.golden.match.run import MatchRun
from pellucid.golden.match.score import CERTAIN_BITS, score_pairs
from pellucid.golden.match.training import codes_of
from pellucid.golden.resolve.graph import Decisions, Edges, Resolution, resolve

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

RISKIEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A compared pair of records that is merged before or after, but not both. bits: its evidence."""

    left: int
    right: int
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What would change.

    gained, lost: how many pairs of records would be one customer that are not now, and the reverse; riskiest_gained,
    riskiest_lost: the five of each, among the compared pairs, whose bits are nearest to the cut. after: the new
    clusters.
    """

    customers_before: int
    customers_after: int
    gained: int
    lost: int
    riskiest_gained: tuple[Change, ...]
    riskiest_lost: tuple[Change, ...]
    after: Resolution


def what_if(
    labels: Ints, edges: Edges, *, thresholds: Thresholds, decisions: Decisions, order: Ints | None = None
) -> WhatIf:
    """Return what would change from labels if these edges, thresholds and decisions held.

    labels: the cluster of each record now. edges: all compared pairs, weighed as they would be; see edges_of and
    edges_apart.
    decisions: all that would hold, also those that hold now. order: see resolve.
    """
    after = resolve(len(labels), edges, same_bits=thresholds.same_bits, decisions=decisions, order=order)
    gained, lost = merges_changed(labels, after.labels)
    return WhatIf(
        customers_before=len(np.unique(labels)),
        customers_after=len(np.unique(after.labels)),
        gained=gained,
        lost=lost,
        riskiest_gained=riskiest(edges, apart=labels, together=after.labels, same_bits=thresholds.same_bits),
        riskiest_lost=riskiest(edges, apart=after.labels, together=labels, same_bits=thresholds.same_bits),
        after=after,
    )


def merges_changed(before: Ints, after: Ints) -> tuple[int, int]:
    """Return how many pairs of records are one customer after and not before, and the reverse. Both: by record."""
    both = _pairs_within(before, after)
    return _pairs_within(after) - both, _pairs_within(before) - both


def riskiest(edges: Edges, *, apart: Ints, together: Ints, same_bits: float) -> tuple[Change, ...]:
    """Return the five compared pairs nearest to the cut that are two customers in the one and one in the other."""
    differ = (apart[edges.left] != apart[edges.right]) & (together[edges.left] == together[edges.right])
    places = np.flatnonzero(differ)
    nearest = places[np.argsort(np.abs(edges.bits[places] - same_bits), kind="stable")[:RISKIEST]]
    own = edges.at(nearest)
    pairs = zip(own.left.tolist(), own.right.tolist(), own.bits.tolist(), strict=True)
    return tuple(Change(left=left, right=right, bits=bits) for left, right, bits in pairs)


def edges_of(runs: Sequence[tuple[Ints, MatchRun]], *, without: Sequence[str] = ()) -> Edges:
    """Return the weighed pairs of several match runs as edges between records.

    runs: the record behind each row of a run's forms, and the run. without: names of comparisons left out, as if none
    of the records said anything about them; nothing is learned anew.
    """
    nothing = np.empty(0, dtype=np.int64)
    return Edges(
        left=np.concatenate([nothing, *(rows[run.left] for rows, run in runs)]),
        right=np.concatenate([nothing, *(rows[run.right] for rows, run in runs)]),
        bits=np.concatenate([np.empty(0), *(_bits(run, without) for _, run in runs)]),
    )


def edges_apart(edges: Edges, distrusted: NDArray[np.bool_]) -> Edges:
    """Return edges of which those with a distrusted record tie nobody: as many bits less as make certain.

    distrusted: by record.
    """
    concerned = distrusted[edges.left] | distrusted[edges.right]
    return replace(edges, bits=edges.bits - 2.0 * CERTAIN_BITS * concerned)


def _bits(run: MatchRun, without: Sequence[str]) -> Floats:
    """Return the bits of a run's pairs without some of the comparisons."""
    comparisons = run.model.comparisons
    if not any(comparison.name in without for comparison in comparisons):
        return run.scored.bits
    codes = codes_of(run.patterns, comparisons)
    for column, comparison in enumerate(comparisons):
        if comparison.name in without:
            codes[:, column] = MISSING
    patterns = codes @ np.array(radices(comparisons), dtype=np.int64)
    learned, shares = run.model.learned, run.shares
    return score_pairs(
        learned, comparisons, left_ids=run.left, right_ids=run.right, patterns=patterns, shares=shares
    ).bits


def _pairs_within(*labels: Ints) -> int:
    """Return how many pairs of records have all of the labels in common."""
    _, sizes = np.unique(np.stack(labels, axis=1), axis=0, return_counts=True)
    return int((sizes * (sizes - 1) // 2).sum())
