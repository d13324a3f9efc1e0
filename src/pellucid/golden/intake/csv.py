"""Delimited text: CSV, TSV and their kin. One fast way for files that are provably clean, one careful way for all."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from pellucid.golden.intake.dialect import Dialect, declared_delimiter, detect_dialect
from pellucid.golden.intake.encoding import Encoding, detect_encoding
from pellucid.golden.intake.header import find_header
from pellucid.golden.intake.records import Record, RecordReader, decode_line, split_lines
from pellucid.golden.intake.table import RawTable, build_columns
from pellucid.golden.model.delivery import Quarantined

_HEAD_BYTES = 262_144  # from which dialect and header are decided
_HEAD_LINES = 500
_BLOCK_BYTES = 8_388_608  # a row longer than a block sends the file the careful way
# An exporter that leaves out empty cells at the end of a row does so everywhere; below this share it is damage.
_TRIMMED_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What has to be known before the rows of a file can be read.

    header: one a column, empty where there is none. first_line: the physical line on which the rows begin. titles:
    the text above the header.
    """

    encoding: Encoding
    dialect: Dialect
    header: tuple[str, ...]
    first_line: int
    has_header: bool
    titles: str

    @property
    def width(self) -> int:
        """Columns of the table."""
        return len(self.header)


def read_csv(data: bytes) -> RawTable:
    """Read a delimited file, whatever its bytes.

    A row is a record below the header: one physical line, or several where a quoted cell holds line breaks. Blank
    lines are not rows. A row that cannot be read is quarantined and the next is read.
    """
    encoding = detect_encoding(data)
    body = data[encoding.mark_length :]
    head = _head(body, encoding)
    layout = detect_layout(split_lines(head, encoding), encoding)
    if not layout.width:
        return RawTable(headers=(), columns=(), rows=pa.array([], pa.int64()), quarantined=(), detected={})
    return read_clean(body, layout) or read_carefully(body, layout)


def _head(body: bytes, encoding: Encoding) -> bytes:
    """Return the beginning of body, cut behind a line."""
    if len(body) <= _HEAD_BYTES:
        return body
    end = body.rfind("\n".encode(encoding.name), 0, _HEAD_BYTES)
    return body[: end + encoding.unit] if end > 0 and end % encoding.unit == 0 else body[:_HEAD_BYTES]


def detect_layout(lines: Sequence[bytes], encoding: Encoding) -> Layout:
    """Return dialect and header, decided on the first physical lines of a file."""
    texts = [decode_line(line, encoding)[0] for line in lines[:_HEAD_LINES]]
    dialect = detect_dialect(texts)
    declared = int(bool(texts) and declared_delimiter(texts[0]) is not None)
    reader = RecordReader(lines[:_HEAD_LINES], encoding=encoding, dialect=dialect, width=None)
    top = list(reader.records(declared))
    readable = [record for record in top if not record.fault]
    at = find_header([record.cells for record in readable])
    usual = dialect.columns
    if at is None:
        header = ("",) * (usual if top else 0)
        return Layout(
            encoding=encoding, dialect=dialect, header=header, first_line=declared, has_header=False, titles=""
        )
    names = _padded(readable[at].cells, usual)
    above = [record for record in top if record.stop <= readable[at].start]
    return Layout(
        encoding=encoding,
        dialect=dialect,
        header=tuple(names),
        first_line=readable[at].stop,
        has_header=True,
        titles=" / ".join(decode_line(record.raw, encoding)[0].strip() for record in above),
    )


def _padded(names: list[str], usual: int) -> list[str]:
    """Return headers as many as most rows have cells: more only where they have a name."""
    while len(names) > usual and not names[-1].strip():
        names = names[:-1]
    return names + [""] * (usual - len(names))


def _detected(layout: Layout) -> dict[str, str]:
    facts = {
        "format": "delimited text",
        "encoding": layout.encoding.name,
        "encoding decided by": layout.encoding.reason,
        "delimiter": layout.dialect.delimiter_name,
        "quote": layout.dialect.quote,
        "header": f"line {layout.first_line}" if layout.has_header else "none",
    }
    return facts | ({"lines above the header": layout.titles} if layout.titles else {})


# The careful way


