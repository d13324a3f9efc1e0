"""Reading a date: which numbers of a text are its year, month and day, before any calendar is asked."""

import re
from dataclasses import dataclass, replace

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.date_order import is_day_first
from pellucid.golden.standardize.date_words import AROUND, is_weekday, month_named, persian_month_named

_MONTHS = 12
_DAYS = 31
_PIVOT_YEAR = 30  # without a date of the run, 00 to 30 are 2000 to 2030
_PERSIAN_PIVOT = 10  # 00 to 10 are 1400 to 1410, which is 2021 to 2032
_SERIAL_DAYS = range(10_000, 73_051)  # 1927-05-18 to 2100-01-01 counted from 1899-12-30, as spreadsheets do


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The numbers of a date as written. Zero stands for one that is not there.

    calendar: where the words tell. serial: days since 1899-12-30. time: the time of day that was written with it.
    fault: empty, ``partial``, ``impossible`` or ``unreadable``. changes: rules applied.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    calendar: str | None = None
    serial: int = 0
    time: str = ""
    fault: str = ""
    changes: tuple[str, ...] = ()


UNREADABLE = Reading(fault="unreadable")
_IMPOSSIBLE = Reading(fault="impossible")

_TIME = re.compile(
    r"(?:[T\s]+|,\s*)(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*([AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+\-]\d\d:?\d\d)?$"
)
_THREE = re.compile(r"(\d{1,4})\s*([/.\-\s])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")
_TWO = re.compile(r"(\d{1,4})\s*[/.\-]\s*(\d{1,4})")
_EIGHT = re.compile(r"(\d{8})(?:\d{6})?")
_SIX = re.compile(r"\d{6}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_YEAR = re.compile(r"\d{4}")
_EAST = re.compile(r"(\d{1,4})\s*[年년]\s*(?:(\d{1,2})\s*[月월])?\s*(?:(\d{1,2})\s*[日일號号])?")
_TOKEN = re.compile(r"\d+|[^\s\d.,/\-'’()]+")
_INNER_DOT = re.compile(r"(?<=[^\W\d])\.(?=[^\W\d])")


def read_date(text: str, hints: Hints) -> Reading:
    """Return what a text with ASCII digits and no spaces around it says of a date."""
    time = _TIME.search(text)
    if time is not None:
        found = read_date(text[: time.start()].strip(), hints)
        return replace(found, time=" ".join(filter(None, time.groups())), changes=(*found.changes, "date_time_split"))
    three = _THREE.fullmatch(text)
    if three is not None:
        return _from_three(three, hints)
    east = _EAST.fullmatch(text)
    if east is not None:
        year, month, day = (int(number or 0) for number in east.groups())
        return _whole(Reading(year=year, month=month, day=day), hints)
    if text.replace(".", "", 1).isdecimal():
        return _from_digits(text, hints)
    two = _TWO.fullmatch(text)
    return _from_two(two, hints) if two is not None else _from_words(text, hints)


def _from_three(found: re.Match[str], hints: Hints) -> Reading:
    first, mark, second, third = found.groups()
    if len(first) > 2 or (int(first) > _DAYS and len(third) <= 2):
        return _whole(Reading(year=int(first), month=int(second), day=int(third)), hints, short=len(first) < 3)
    if len(third) == 3:
        return UNREADABLE
    return _ordered(int(first), int(second), int(third), hints, dotted=mark == ".", short=len(third) < 3)


def _ordered(first: int, second: int, year: int, hints: Hints, *, dotted: bool, short: bool) -> Reading:
    """Return a date whose year comes last; what the numbers allow goes before what column and country say."""
    day_first, changes = _order(first, second, hints, dotted=dotted)
    day, month = (first, second) if day_first else (second, first)
    return _whole(Reading(year=year, month=month, day=day, changes=changes), hints, short=short)


def _order(first: int, second: int, hints: Hints, *, dotted: bool) -> tuple[bool, tuple[str, ...]]:
    if first > _MONTHS or second > _MONTHS or first == second:
        return second <= _MONTHS, ()
    if hints.day_first is not None:
        return hints.day_first, ("date_order_from_column",)
    by_country = is_day_first(hints.country) if hints.country else None
    if by_country is not None:
        return by_country, ("date_order_from_country",)
    return True, () if dotted else ("date_order_assumed",)


def _from_digits(text: str, hints: Hints) -> Reading:
    eight = _EIGHT.fullmatch(text)
    if eight is not None:
        return _from_eight(eight[1], hints)
    if _SIX.fullmatch(text):
        return _from_six(text, hints)
    if _YEAR.fullmatch(text):
        return Reading(year=int(text), fault="partial")
    serial = _SERIAL.fullmatch(text)
    if serial is not None and int(serial[1]) in _SERIAL_DAYS:
        return Reading(serial=int(serial[1]), changes=("date_serial_to_iso",))
    if _TWO.fullmatch(text):
        return _from_two(_TWO.fullmatch(text), hints)
    return UNREADABLE


def _from_eight(digits: str, hints: Hints) -> Reading:
    if int(digits[4:6]) <= _MONTHS and ("12" <= digits[:2] <= "27" or digits[:2] in ("00", "99", "11")):
        return _whole(Reading(year=int(digits[:4]), month=int(digits[4:6]), day=int(digits[6:])), hints)
    return _ordered(int(digits[:2]), int(digits[2:4]), int(digits[4:]), hints, dotted=False, short=False)


def _from_six(digits: str, hints: Hints) -> Reading:
    """Return what six digits say: the year first unless column or numbers are against it, at last a month of a year."""
    first, second, third = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if hints.day_first is None and 1 <= second <= _MONTHS and 1 <= third <= _DAYS:
        found = Reading(year=first, month=second, day=third, changes=("date_order_assumed",))
        return _whole(found, hints, short=True)
    if digits[:2] in ("19", "20") and second > _MONTHS and 1 <= third <= _MONTHS:
        return Reading(year=int(digits[:4]), month=third, fault="partial")
    return _ordered(first, second, third, hints, dotted=False, short=True)


def _from_two(found: re.Match[str] | None, hints: Hints) -> Reading:
    if found is None:
        return UNREADABLE
    first, second = found.groups()
    year, month = (first, second) if len(first) > 2 else (second, first)
    if len(first) <= 2 and len(second) <= 2:
        return _birthday(int(first), int(second), hints)
    if len(year) != 4 or len(month) > 2:
        return UNREADABLE
    return Reading(year=int(year), month=int(month), fault="partial" if 1 <= int(month) <= _MONTHS else "impossible")


def _birthday(first: int, second: int, hints: Hints) -> Reading:
    """Return a day of a month without a year, as mailing tools keep birthdays."""
    day_first, _ = _order(first, second, hints, dotted=False)
    day, month = (first, second) if day_first else (second, first)
    fault = "partial" if 1 <= month <= _MONTHS and 1 <= day <= _DAYS else "impossible"
    return Reading(month=month, day=day, fault=fault)


def _from_words(text: str, hints: Hints) -> Reading:
    numbers: list[str] = []
    month, calendar = 0, None
    for token in _TOKEN.findall(_INNER_DOT.sub("", text)):
        if token[0].isdecimal():
            numbers.append(token)
            continue
        persian = persian_month_named(token)
        named = persian or month_named(token, hints.language, hints.country)
        if named is not None and not month:
            month, calendar = named, "persian" if persian else None
        elif token.casefold() not in AROUND and not is_weekday(token):
            return UNREADABLE
    return _from_month(month, numbers, calendar, hints) if month else UNREADABLE


def _from_month(month: int, numbers: list[str], calendar: str | None, hints: Hints) -> Reading:
    changes = ("date_month_from_name",)
    if len(numbers) == 1:
        number = numbers[0]
        of_year = len(number) == 4
        return Reading(
            year=int(number) if of_year else 0,
            month=month,
            day=0 if of_year else int(number),
            fault="partial" if of_year or 1 <= int(number) <= _DAYS else "impossible",
        )
    if len(numbers) != 2 or max(map(len, numbers)) > 4:
        return UNREADABLE
    first, second = numbers
    day, year = (second, first) if len(first) > 2 or int(first) > _DAYS else (first, second)
    found = Reading(year=int(year), month=month, day=int(day), calendar=calendar, changes=changes)
    return _whole(found, hints, short=len(year) < 3)


def _whole(found: Reading, hints: Hints, *, short: bool = False) -> Reading:
    """Return a reading of which every number may be one, with its year in four digits."""
    if not found.day or not found.month:
        is_partial = found.year and not short and (found.month or not found.day) and found.month <= _MONTHS
        return replace(found, fault="partial" if is_partial else "impossible")
    if found.month > _MONTHS or found.day > _DAYS:
        return replace(found, fault="impossible")
    if not short:
        return found
    if (found.calendar or hints.calendar) == "persian":
        century = 1400 if found.year <= _PERSIAN_PIVOT else 1300
    elif hints.calendar == "buddhist":
        century = 2500
    else:
        latest = int(hints.today[2:4]) if hints.today else _PIVOT_YEAR
        century = 2000 if found.year <= latest else 1900
    return replace(found, year=century + found.year, changes=(*found.changes, "date_century_added"))
