"""The pairs that blocks propose, and how they turn when records come, change or go.

Which pairs there are is a function of the records and of the cuts of one version of a model: a block within its cut
proposes all its pairs, a larger one is split by the next column to refine by. So the order in which records came
leaves no trace.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.golden.match.blocks import Blocks, Hashed, Rows, blocks_of
from pellucid.golden.match.hashes import combine, hash_texts
from pellucid.golden.match.keys import Key

Ints = NDArray[np.int64]
Values = Callable[[str, Rows], Hashed]
"""Gives the hash of a column to refine by, and whether there is a value, for some rows."""


def pairs_of_blocks(blocks: Blocks, key: Key, cuts: Sequence[int], values: Values) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs that the blocks of one key propose, in either order, some more than once.

    cuts: the largest block that proposes, first as it is, then after each refinement; see blocks.Cuts.
    """
    hashes, rows = blocks.hashes, blocks.rows
    for refinement, cut in zip((*key.refine, None), cuts, strict=True):
        starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][: len(hashes)])
        sizes = np.diff(np.r_[starts, len(hashes)])
        fit = (sizes > 1) & (sizes <= cut)
        if fit.any():
            yield _all_pairs(rows, starts[fit], sizes[fit])
        big = np.repeat(sizes > max(cut, 1), sizes)
        if refinement is None or not big.any():
            return
        hashes, rows = hashes[big], rows[big]
        own, known = values(refinement, rows)
        hashes, rows = combine([hashes[known], own[known]]), rows[known]
        order = np.argsort(hashes, kind="stable")
        hashes, rows = hashes[order], rows[order]


def _all_pairs(rows: Rows, starts: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Return all pairs within blocks that begin at starts."""
    members = np.repeat(starts, sizes) + _counted(sizes)
    later = np.repeat(sizes, sizes) - 1 - _counted(sizes)  # how many stand behind each in its block
    one = np.repeat(members, later)
    return rows[one].astype(np.int64), rows[one + 1 + _counted(later)].astype(np.int64)


def _counted(sizes: Ints) -> Ints:
    """Return 0, 1, ... within each run of so many."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    counted: Ints = np.arange(total) - np.repeat(ends - sizes, sizes)
    return counted


def block_hashes(forms: pa.Table, key: Key, party: str, hashed: Callable[..., Hashed]) -> Blocks:
    """Return the blocks of records by one key, told apart from those of every other key and party kind.

    hashed: see blocks.hashed_columns; made once for all keys, which share columns.
    """
    blocks = blocks_of(forms, key, hashed)
    (name,) = hash_texts([f"{party}: {key.name}"])
    hashes = combine([blocks.hashes, np.full(len(blocks.hashes), name)])
    order = np.argsort(hashes, kind="stable")
    return Blocks(hashes=hashes[order], rows=blocks.rows[order])


def values_of(hashed: Callable[..., Hashed]) -> Values:
    """Return Values over forms whose row is its position. hashed: see blocks.hashed_columns."""

    def values(column: str, rows: Rows) -> Hashed:
        hashes, known = hashed(column)
        return hashes[rows], known[rows]

    return values


def distinct_pairs(pairs: Sequence[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Return each unordered pair once, left < right, ascending. Rows must be below 2**31."""
    one = np.concatenate([np.empty(0, np.int64), *(left for left, _ in pairs)])
    other = np.concatenate([np.empty(0, np.int64), *(right for _, right in pairs)])
    codes = np.unique((np.minimum(one, other) << 32) | np.maximum(one, other))
    return codes >> 32, codes & 0xFFFFFFFF
