"""How a column writes its dates and its decimals: decided over the whole column, since one value cannot tell."""

import re
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.intake.look import look_at
from pellucid.golden.intake.mapping import kind_of
from pellucid.golden.model.delivery import Delivery, MappedColumn
from pellucid.golden.model.value import Hints

_DISTINCT_MAX = 200_000  # distinct values looked at a column; dates have far fewer
_LOOKED = 2_000  # distinct values from which a column without a field is taken for dates or numbers
_SURE_SHARE = 0.8
_NUMERIC_DATE = re.compile(r"\D*?(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)")
_COMPACT_DATE = re.compile(r"\s*(\d{4})\d{4}\s*")
_DECIMAL = re.compile(r"[-+]?(?:[^\d\s.,]{1,3}\s*)?(\d[\d\s'’.,]*?)\s*(?:[^\d\s.,]{1,3})?")
_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST = "day first", "month first", "year first"
_MONTHS = 12
# Years in which people and customers live, by calendar.
_CALENDARS = (("gregorian", 1850, 2150), ("persian", 1280, 1450), ("buddhist", 2400, 2650))


def date_order(values: Iterable[str]) -> str | None:
    """Return how dates made of numbers are ordered, or None where there are none.

    ``day first``, ``month first`` or ``year first`` where the values prove it; ``mixed`` where they prove more than
    one; ``undecided`` where no value has a part above 12.
    """
    found = {_order(match) for value in values if (match := _NUMERIC_DATE.match(value))}
    if not found:
        return None
    proven = found - {"undecided"}
    if len(proven) > 1:
        return "mixed"
    return proven.pop() if proven else "undecided"


def _order(match: re.Match[str]) -> str:
    first, second = int(match[1]), int(match[3])
    if len(match[1]) > 2:
        return _YEAR_FIRST
    if first > _MONTHS:
        # "85-03-12" can only begin with its year; "31.12.85" ends with it.
        return _YEAR_FIRST if first > 31 else _DAY_FIRST
    return _MONTH_FIRST if second > _MONTHS else "undecided"


def calendar(values: Iterable[str]) -> str | None:
    """Return the calendar of most years of four digits: gregorian, persian or buddhist; None without any."""
    years = [int(year) for value in values for year in _years(value)]
    counts = {name: sum(first <= year <= last for year in years) for name, first, last in _CALENDARS}
    name = max(counts, key=lambda name: counts[name])
    return name if counts[name] else None


def _years(value: str) -> list[str]:
    if match := _COMPACT_DATE.fullmatch(value):
        return [match[1]]
    match = _NUMERIC_DATE.match(value)
    return [part for part in (match[1], match[4]) if len(part) == 4] if match else []


def decimal_mark(values: Iterable[str]) -> str | None:
    """Return ``,`` or ``.`` as the decimal mark of a column, or None where no value proves it.

    Proof is a mark that comes last behind another (1.234,50), or one followed by other than three digits (0,5; 12.75).
    A mark that comes twice parts thousands.
    """
    votes = {",": 0, ".": 0}
    for value in values:
        match = _DECIMAL.fullmatch(value.strip())
        if match and (mark := _proven_mark(match[1])):
            votes[mark] += 1
    if votes[","] == votes["."]:
        return None
    return max(votes, key=lambda mark: votes[mark])


def _proven_mark(number: str) -> str | None:
    last = max(number.rfind(","), number.rfind("."))
    if last < 0:
        return None
    mark, other = number[last], ",."[number[last] == ","]
    if number.count(mark) > 1:
        return other if number.count(other) == 0 else None
    return mark if other in number or len(number) - last - 1 != 3 else None


def detect_conventions(columns: Sequence[MappedColumn], values: Sequence[pa.ChunkedArray]) -> dict[str, str]:
    """Return what was decided on each column with dates or decimals, as Delivery.detected reports it."""
    found: dict[str, str] = {}
    for column, cells in zip(columns, values, strict=True):
        kind = kind_of(column.target)
        if kind not in ("", "date", "number", "amount"):
            continue
        distinct = [value for value in pc.unique(cells).slice(0, _DISTINCT_MAX).to_pylist() if value]
        kind = kind or _look_kind(distinct)
        facts: dict[str, str | None] = {}
        if kind == "date":
            facts = {"date order": date_order(distinct), "calendar": calendar(distinct)}
        elif kind in ("number", "amount"):
            facts = {"decimal mark": decimal_mark(distinct)}
        found |= {f"{name} of {column.column}": fact for name, fact in facts.items() if fact}
    return found


def _look_kind(distinct: list[str]) -> str:
    look = look_at(distinct[:_LOOKED])
    if look.share("date") >= _SURE_SHARE:
        return "date"
    return "number" if look.share("number", "digits", "amount") >= _SURE_SHARE else ""


def column_hints(delivery: Delivery) -> dict[str, Hints]:
    """Return what was detected on each column, by its target, in the form that standardizing takes."""
    hints: dict[str, Hints] = {}
    for column in delivery.columns:
        order = delivery.detected.get(f"date order of {column.column}")
        kind = delivery.detected.get(f"calendar of {column.column}")
        mark = delivery.detected.get(f"decimal mark of {column.column}")
        if order or kind or mark:
            day_first = {_DAY_FIRST: True, _MONTH_FIRST: False}.get(order or "")
            hints[column.target] = Hints(day_first=day_first, calendar=kind, decimal=mark)
    return hints
