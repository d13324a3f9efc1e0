"""Plain Python: the reference the other engines must agree with."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations

import pyarrow as pa

from pellucid.golden.match.comparison import Comparison
from pellucid.golden.match.evaluate import Block, Form, block_values, largest_affordable, pattern_of
from pellucid.golden.match.keys import Key, pairs_budget
from pellucid.golden.match.plan import PAIRS, PATTERNS


class MemoryEngine:
    """Set work by loops over Python values."""

    @contextmanager
    def load(self, forms: pa.Table) -> Iterator["LoadedMemory"]:
        """Take in forms; see match.plan.Engine."""
        yield LoadedMemory(forms.to_pylist())


class LoadedMemory:
    """Records as dicts. See match.plan.Loaded."""

    def __init__(self, rows: Sequence[Form]) -> None:
        self._rows = rows

    def propose(self, keys: Sequence[Key]) -> pa.Table:
        """Return the candidate pairs."""
        pairs: set[tuple[int, int]] = set()
        for key in keys:
            pairs.update(_pairs_by(self._rows, key, pairs_budget(key, len(self._rows))))
        ordered = sorted(pairs)
        return pa.table([[left for left, _ in ordered], [right for _, right in ordered]], schema=PAIRS)

    def compare(self, pairs: pa.Table, comparisons: Sequence[Comparison]) -> pa.Table:
        """Return the pattern of every pair."""
        lefts, rights = pairs["left_id"].to_pylist(), pairs["right_id"].to_pylist()
        patterns = [
            pattern_of(self._rows[left], self._rows[right], comparisons)
            for left, right in zip(lefts, rights, strict=True)
        ]
        return pa.table([lefts, rights, patterns], schema=PATTERNS)


def _pairs_by(rows: Sequence[Form], key: Key, pairs_max: int) -> Iterable[tuple[int, int]]:
    """Yield the pairs of one key; a block past the cap is split by the next column to refine by."""
    blocks: dict[Block, list[int]] = defaultdict(list)
    for row in rows:
        for block in block_values(row, key):
            blocks[block].append(row["id"])
    left = pairs_max
    for refinement in (*key.refine, None):
        largest, pairs = largest_affordable(Counter(len(ids) for ids in blocks.values()), left)
        left -= pairs
        for ids in blocks.values():
            if 2 <= len(ids) <= largest:
                yield from combinations(sorted(ids), 2)
        if refinement is None:
            return
        blocks = _refined(rows, blocks, refinement, largest)


def _refined(
    rows: Sequence[Form], blocks: dict[Block, list[int]], refinement: str, largest: int
) -> dict[Block, list[int]]:
    refined: dict[Block, list[int]] = defaultdict(list)
    for block, ids in blocks.items():
        if len(ids) > largest:
            for record in ids:
                value = rows[record][refinement]
                if value is not None:
                    refined[*block, value].append(record)
    return refined
