"""A file as a table of text, before anyone says what its columns mean."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.delivery import Quarantined

CHUNK_ROWS = 65_536  # rows turned into columns at once


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """The columns of a file as they came.

    headers: one a column, empty where there is none. columns: strings, empty cells null. rows: number of each kept row,
    int64, counted from 1 below the header. detected: what was found out about the file. targets: what each column
    means where the format itself says so (vCard), else empty.
    """

    headers: tuple[str, ...]
    columns: tuple[pa.ChunkedArray, ...]
    rows: pa.Array
    quarantined: tuple[Quarantined, ...]
    detected: dict[str, str]
    targets: tuple[str, ...] = ()

    @property
    def row_count(self) -> int:
        """Rows that came in: kept and quarantined."""
        return len(self.rows) + len(self.quarantined)


def _null_where_empty(cells: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)


def _chunks(rows: Iterable[Sequence[str | None]]) -> Iterator[list[Sequence[str | None]]]:
    rest = iter(rows)
    while chunk := list(islice(rest, CHUNK_ROWS)):
        yield chunk


def build_columns(rows: Iterable[Sequence[str | None]], *, width: int) -> tuple[pa.ChunkedArray, ...]:
    """Return the columns of rows, each a sequence of exactly width cells; empty cells become null."""
    parts: list[list[pa.Array]] = [[] for _ in range(width)]
    for chunk in _chunks(rows):
        for part, cells in zip(parts, zip(*chunk, strict=True), strict=True):
            part.append(_null_where_empty(pa.array(cells, pa.string())))
    return tuple(pa.chunked_array(part, pa.string()) for part in parts)
