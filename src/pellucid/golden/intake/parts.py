"""A delimited file part by part: the clean parts fast, the others carefully, so that one bad row does not slow all."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pellucid.golden.intake.clean import clean_columns
from pellucid.golden.intake.dialect import Dialect
from pellucid.golden.intake.encoding import Encoding
from pellucid.golden.intake.records import Record, RecordReader, split_lines
from pellucid.golden.intake.table import build_columns
from pellucid.golden.model.delivery import Quarantined

PART_BYTES = 1_048_576  # small enough that the careful way over one part takes little, large enough for the fast way
_CELL_LINES = 50  # lines looked at to end a part outside of a quoted cell
_GROWTH = 4  # a quote that is not closed within a part makes it this many times larger


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What has to be known before the rows of a file can be read.

    header: one a column, empty where there is none. first_line: the physical line on which the rows begin. first_byte:
    where that line begins, the byte order mark left out. titles: the text above the header.
    """

    encoding: Encoding
    dialect: Dialect
    header: tuple[str, ...]
    first_line: int
    first_byte: int
    has_header: bool
    titles: str

    @property
    def width(self) -> int:
        """Columns of the table."""
        return len(self.header)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The rows of a part of a file, numbered from 1 in it.

    short_count: readable rows with too few cells, all quarantined unless they count as trimmed. ends_empty: whether a
    kept row ends in an empty cell.
    """

    columns: tuple[pa.ChunkedArray, ...]
    rows: npt.NDArray[np.int64]
    quarantined: tuple[Quarantined, ...] = ()
    short_count: int = 0
    ends_empty: bool = False

    @property
    def row_count(self) -> int:
        """Rows in this part: kept and quarantined."""
        return len(self.rows) + len(self.quarantined)


def read_parts(body: bytes, layout: Layout, *, trimmed: bool, part_bytes: int = PART_BYTES) -> Iterator[Part]:
    """Yield the rows of a file in parts of about part_bytes.

    body: the file without its byte order mark. trimmed: whether rows with too few cells are whole, since the exporter
    leaves out empty cells at their end.
    """
    at = layout.first_byte
    while at < len(body):
        end = _part_end(body, at, at + part_bytes, layout)
        part = clean_part(body[at:end], layout)
        if part is None:
            part, end = _careful_part(body, at, end, layout, trimmed=trimmed)
        yield part
        at = end


def clean_part(data: bytes, layout: Layout) -> Part | None:
    """Return the rows of data read the fast way, or None where that could give other rows than the careful way."""
    columns = clean_columns(data, encoding=layout.encoding, dialect=layout.dialect, width=layout.width)
    if columns is None:
        return None
    rows = np.arange(1, len(columns[0]) + 1, dtype=np.int64)
    return Part(columns=columns, rows=rows, ends_empty=columns[-1].null_count > 0)


def _part_end(body: bytes, start: int, wanted: int, layout: Layout) -> int:
    """Return where a line ends at or behind wanted, outside of a quoted cell if such a place is near."""
    first = end = _line_end(body, wanted, layout.encoding)
    quote = layout.dialect.quote.encode(layout.encoding.name)
    is_open = body.count(quote, start, end) % 2
    for _ in range(_CELL_LINES):
        if not is_open or end == len(body):
            break
        following = _line_end(body, end, layout.encoding)
        is_open ^= body.count(quote, end, following) % 2
        end = following
    return first if is_open else end


def _line_end(body: bytes, start: int, encoding: Encoding) -> int:
    """Return the offset behind the first line feed from start on, or the end of body."""
    feed = "\n".encode(encoding.name)
    at = body.find(feed, start)
    while at >= 0 and at % encoding.unit:
        at = body.find(feed, at + 1)
    return len(body) if at < 0 else at + encoding.unit


def _careful_part(body: bytes, start: int, end: int, layout: Layout, *, trimmed: bool) -> tuple[Part, int]:
    """Read the records that begin from start to end one by one; return them and where the next begins."""
    wanted = len(split_lines(body[start:end], layout.encoding))
    records: list[Record] = []
    while True:
        lines = split_lines(body[start:end], layout.encoding)
        reader = RecordReader(lines, encoding=layout.encoding, dialect=layout.dialect, width=layout.width)
        stop = len(lines)
        for record in reader.records():
            if record.start >= wanted or (reader.has_reached_end and end < len(body)):
                stop = record.start  # with more lines this record could read otherwise
                break
            records.append(record)
        if stop:
            return _judged(records, layout.width, trimmed=trimmed), start + sum(map(len, lines[:stop]))
        end = _line_end(body, start + (end - start) * _GROWTH, layout.encoding)


def _judged(records: list[Record], width: int, *, trimmed: bool) -> Part:
    """Keep the records that can be read and have the right number of cells; quarantine the others."""
    rows: list[int] = []
    cells: list[list[str]] = []
    quarantined: list[Quarantined] = []
    short_count = 0
    for row, record in enumerate(records, start=1):
        short_count += not record.fault and len(record.cells) < width
        if reason := record.fault or _wrong_width(record.cells, width, trimmed=trimmed):
            quarantined.append(Quarantined(row=row, reason=reason, raw=record.raw))
        else:
            rows.append(row)
            cells.append((record.cells + [""] * width)[:width])
    return Part(
        columns=build_columns(cells, width=width),
        rows=np.array(rows, dtype=np.int64),
        quarantined=tuple(quarantined),
        short_count=short_count,
        ends_empty=any(not row[-1] for row in cells),
    )


def _wrong_width(cells: list[str], width: int, *, trimmed: bool) -> str:
    count = len(cells)
    if count < width and not trimmed:
        return f"The row ends early: it has {count} of {width} cells."
    if any(cells[width:]):
        return f"The row has {count} cells where the table has {width} columns."
    return ""
