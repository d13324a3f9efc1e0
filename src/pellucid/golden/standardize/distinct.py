"""Columns by distinct value: a million rows hold far fewer, so a function is called once for each."""

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def distinct(column: pa.Array | pa.ChunkedArray) -> tuple[list[str], pa.Array]:
    """Return the distinct texts of a column, and for each row the position of its text; null where it is null."""
    encoded = pc.dictionary_encode(column)
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks() if encoded.num_chunks != 1 else encoded.chunk(0)
    return encoded.dictionary.to_pylist(), encoded.indices


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
