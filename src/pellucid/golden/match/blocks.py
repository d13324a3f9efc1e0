"""Blocks that can be asked for one record, and how large those may be that still propose pairs."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.match.evaluate import Block, largest_affordable
from pellucid.golden.match.hashes import Hashes, combine, hash_column, hash_texts
from pellucid.golden.match.keys import BLOCK_RECORDS_MAX, Key, pairs_budget
from pellucid.golden.standardize.distinct import flat

Rows = NDArray[np.int32]
Hashed = tuple[Hashes, NDArray[np.bool_]]  # of every row, and which rows have a value

Cuts = Mapping[str, tuple[int, ...]]
"""By key: the records of the largest block that proposes pairs, first as it is, then after each refinement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The records of each block of one key. hashes: of the block, ascending; rows: of the records."""

    hashes: Hashes
    rows: Rows

    def members(self, block: np.uint64) -> Rows:
        """Return the rows of the records in a block."""
        first, last = np.searchsorted(self.hashes, block, "left"), np.searchsorted(self.hashes, block, "right")
        return self.rows[int(first) : int(last)]


def hash_blocks(blocks: Sequence[Block]) -> Hashes:
    """Return the hash of each block of one key and one record."""
    if not blocks:
        return np.empty(0, dtype=np.uint64)
    return combine([hash_texts(texts) for texts in zip(*blocks, strict=True)])


def hashed_columns(forms: pa.Table) -> Callable[..., Hashed]:
    """Return a function that hashes a text column of forms, or the first so many characters of it, once."""
    made: dict[tuple[str, int | None], Hashed] = {}

    def hashed(column: str, first: int | None = None) -> Hashed:
        if (column, first) not in made:
            texts = forms[column] if first is None else pc.utf8_slice_codeunits(forms[column], 0, first)
            made[column, first] = hash_column(texts)
        return made[column, first]

    return hashed


def blocks_of(forms: pa.Table, key: Key, hashed: Callable[..., Hashed]) -> Blocks:
    """Return the blocks of all records by one key. hashed: see hashed_columns."""
    lengths = dict(key.first)
    rows = np.arange(forms.num_rows, dtype=np.int32)
    many = [column for column in key.columns if pa.types.is_list(forms[column].type)]
    for column in many:
        rows = pc.list_parent_indices(flat(forms[column])).to_numpy().astype(np.int32)
    present, columns = np.ones(len(rows), dtype=bool), []
    for column in key.columns:
        if column in many:
            own, there = hash_column(_cut(pc.list_flatten(flat(forms[column])), lengths.get(column)))
        else:
            hashes, known = hashed(column, lengths.get(column))
            own, there = hashes[rows], known[rows]
        columns.append(own)
        present &= there
    total, rows = combine(columns)[present], rows[present]
    order = np.lexsort((rows, total)) if many else np.argsort(total, kind="stable")
    total, rows = total[order], rows[order]
    if many:  # a list may name a value twice
        once = np.r_[True, (total[1:] != total[:-1]) | (rows[1:] != rows[:-1])][: len(total)]
        total, rows = total[once], rows[once]
    return Blocks(hashes=total, rows=rows)


def _cut(texts: pa.Array, first: int | None) -> pa.Array:
    return texts if first is None else pc.utf8_slice_codeunits(texts, 0, first)


def cuts_of(key: Key, blocks: Blocks, record_count: int, hashed: Callable[..., Hashed]) -> tuple[int, ...]:
    """Return the cuts of one key such that it stays within its budget of pairs, as engines do it."""
    left, cuts = pairs_budget(key, record_count), []
    hashes, rows = blocks.hashes, blocks.rows
    for refinement in (*key.refine, None):
        _, sizes = np.unique(hashes, return_counts=True)
        within = sizes[(sizes > 1) & (sizes <= BLOCK_RECORDS_MAX)]
        largest, pairs = largest_affordable(Counter(within.tolist()), left)
        left -= pairs
        cuts.append(BLOCK_RECORDS_MAX if within.max(initial=0) <= largest else largest)
        if refinement is None:
            break
        big = np.repeat(sizes > largest, sizes) & np.repeat(sizes > 1, sizes)
        values, known = hashed(refinement)
        big &= known[rows]
        hashes, rows = combine([hashes[big], values[rows[big]]]), rows[big]
        order = np.argsort(hashes, kind="stable")
        hashes, rows = hashes[order], rows[order]
    return tuple(cuts)
