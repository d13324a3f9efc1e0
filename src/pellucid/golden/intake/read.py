"""One file, read: the door through which all data comes in."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.intake.convention import detect_conventions
from pellucid.golden.intake.csv import read_csv
from pellucid.golden.intake.encoding import detect_encoding
from pellucid.golden.intake.excel import BrokenWorkbook, is_workbook, read_workbook
from pellucid.golden.intake.json import is_json, read_json
from pellucid.golden.intake.mapping import map_columns
from pellucid.golden.intake.table import RawTable
from pellucid.golden.intake.vcard import is_vcard, read_vcard
from pellucid.golden.model.delivery import Delivery, Quarantined

_NO_OVERRIDES: Mapping[str, str] = MappingProxyType({})
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a text document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_SAMPLE_BYTES = 65_536
_CONTROL_SHARE = 0.1  # of the bytes; text in any encoding of single bytes holds next to none
_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B})


class CannotRead(ValueError):
    """A file holds no table. The text is one sentence, fit to show, that says what to do."""


def read_file(path: Path, *, overrides: Mapping[str, str] = _NO_OVERRIDES, name: str | None = None) -> Delivery:
    """Read a file: delimited text, a workbook, vCards or JSON, known by its content, then by its name.

    overrides: field to column header, such as ``{"phone.2": "Fax"}``; they win over what would be guessed. name: what
    the file is called in the delivery, its own name unless given. Raises CannotRead where there is no table in it,
    MappingRefused where overrides name what is not there, OSError where the file cannot be opened.
    """
    return read_bytes(path.read_bytes(), file=name or path.name, overrides=overrides)


def read_bytes(data: bytes, *, file: str, overrides: Mapping[str, str] = _NO_OVERRIDES) -> Delivery:
    """Read the bytes of a file called file; see read_file.

    A row is what stands below the header: a record of delimited text (several lines where a quoted cell holds line
    breaks; a blank line is none), a line of a sheet with a filled cell, a vCard, an object of JSON. Every row is either
    in the records or quarantined with its bytes: row_count counts both.
    """
    if not data.strip():
        raise CannotRead(f"{file} is empty; choose a file with a table of customers.")
    table = _read_table(data, file)
    if not table.headers:
        raise CannotRead(f"{file} holds no table; choose a CSV, Excel, vCard or JSON file of customers.")
    if not table.row_count:
        raise CannotRead(f"{file} has a header but no rows below it; export it again with its rows.")
    return deliver_table(table, file=file, overrides=overrides)


def _read_table(data: bytes, file: str) -> RawTable:
    if is_workbook(data):
        try:
            return read_workbook(data)
        except BrokenWorkbook as error:
            raise CannotRead(
                f"{file} cannot be opened as a workbook ({error}); save it again as .xlsx or CSV."
            ) from error
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise CannotRead(f"{file} is {what}, not a table; choose a CSV, Excel, vCard or JSON file.")
    if is_vcard(data):
        return read_vcard(data)
    if is_json(data, file):
        return read_json(data)
    if _is_binary(data[:_SAMPLE_BYTES]):
        raise CannotRead(f"{file} is not text; choose a CSV, Excel, vCard or JSON file.")
    return read_csv(data)


def _is_binary(sample: bytes) -> bool:
    """Tell whether sample holds more control characters than text does; UTF-16 and UTF-32 hold zeros in a pattern."""
    text = detect_encoding(sample)
    if text.unit > 1:
        return False
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(sample)


def _without_void_columns(table: RawTable) -> RawTable:
    """Leave out columns without a header and without a value, as a delimiter at the end of each line makes them."""
    kept = [
        at
        for at, (header, column) in enumerate(zip(table.headers, table.columns, strict=True))
        if header.strip() or column.null_count < len(column) or not len(column)
    ]
    if len(kept) == len(table.headers) or not kept:
        return table
    return replace(
        table,
        headers=tuple(table.headers[at] for at in kept),
        columns=tuple(table.columns[at] for at in kept),
        targets=tuple(table.targets[at] for at in kept) if table.targets else (),
    )


def _without_repeated_headers(table: RawTable) -> RawTable:
    """Set aside rows that are the header once more, as files put together from several have them."""
    if len(table.headers) < 2 or not all(table.headers):
        return table
    same = np.ones(len(table.rows), dtype=bool)
    for header, column in zip(table.headers, table.columns, strict=True):
        same &= pc.fill_null(pc.equal(column, header), False).to_numpy(zero_copy_only=False)
    if not same.any():
        return table
    raw = "\t".join(table.headers).encode("utf-8", "surrogateescape")
    repeated = [
        Quarantined(row=row, reason="The row repeats the header.", raw=raw)
        for row in table.rows.filter(same).to_pylist()
    ]
    return replace(
        table,
        columns=tuple(column.filter(pa.array(~same)) for column in table.columns),
        rows=table.rows.filter(pa.array(~same)),
        quarantined=tuple(sorted((*table.quarantined, *repeated), key=lambda row: row.row)),
    )


def deliver_table(table: RawTable, *, file: str, overrides: Mapping[str, str]) -> Delivery:
    """Return a table as source records: its columns mapped, its conventions detected. Raises MappingRefused."""
    table = _without_repeated_headers(_without_void_columns(table))
    columns = map_columns(table, overrides=overrides)
    records = pa.table(
        [table.rows, *table.columns],
        schema=pa.schema([("row", pa.int64()), *((column.target, pa.string()) for column in columns)]),
    )
    return Delivery(
        file=file,
        detected=table.detected | detect_conventions(columns, table.columns),
        columns=columns,
        records=records,
        quarantined=table.quarantined,
    )
