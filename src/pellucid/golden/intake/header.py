"""Where the header of a table is, and whether it has one."""

from collections import Counter
from collections.abc import Sequence
from statistics import multimode

from pellucid.golden.intake.look import shape_of
from pellucid.golden.intake.words import meaning_of

_SEARCHED_MAX = 20  # lines above a header are few
_VALUE_SHAPES = frozenset({"email", "url", "date", "iban", "postal", "phone", "digits", "number", "amount"})
_TYPED_SHARE = 0.6  # share of a column's cells that have to look like values for its first cell to stand out


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the header among rows, the first of a table, or None when the table has none.

    Lines of title above it have one filled cell, or are shorter than the table. A first row of values - an e-mail
    address, a number - is no header, unless dictionaries know half of its cells. When in doubt there is a header, as in
    nearly every file.
    """
    if not rows:
        return None
    usual = _usual_width(rows)
    top = next((at for at, row in enumerate(rows[:_SEARCHED_MAX]) if _filled(row) >= _needed(usual)), 0)
    # A title is only skipped for a row that is known to be a header: rows must never be lost as titles.
    if top and not (_known(rows[top]) and _is_header(rows[top], rows[top + 1 :])):
        top = 0
    return top if _is_header(rows[top], rows[top + 1 :]) else None


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    return max(multimode(len(row) for row in rows))


def _needed(width: int) -> int:
    """Return how many filled cells a header of width has at least: more than half, all of a narrow one."""
    return width if width < 3 else width // 2 + 1


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _known(row: Sequence[str]) -> int:
    return sum(meaning_of(cell) is not None for cell in row if cell.strip())


def _is_header(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if not filled:
        return False
    known = _known(row)
    if known * 2 >= len(filled):
        return True
    if any(shape_of(cell) in _VALUE_SHAPES for cell in filled):
        return False
    return bool(known) or not below or not _recurs(row, below) or _stands_out(row, below)


def _recurs(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether a cell of row comes again below it in the same column, as values do and headers do not."""
    return any(
        cell.strip() and any(at < len(other) and other[at] == cell for other in below) for at, cell in enumerate(row)
    )


def _stands_out(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether a column holds numbers, dates or addresses below a word."""
    for at, cell in enumerate(row):
        shapes = Counter(shape_of(other[at]) for other in below if at < len(other) and other[at].strip())
        typed = sum(number for shape, number in shapes.items() if shape in _VALUE_SHAPES)
        if cell.strip() and typed > _TYPED_SHARE * max(shapes.total(), 1):
            return True
    return False
