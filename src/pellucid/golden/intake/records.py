"""Bytes of a delimited file to records, one by one: the careful way, which loses nothing whatever the bytes are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pellucid.golden.intake.dialect import Dialect
from pellucid.golden.intake.encoding import Encoding

_OPEN = "A quote is opened and never closed."
_BROKEN = "A quoted cell goes on after its closing quote."


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a delimited file.

    start, stop: its physical lines, stop left out. raw: its bytes with the line ending. cells: as read, their number
    not yet judged. fault: why it cannot be read, empty when it can.
    """

    start: int
    stop: int
    raw: bytes
    cells: list[str]
    fault: str


def split_lines(data: bytes, encoding: Encoding) -> list[bytes]:
    r"""Return the physical lines of data with their endings ``\n``, ``\r\n`` or ``\r``; joined they are data again."""
    if encoding.unit == 1:
        return data.splitlines(keepends=True)
    order = "<" if encoding.name.endswith("le") else ">"
    units = np.frombuffer(data, dtype=f"{order}u{encoding.unit}", count=len(data) // encoding.unit)
    ends = np.flatnonzero((units == 0x0A) | ((units == 0x0D) & (np.append(units[1:], [0]) != 0x0A)))
    cuts = [0, *((ends + 1) * encoding.unit).tolist(), len(data)]
    return [data[start:stop] for start, stop in pairwise(cuts) if start < stop]


def decode_line(line: bytes, encoding: Encoding) -> tuple[str, bool]:
    """Return the text of a line and whether all of it could be decoded; what could not is U+FFFD in the text."""
    try:
        return line.decode(encoding.name), True
    except UnicodeDecodeError:
        return line.decode(encoding.name, "replace"), False


def without_ending(text: str) -> str:
    """Return text without its line ending."""
    return text.removesuffix("\n").removesuffix("\r")


def is_blank(text: str, dialect: Dialect) -> bool:
    """Tell whether a line holds nothing: no delimiter, only spaces and tabs."""
    return not text.strip(" \r\n" if dialect.delimiter == "\t" else " \t\r\n")


def split_cells(text: str, dialect: Dialect) -> tuple[list[str], str]:
    """Return the cells of one record without its line ending, and the fault that stopped the reading, or "".

    A cell is quoted when the quote is its first character; a quote inside is doubled; any other quote is text.
    """
    delimiter, quote = dialect.delimiter, dialect.quote
    if not quote or quote not in text:
        return text.split(delimiter), ""
    cells: list[str] = []
    at = 0
    while True:
        if text.startswith(quote, at):
            end = _closing_quote(text, at + 1, quote)
            if end < 0:
                return cells, _OPEN
            cells.append(text[at + 1 : end].replace(quote * 2, quote))
            at = end + 1
            if at < len(text) and not text.startswith(delimiter, at):
                return cells, _BROKEN
        else:
            end = text.find(delimiter, at)
            cells.append(text[at:] if end < 0 else text[at:end])
            at = len(text) if end < 0 else end
        if at >= len(text):
            return cells, ""
        at += len(delimiter)


def _closing_quote(text: str, start: int, quote: str) -> int:
    """Return where the quoted cell whose content begins at start ends, or -1."""
    at = text.find(quote, start)
    while at >= 0 and text.startswith(quote, at + 1):
        at = text.find(quote, at + 2)
    return at


class RecordReader:
    """Reads records from physical lines.

    A quoted cell may go over several lines. Where a quote is not closed, or where closing it gives a record of the
    wrong width, the record ends before the next line that reads well alone, so that one stray quote costs one record.
    """

    def __init__(self, lines: Sequence[bytes], *, encoding: Encoding, dialect: Dialect, width: int | None) -> None:
        """lines: as split_lines gives them. width: cells a record should have; None accepts any.

        has_reached_end: whether a quote was sought to the end of lines and not closed.
        """
        self.has_reached_end = False
        self._lines = lines
        self._encoding = encoding
        self._dialect = dialect
        self._width = width

    def records(self, start: int = 0) -> Iterator[Record]:
        """Yield the records from line start on. Blank lines are none."""
        at = start
        while at < len(self._lines):
            text, decoded = decode_line(self._lines[at], self._encoding)
            if is_blank(text, self._dialect):
                at += 1
                continue
            record = self._record(at, text, decoded)
            yield record
            at = record.stop

    def _record(self, start: int, text: str, decoded: bool) -> Record:
        cells, fault = split_cells(without_ending(text), self._dialect)
        stop = start + 1
        if fault == _OPEN:
            stop, cells, fault, decoded = self._over_lines(start, text)
        raw = self._lines[start] if stop == start + 1 else b"".join(self._lines[start:stop])
        if not decoded:
            fault = f"The row holds bytes that are not {self._encoding.name.upper()}."
        elif not fault and b"\0" in raw and any("\0" in cell for cell in cells):
            fault = "The row holds a zero byte."
        return Record(start=start, stop=stop, raw=raw, cells=cells, fault=fault)

    def _over_lines(self, start: int, text: str) -> tuple[int, list[str], str, bool]:
        """Read a record whose last quote was still open at the end of its first line."""
        stop, cells, fault = start + 1, [""], _OPEN
        parts = [text]
        while fault == _OPEN and (self._width is None or len(cells) <= self._width):
            closing = self._next_closing(stop, parts)
            if closing is None:
                return self._recover(start, len(self._lines), _OPEN)
            stop = closing + 1
            cells, fault = split_cells(without_ending("".join(parts)), self._dialect)
        if fault:
            return self._recover(start, stop - 1, fault)
        if not self._fits(cells):
            return self._recover(start, stop, _OPEN)
        decoded = all(decode_line(line, self._encoding)[1] for line in self._lines[start:stop])
        return stop, cells, "", decoded

    def _next_closing(self, start: int, parts: list[str]) -> int | None:
        """Return the first line from start on that closes an open quote; the texts up to it are added to parts."""
        for at in range(start, len(self._lines)):
            text = decode_line(self._lines[at], self._encoding)[0]
            parts.append(text)
            if _closing_quote(text, 0, self._dialect.quote) >= 0:
                return at
        self.has_reached_end = True
        return None

    def _recover(self, start: int, limit: int, fault: str) -> tuple[int, list[str], str, bool]:
        stop = start + 1
        while stop < limit and not self._reads_well(stop):
            stop += 1
        return stop, [], fault, True

    def _reads_well(self, at: int) -> bool:
        text, decoded = decode_line(self._lines[at], self._encoding)
        if not decoded or is_blank(text, self._dialect):
            return False
        cells, fault = split_cells(without_ending(text), self._dialect)
        return not fault and self._fits(cells)

    def _fits(self, cells: list[str]) -> bool:
        return self._width is None or len(cells) == self._width
