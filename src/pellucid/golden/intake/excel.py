"""Workbooks: .xlsx, .xls, .ods and their kin, by calamine."""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from pellucid.golden.intake.header import find_header
from pellucid.golden.intake.table import RawTable, build_columns
from pellucid.golden.intake.words import plain

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and other old Office documents
_ZIP = b"PK\x03\x04"
_MEMBERS = (b"xl/workbook.", b"xl/worksheets/", b"opendocument.spreadsheet")
_HEAD_ROWS = 200

Row = list[str]


class BrokenWorkbook(ValueError):
    """A workbook that cannot be opened: damaged, or locked with a password. The text is fit to show."""


def is_workbook(data: bytes) -> bool:
    """Tell whether data is a workbook, by its content."""
    if data.startswith(_COMPOUND_FILE):
        return True
    # The names of its members stand in an archive as they are, also in one that is cut off or damaged.
    return data.startswith(_ZIP) and any(member in data for member in _MEMBERS)


def read_workbook(data: bytes) -> RawTable:
    """Read the first visible sheet that holds a table, and with it every other sheet of the same header.

    Rows are counted through, sheet after sheet. Sheets with another header are not read, and named in what was
    detected. A line without a filled cell is no row. Raises BrokenWorkbook.
    """
    sheets = [(name, rows) for name, rows in _sheets(data) if rows]
    empty = RawTable(headers=(), columns=(), rows=pa.array([], pa.int64()), quarantined=(), detected={})
    if not sheets:
        return empty
    name, rows = next(((name, rows) for name, rows in sheets if len(rows) > 1), sheets[0])
    at = find_header(rows[:_HEAD_ROWS])
    header = rows[at] if at is not None else [""] * max(map(len, rows))
    body = rows[at + 1 :] if at is not None else list(rows)
    read, unread = [name], []
    for other, more in sheets:
        if other != name and at is not None and (start := _same_header(more, header)) is not None:
            body += more[start + 1 :]
            read.append(other)
        elif other != name:
            unread.append(other)
    width = max(map(len, [header, *body]))
    filled = [row + [""] * (width - len(row)) for row in body]
    facts = {
        "format": "workbook",
        "sheet": ", ".join(read),
        "sheets not read": ", ".join(unread),
        "header": "none" if at is None else "first row" if at == 0 else f"row {at + 1}",
        "lines above the header": " / ".join(" ".join(filter(None, row)) for row in rows[: at or 0]),
    }
    return RawTable(
        headers=tuple(header + [""] * (width - len(header))),
        columns=build_columns(filled, width=width),
        rows=pa.array(range(1, len(filled) + 1), pa.int64()),
        quarantined=(),
        detected={name: fact for name, fact in facts.items() if fact},
    )


def _sheets(data: bytes) -> list[tuple[str, list[Row]]]:
    """Return the visible sheets, each with its filled rows as text."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            (sheet.name, _text_rows(workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=True)))
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]
    except CalamineError as error:
        raise BrokenWorkbook(str(error) or "it is damaged or locked") from error


def _text_rows(rows: Sequence[Sequence[object]]) -> list[Row]:
    texts = ([cell_text(cell) for cell in row] for row in rows)
    return [row for row in texts if any(cell.strip() for cell in row)]


def _same_header(rows: list[Row], header: Row) -> int | None:
    """Return where rows have the same header, or None."""
    wanted = [plain(cell) for cell in header if cell.strip()]
    return next(
        (at for at, row in enumerate(rows[:20]) if [plain(cell) for cell in row if cell.strip()] == wanted), None
    )


def cell_text(cell: object) -> str:
    """Return a cell as the text a person would have typed.

    Numbers without their invented ``.0`` and without exponent, dates as ISO 8601, truth as TRUE or FALSE.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return _number_text(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)


def _number_text(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        return str(number)
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
