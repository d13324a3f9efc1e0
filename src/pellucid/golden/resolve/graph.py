"""Clusters from weighed pairs, whatever the order in which the records came.

Most groups are plain: every compared pair in them agrees. The others are joined pair by pair, strongest evidence
first, and each join is asked of the two groups as wholes, so that one likeness does not chain strangers together.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.components import components
from pellucid.golden.resolve.agglomerate import Held, agglomerate

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Compared pairs. left, right: records (0 to n-1), left < right. bits: log2 odds that they are one person."""

    left: Ints
    right: Ints
    bits: Floats

    def at(self, positions: Ints) -> "Edges":
        """Return the edges at positions."""
        return Edges(left=self.left[positions], right=self.right[positions], bits=self.bits[positions])


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people have decided, and what can never be. Pairs of records, in either order.

    same: must be together. different: must not. exclusive: arrays of one code a record (-1 for none); records with two
    different codes in one of them, such as two valid tax numbers, are never one customer unless a person said so.
    """

    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()
    exclusive: tuple[Ints, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """labels: the cluster of each record, numbered by the cluster's first record. held: pairs kept apart, and why."""

    labels: Ints
    held: tuple[Held, ...]


def resolve(
    record_count: int, edges: Edges, *, same_bits: float, decisions: Decisions, order: Ints | None = None
) -> Resolution:
    """Return the clusters of the records.

    same_bits: evidence from which a pair is taken for one person. order: rank of each record by its content, to break
    ties the same way in whatever order records arrive; their position where it is not given.
    """
    rank = np.arange(record_count, dtype=np.int64) if order is None else order
    strong = edges.at(np.flatnonzero(edges.bits >= same_bits))
    must = _as_edges(decisions.same)
    groups = components(
        record_count, np.concatenate([strong.left, must.left]), np.concatenate([strong.right, must.right])
    )
    doubtful = _doubtful_groups(groups, edges, same_bits, decisions)
    labels = groups.copy()
    held: list[Held] = []
    if doubtful.size:
        next_label = int(groups.max()) + 1
        for part, kept_apart in _resolve_doubtful(groups, doubtful, edges, same_bits, decisions, rank):
            for members in part:
                labels[members] = next_label
                next_label += 1
            held.extend(kept_apart)
    return Resolution(labels=first_member_labels(labels), held=tuple(held))


def first_member_labels(labels: Ints) -> Ints:
    """Return labels renumbered so that a cluster is called by the position of its first record."""
    _, first, positions = np.unique(labels, return_index=True, return_inverse=True)
    return first[positions].astype(np.int64)


def _as_edges(pairs: Iterable[tuple[int, int]]) -> Edges:
    array = np.array(sorted((min(pair), max(pair)) for pair in pairs), dtype=np.int64).reshape(-1, 2)
    return Edges(left=array[:, 0], right=array[:, 1], bits=np.full(len(array), np.inf))


def _doubtful_groups(groups: Ints, edges: Edges, same_bits: float, decisions: Decisions) -> Ints:
    """Return the groups in which a compared pair disagrees, a person keeps a pair apart, or exclusive codes differ."""
    inside = groups[edges.left] == groups[edges.right]
    doubtful = [groups[edges.left[inside & (edges.bits < same_bits)]]]
    apart = _as_edges(decisions.different)
    doubtful.append(groups[apart.left[groups[apart.left] == groups[apart.right]]])
    for codes in decisions.exclusive:
        known = codes >= 0
        distinct = np.unique(np.stack([groups[known], codes[known]], axis=1), axis=0)
        owners, counts = np.unique(distinct[:, 0], return_counts=True)
        doubtful.append(owners[counts > 1])
    return np.unique(np.concatenate(doubtful))


def _resolve_doubtful(
    groups: Ints, doubtful: Ints, edges: Edges, same_bits: float, decisions: Decisions, rank: Ints
) -> Iterable[tuple[list[list[int]], list[Held]]]:
    """Yield, for each doubtful group, its clusters and the pairs held apart."""
    concerned = np.zeros(int(groups.max()) + 1, dtype=bool)
    concerned[doubtful] = True
    members = _split_by(groups, np.flatnonzero(concerned[groups]))
    inside = np.flatnonzero(concerned[groups[edges.left]] & (groups[edges.left] == groups[edges.right]))
    pairs = _split_by(groups[edges.left], inside)
    must, apart = set(decisions.same), set(decisions.different)
    for group in doubtful.tolist():
        nodes = members[group].tolist()
        own = edges.at(pairs.get(group, np.empty(0, dtype=np.int64)))
        yield agglomerate(
            nodes,
            list(zip(own.left.tolist(), own.right.tolist(), own.bits.tolist(), strict=True)),
            same_bits=same_bits,
            must=must,
            apart=apart,
            exclusive=[{node: int(codes[node]) for node in nodes if codes[node] >= 0} for codes in decisions.exclusive],
            rank={node: int(rank[node]) for node in nodes},
        )


def _split_by(owner: Ints, positions: Ints) -> dict[int, Ints]:
    """Return positions grouped by their owner."""
    if len(positions) == 0:
        return {}
    ordered = positions[np.argsort(owner[positions], kind="stable")]
    owners, starts = np.unique(owner[ordered], return_index=True)
    return dict(zip(owners.tolist(), np.split(ordered, starts[1:]), strict=True))
