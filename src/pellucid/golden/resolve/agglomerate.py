"""Joining one doubtful group's records, strongest evidence first, each join asked of whole customers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Evidence for or against a join is capped per pair, so that no single pair outvotes a customer's other records.
PAIR_BITS_MAX = 15.0
# Two records that share no key were not compared, which is itself a weak sign of strangers.
UNCOMPARED_BITS = -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A pair strong enough to be one customer, kept apart all the same. reason: conflict, decision or weak bridge."""

    left: int
    right: int
    reason: str


Weighed = tuple[int, int, float]
Pairs = Iterable[tuple[int, int]]


def agglomerate(
    nodes: Sequence[int],
    edges: Sequence[Weighed],
    *,
    same_bits: float,
    must: Pairs = (),
    apart: Pairs = (),
    exclusive: Sequence[Mapping[int, int]] = (),
    rank: Mapping[int, int],
) -> tuple[list[list[int]], list[Held]]:
    """Return the clusters of nodes and the strong pairs held apart.

    edges: left, right, bits. must, apart: pairs a person decided; others than of these nodes are passed over.
    exclusive: by kind, the code of each node that has one. rank: order by content, for ties.
    """
    own = set(nodes)
    groups = _Groups(nodes, edges, exclusive, [pair for pair in apart if own.issuperset(pair)])
    for left, right in must:
        if left in own and right in own:
            groups.join(left, right)
    strong = [edge for edge in edges if edge[2] >= same_bits]
    strong.sort(key=lambda edge: (-edge[2], *sorted((rank[edge[0]], rank[edge[1]]))))
    held = []
    for left, right, _ in strong:
        if not groups.together(left, right) and groups.objection(left, right) is None:
            groups.join(left, right)
    for left, right, _ in strong:
        if not groups.together(left, right):
            held.append(Held(left=left, right=right, reason=groups.objection(left, right) or "weak bridge"))
    return groups.clusters(), held


class _Groups:
    """The clusters so far: members of each, and the evidence between any two."""

    def __init__(
        self,
        nodes: Sequence[int],
        edges: Sequence[Weighed],
        exclusive: Sequence[Mapping[int, int]],
        apart: Sequence[tuple[int, int]],
    ) -> None:
        self._of = {node: node for node in nodes}
        self._members = {node: [node] for node in nodes}
        self._apart = {frozenset(pair) for pair in apart}
        self._codes = [{node: {code} for node, code in codes.items()} for codes in exclusive]
        self._evidence: dict[int, dict[int, tuple[float, int]]] = {node: {} for node in nodes}
        for left, right, bits in edges:
            capped = max(-PAIR_BITS_MAX, min(PAIR_BITS_MAX, bits))
            self._evidence[left][right] = self._evidence[right][left] = (capped, 1)

    def together(self, left: int, right: int) -> bool:
        return self._of[left] == self._of[right]

    def objection(self, left: int, right: int) -> str | None:
        """Return why the groups of two nodes may not be joined, or None."""
        one, other = self._of[left], self._of[right]
        if any(frozenset((a, b)) in self._apart for a in self._members[one] for b in self._members[other]):
            return "decision"
        for codes in self._codes:
            if len(codes.get(one, set()) | codes.get(other, set())) > 1:
                return "conflict"
        bits, compared = self._evidence[one].get(other, (0.0, 0))
        uncompared = len(self._members[one]) * len(self._members[other]) - compared
        return None if bits + uncompared * UNCOMPARED_BITS > 0 else "weak bridge"

    def join(self, left: int, right: int) -> None:
        one, other = self._of[left], self._of[right]
        if one == other:
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for node in self._members.pop(other):
            self._of[node] = one
            self._members[one].append(node)
        for codes in self._codes:
            if other in codes:
                codes.setdefault(one, set()).update(codes.pop(other))
        for third, (bits, count) in self._evidence.pop(other).items():
            del self._evidence[third][other]
            if third != one:
                known_bits, known_count = self._evidence[one].get(third, (0.0, 0))
                merged = (known_bits + bits, known_count + count)
                self._evidence[one][third] = self._evidence[third][one] = merged

    def clusters(self) -> list[list[int]]:
        return [sorted(members) for members in self._members.values()]
