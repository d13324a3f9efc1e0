"""Columns by distinct value: a million rows hold far fewer, so a function is called once for each."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_CODES_MAX = 2**62  # more combinations than this do not fit the numbers they are told apart by


def distinct(column: pa.Array | pa.ChunkedArray) -> tuple[list[str], pa.Array]:
    """Return the distinct texts of a column, and for each row the position of its text; null where it is null."""
    encoded = encode(column)
    return encoded.dictionary.to_pylist(), encoded.indices


def encode(column: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    """Return a column by its distinct values, in order of appearance."""
    return pc.dictionary_encode(flat(column))


def flat(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return a column as one array."""
    if isinstance(column, pa.ChunkedArray):
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    return column


def distinct_rows(columns: Sequence[pa.Array]) -> tuple[Ints, Ints]:
    """Return the first row of each distinct combination, in order of appearance, and each row's combination.

    Null and empty text are the same.
    """
    codes, size = np.zeros(len(columns[0]), np.int64), 1
    telling = 0  # columns that tell rows apart
    for column in columns:
        if column.null_count == len(column):
            continue
        encoded = encode(pc.fill_null(column, "") if column.null_count else column)
        count = len(encoded.dictionary)
        if count < 2:
            continue
        if size * count > _CODES_MAX:
            codes, size = _renumbered(codes)
        codes = codes * count + encoded.indices.to_numpy()
        size *= count
        telling += 1
    if telling > 1:  # one column's codes are in order of appearance
        codes, size = _renumbered(codes)
    size = size if len(codes) else 0
    firsts = np.empty(size, np.int64)
    firsts[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return firsts, codes


def _renumbered(codes: Ints) -> tuple[Ints, int]:
    """Return codes numbered from 0 in order of appearance, and how many there are."""
    encoded = pc.dictionary_encode(pa.array(codes))
    return encoded.indices.to_numpy().astype(np.int64), len(encoded.dictionary)


def spread(results: Sequence[Any], positions: pa.Array, kind: pa.DataType | None = None) -> pa.Array:
    """Return results taken by position: the column that has each row's own; null where the position is null."""
    return pa.array(results, type=kind or pa.string()).take(positions)


def over_distinct(
    column: pa.Array | pa.ChunkedArray, function: Callable[[str], Any], kind: pa.DataType | None = None
) -> pa.Array:
    """Return function applied to every text of a column; nulls stay null. kind: type of the result, text by default."""
    texts, positions = distinct(column)
    return spread([function(text) for text in texts], positions, kind)


def joined(columns: Sequence[pa.Array | pa.ChunkedArray]) -> pa.Array:
    """Return one text a row that holds all the columns, parted by U+001F, for distinct work over several columns."""
    filled = [pc.fill_null(column, "") for column in columns]
    result = pc.binary_join_element_wise(*filled, "\x1f")
    return result.combine_chunks() if isinstance(result, pa.ChunkedArray) else result
