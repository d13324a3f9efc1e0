"""Customers that grow by one record at a time, and are the same whatever the order in which the records came.

Clusters are a function of the compared pairs, so a new record changes only those that strong evidence leads to. A
block that grows past its cut takes back the pairs that nothing else proposes: a batch would not have compared them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from pellucid.golden.match.evaluate import Form
from pellucid.golden.match.index import RecordIndex, match_record
from pellucid.golden.resolve.graph import Decisions, Edges, Ints, resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The customers of the records an index was built of. labels: cluster of each; order: as given to resolve."""

    edges: Edges
    labels: Ints
    order: Ints


class GrowingCustomers:
    """The customers of an index, kept while records are added to it.

    labels: by row, the cluster of each record, called by its first record. start: what a batch made of the records the
    index was built of; None for an index built empty. Decisions are pairs of rows, also of rows that come later.
    """

    def __init__(self, index: RecordIndex, *, start: Start | None = None, decisions: Decisions | None = None) -> None:
        self._index = index
        self._decisions = decisions or Decisions()
        self._edges: dict[int, dict[int, float]] = defaultdict(dict)
        self.labels: list[int] = [] if start is None else start.labels.tolist()
        self._ranks: list[int] = [] if start is None else start.order.tolist()
        assert index.count == len(self.labels) == len(self._ranks)
        if start is not None:
            columns = (start.edges.left, start.edges.right, start.edges.bits)
            for left, right, bits in zip(*(column.tolist() for column in columns), strict=True):
                self._edges[left][right] = self._edges[right][left] = bits

    def add(self, form: Form, *, rank: int) -> int:
        """Take one more record in and return its cluster. rank: order by content, to break ties; see resolve."""
        candidates = match_record(form, self._index)
        row = self._index.add(form)
        self.labels.append(row)
        self._ranks.append(rank)
        for candidate in candidates:
            self._edges[row][candidate.row] = self._edges[candidate.row][row] = candidate.bits
        touched = {row} | self._take_back(form)
        while touched:
            touched -= self._resolve_around(touched.pop())
        return self.labels[row]

    def _take_back(self, form: Form) -> set[int]:
        """Drop the pairs that a block proposed until this record made it too large; return their records."""
        touched = set()
        for rows in self._index.outgrown(form):
            for left, right in combinations(rows.tolist(), 2):
                if right in self._edges[left] and not self._index.proposes(left, right):
                    del self._edges[left][right], self._edges[right][left]
                    touched |= {left, right}
        return touched

    def _resolve_around(self, row: int) -> set[int]:
        """Resolve the records that strong evidence or decisions lead to from row, and return them."""
        rows = sorted(self._reachable(row))
        places = {member: place for place, member in enumerate(rows)}
        inside = [
            (places[left], places[right], bits)
            for left in rows
            for right, bits in self._edges[left].items()
            if left < right and right in places
        ]
        columns = np.array(inside, dtype=np.float64).reshape(-1, 3)
        edges = Edges(left=columns[:, 0].astype(np.int64), right=columns[:, 1].astype(np.int64), bits=columns[:, 2])
        own = Decisions(
            same=_within(self._decisions.same, places),
            different=_within(self._decisions.different, places),
            exclusive=tuple(codes[rows] for codes in self._decisions.exclusive),
        )
        order = np.array([self._ranks[member] for member in rows], dtype=np.int64)
        found = resolve(len(rows), edges, same_bits=self._same_bits, decisions=own, order=order)
        for place, member in enumerate(rows):
            self.labels[member] = rows[int(found.labels[place])]
        return set(rows)

    @property
    def _same_bits(self) -> float:
        return self._index.model.thresholds.same_bits

    def _reachable(self, row: int) -> set[int]:
        """Return the records that strong evidence, decisions or a common cluster lead to from row, itself included."""
        must: dict[int, set[int]] = defaultdict(set)
        for left, right in self._decisions.same:
            must[left].add(right)
            must[right].add(left)
        seen, open_rows = {row}, [row]
        while open_rows:
            at = open_rows.pop()
            strong = {other for other, bits in self._edges[at].items() if bits >= self._same_bits}
            reached = {other for other in strong | must[at] if other < len(self.labels)} - seen
            seen |= reached
            open_rows.extend(reached)
        return seen


def _within(pairs: Iterable[tuple[int, int]], places: dict[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple((places[left], places[right]) for left, right in pairs if left in places and right in places)