def read_carefully(body: bytes, layout: Layout) -> RawTable:
    """Read the rows one by one. body: the file without its byte order mark."""
    lines = split_lines(body, layout.encoding)
    reader = RecordReader(lines, encoding=layout.encoding, dialect=layout.dialect, width=layout.width)
    records = list(reader.records(layout.first_line))
    trimmed = _leaves_out_empty_cells(records, layout.width)
    rows: list[int] = []
    cells: list[list[str]] = []
    quarantined: list[Quarantined] = []
    for row, record in enumerate(records, start=1):
        if reason := record.fault or _wrong_width(record.cells, layout.width, trimmed=trimmed):
            quarantined.append(Quarantined(row=row, reason=reason, raw=record.raw))
        else:
            rows.append(row)
            cells.append((record.cells + [""] * layout.width)[: layout.width])
    short = {"rows ending early": "kept, with their last cells empty"} if trimmed else {}
    return RawTable(
        headers=layout.header,
        columns=build_columns(cells, width=layout.width),
        rows=pa.array(rows, pa.int64()),
        quarantined=tuple(quarantined),
        detected=_detected(layout) | short,
    )


def _wrong_width(cells: list[str], width: int, *, trimmed: bool) -> str:
    count = len(cells)
    if count < width and not trimmed:
        return f"The row ends early: it has {count} of {width} cells."
    if any(cells[width:]):
        return f"The row has {count} cells where the table has {width} columns."
    return ""


def _leaves_out_empty_cells(records: list[Record], width: int) -> bool:
    """Tell whether the exporter ends rows at their last filled cell: many are short, none ends in an empty one."""
    readable = [record.cells for record in records if not record.fault]
    short = sum(len(cells) < width for cells in readable)
    return short > len(readable) * _TRIMMED_SHARE and short > 1 and all(cells[-1] for cells in readable)


# The fast way


def read_clean(body: bytes, layout: Layout) -> RawTable | None:
    """Read the rows all at once, or None where that could give other rows than the careful way.

    It gives the same where: all bytes can be decoded and none is zero; lines end in LF or CRLF; every quote opens a
    cell, closes one or is doubled inside one; every row has the same number of cells, two or more.
    """
    text = _rows_as_utf8(body, layout)
    if text is None or not _is_plain(text, layout):
        return None
    columns = _read_at_once(text, layout)
    if columns is None:
        return None
    return RawTable(
        headers=layout.header,
        columns=columns,
        rows=pa.array(np.arange(1, len(columns[0]) + 1, dtype=np.int64)),
        quarantined=(),
        detected=_detected(layout),
    )


def _rows_as_utf8(body: bytes, layout: Layout) -> bytes | None:
    """Return what stands below the header as UTF-8, or None where a byte cannot be decoded."""
    encoding = layout.encoding
    lines = split_lines(_head(body, encoding), encoding)[: layout.first_line]
    start = sum(map(len, lines))
    try:
        text = body[start:].decode(encoding.name)
    except UnicodeDecodeError:
        return None
    return body[start:] if encoding.name == "utf-8" else text.encode("utf-8", "replace")


def _is_plain(text: bytes, layout: Layout) -> bool:
    return (
        layout.width > 1
        and layout.dialect.delimiter.isascii()
        and layout.dialect.quote in ("", '"')
        and b"\0" not in text
        and not text.startswith(b"\xef\xbb\xbf")  # a reader would take it for a mark
        and text.count(b"\r") == text.count(b"\r\n")
        and _are_quotes_regular(text, layout.dialect)
    )


def _are_quotes_regular(text: bytes, dialect: Dialect) -> bool:
    """Tell whether the quotes come in pairs, each opening at the start of a cell and closing at its end, or doubled."""
    if b'"' not in text:
        return True
    units = np.frombuffer(text, dtype=np.uint8)
    quotes = np.flatnonzero(units == ord('"'))
    if len(quotes) % 2:
        return False
    edges = np.zeros(256, dtype=bool)
    edges[[ord(dialect.delimiter), ord("\r"), ord("\n"), ord('"')]] = True
    opening: npt.NDArray[np.int64] = quotes[::2]
    closing: npt.NDArray[np.int64] = quotes[1::2]
    before = units[np.maximum(opening - 1, 0)]
    after = units[np.minimum(closing + 1, len(units) - 1)]
    if not bool(np.all(edges[before] | (opening == 0)) and np.all(edges[after] | (closing == len(units) - 1))):
        return False
    # An opening quote right behind a quote is the second of a doubled one, so the pair before must close there.
    behind = (before == ord('"')) & (opening > 0)
    return bool(np.all(~behind[1:] | (closing[:-1] == opening[1:] - 1)) and not behind[:1].any())


def _read_at_once(text: bytes, layout: Layout) -> tuple[pa.ChunkedArray, ...] | None:
    names = [str(at) for at in range(layout.width)]
    if not text.strip(b"\r\n"):
        return tuple(pa.chunked_array([], pa.string()) for _ in names)
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(text),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK_BYTES),
            parse_options=arrow_csv.ParseOptions(
                delimiter=layout.dialect.delimiter, newlines_in_values=True, ignore_empty_lines=True
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None  # a row of another width, or one longer than a block
    return tuple(pc.cast(column, pa.string()) for column in table.columns)
