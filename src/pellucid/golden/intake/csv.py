"""Delimited text: CSV, TSV and their kin."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import numpy as np
import pyarrow as pa

from pellucid.golden.intake.dialect import declared_delimiter, detect_dialect
from pellucid.golden.intake.encoding import Encoding, detect_encoding
from pellucid.golden.intake.header import find_header
from pellucid.golden.intake.parts import Layout, Part, clean_part, read_parts
from pellucid.golden.intake.records import RecordReader, decode_line, split_lines
from pellucid.golden.intake.table import RawTable, build_columns

_HEAD_BYTES = 262_144  # from which dialect and header are decided
_HEAD_LINES = 500
# An exporter that leaves out empty cells at the end of a row does so everywhere; below this share it is damage.
_TRIMMED_SHARE = 0.05


def read_csv(data: bytes) -> RawTable:
    """Read a delimited file, whatever its bytes.

    A row is a record below the header: one physical line, or several where a quoted cell holds line breaks. Blank
    lines are not rows. A row that cannot be read is quarantined and the next is read.
    """
    encoding = detect_encoding(data)
    body = data[encoding.mark_length :]
    layout = detect_layout(body, encoding)
    if not layout.width:
        return RawTable(headers=(), columns=(), rows=pa.array([], pa.int64()), quarantined=(), detected={})
    part = clean_part(body[layout.first_byte :], layout)
    if part:
        return _table([part], layout, trimmed=False)
    parts = list(read_parts(body, layout, trimmed=False))
    trimmed = _leaves_out_empty_cells(parts)
    return _table(list(read_parts(body, layout, trimmed=True)) if trimmed else parts, layout, trimmed=trimmed)


def _table(parts: Sequence[Part], layout: Layout, *, trimmed: bool) -> RawTable:
    """Return the parts of a file as one table, its rows counted through."""
    starts = list(accumulate((part.row_count for part in parts), initial=0))
    rows = [part.rows + start for part, start in zip(parts, starts, strict=False)]
    columns = zip(*(part.columns for part in parts), strict=True)
    short = {"rows ending early": "kept, with their last cells empty"} if trimmed else {}
    return RawTable(
        headers=layout.header,
        columns=tuple(_joined(chunks) for chunks in columns) if parts else build_columns([], width=layout.width),
        rows=pa.array(np.concatenate([np.empty(0, dtype=np.int64), *rows])),
        quarantined=tuple(
            replace(bad, row=bad.row + start)
            for part, start in zip(parts, starts, strict=False)
            for bad in part.quarantined
        ),
        detected=_detected(layout) | short,
    )


def _joined(columns: Sequence[pa.ChunkedArray]) -> pa.ChunkedArray:
    return pa.chunked_array([chunk for column in columns for chunk in column.chunks], pa.string())


def _leaves_out_empty_cells(parts: Sequence[Part]) -> bool:
    """Tell whether the exporter ends rows at their last filled cell: many are short, none ends in an empty one."""
    short = sum(part.short_count for part in parts)
    readable = sum(len(part.rows) for part in parts) + short
    return short > max(1, readable * _TRIMMED_SHARE) and not any(part.ends_empty for part in parts)


def _head(body: bytes, encoding: Encoding) -> bytes:
    """Return the beginning of body, cut behind a line."""
    if len(body) <= _HEAD_BYTES:
        return body
    end = body.rfind("\n".encode(encoding.name), 0, _HEAD_BYTES)
    return body[: end + encoding.unit] if end > 0 and end % encoding.unit == 0 else body[:_HEAD_BYTES]


def detect_layout(body: bytes, encoding: Encoding) -> Layout:
    """Return dialect and header, decided on the first lines of a file. body: without its byte order mark."""
    lines = split_lines(_head(body, encoding), encoding)[:_HEAD_LINES]
    texts = [decode_line(line, encoding)[0] for line in lines]
    dialect = detect_dialect(texts)
    declared = int(bool(texts) and declared_delimiter(texts[0]) is not None)
    reader = RecordReader(lines, encoding=encoding, dialect=dialect, width=None)
    top = list(reader.records(declared))
    readable = [record for record in top if not record.fault]
    at = find_header([record.cells for record in readable])
    first_line = declared if at is None else readable[at].stop
    above = [record for record in top if at is not None and record.stop <= readable[at].start]
    return Layout(
        encoding=encoding,
        dialect=dialect,
        header=tuple(_padded([] if at is None else readable[at].cells, dialect.columns if top else 0)),
        first_line=first_line,
        first_byte=sum(map(len, lines[:first_line])),
        has_header=at is not None,
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
