"""Dates in ISO 8601. Which of 03/04 is the day is decided per column and given as a hint."""

import datetime
import re

import jdatetime

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.date_order import calendar_of, decide_calendar, decide_date_order
from pellucid.golden.standardize.date_read import UNREADABLE, Reading, read_date
from pellucid.golden.standardize.digits import ascii_digits
from pellucid.golden.standardize.placeholder import is_placeholder

__all__ = ["RULES", "decide_calendar", "decide_date_order", "explain_date", "standardize_date"]

_ISO = "ISO 8601-1"
_CLDR = "Unicode CLDR, dates"

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("date_to_iso", "Writes a date as year, month and day.", _ISO, "26.4.1981", "1981-04-26"),
        ("date_digits_to_ascii", "Writes digits of other scripts as ASCII digits.",
         "The Unicode Standard, Numeric_Type=Decimal", "២៦/០៤/១៩៨១", "1981-04-26"),
        ("date_order_from_column", "Takes the order of day and month from the whole column.", _CLDR, "03/04/1981",
         "1981-04-03"),
        ("date_order_from_country", "Takes the order of day and month from the country.", _CLDR, "03/04/1981",
         "1981-03-04"),
        ("date_order_assumed", "Reads the day first where nothing decides, as most of the world writes.", _CLDR,
         "03/04/1981", "1981-04-03"),
        ("date_month_from_name", "Reads the name of a month in one of many languages.", _CLDR, "26 avril 1981",
         "1981-04-26"),
        ("date_century_added", "Adds the century to a year of two digits: the last one that is not in the future.",
         "ISO 8601:2000 section 5.2.1.3, withdrawn since", "26.04.81", "1981-04-26"),
        ("date_time_split", "Takes the time of day off a date and keeps it as a part.", _ISO, "1981-04-26T10:00:00Z",
         "1981-04-26"),
        ("date_serial_to_iso", "Reads a number of five digits as a spreadsheet's count of days.",
         "ECMA-376 part 1, section 18.17.4.1", "29702", "1981-04-26"),
        ("date_from_persian", "Converts a date of the Persian solar calendar.", "Iranian calendar law of 1925",
         "1360/02/06", "1981-04-26"),
        ("date_from_buddhist", "Converts a date of the Buddhist era, 543 years ahead.", _CLDR, "26/04/2524",
         "1981-04-26"),
    )
)  # fmt: skip

_PLAIN = re.compile(r"(1[6-9]\d\d|20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])")
# Two digits each, at least one a possible month, the day in every month, and not the first day of a month and year.
_NUMERIC = re.compile(
    r"(?!01\D01)(?=(?:0|1[0-2])|..\D(?:0|1[0-2]))(0[1-9]|1\d|2[0-8])([/.\-])(0[1-9]|1\d|2[0-8])\2((?:19|20)\d\d)"
)
_BUDDHIST_AHEAD = 543  # years
_TRAILING = re.compile(
    r"(?<=\d{6})\.0+$|(?<=\d)\s*(?:r|р|г|года|år|year)\.?$|[,;]+$"
)  # the .0 of a spreadsheet, "of the year"
_SPREADSHEET_EPOCH = datetime.date(1899, 12, 30)
# What systems write where they have no date: the first and last days they know, and what people type.
DEFAULT_DATES = frozenset(
    {(0, 0, 0), (1, 1, 1), (1111, 1, 1), (1111, 11, 11), (1234, 5, 6), (1600, 1, 1), (1601, 1, 1), (1753, 1, 1),
     (1800, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 0), (1900, 1, 1), (1901, 1, 1), (1970, 1, 1),
     (2222, 2, 2), (9999, 9, 9), (9999, 12, 31), (2099, 12, 31), (1904, 1, 1)}
)  # fmt: skip


def standardize_date(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return a date as ISO yyyy-mm-dd; None if it is none, is not whole, or is one that systems fill in by default.

    Of a partial date (a year, a month of a year, a day without a year) the value is None and what is known is kept in
    the parts year, month and day, so that matching can use it. Further parts: calendar (persian, buddhist) where it
    was converted, time as it was written.
    """
    plain = _PLAIN.fullmatch(raw)
    if plain is not None:
        year, month, day = plain.groups()
        if day != "01" or (int(year), int(month), 1) not in DEFAULT_DATES:
            return Standardized(raw=raw, value=raw, display=raw, parts={"year": year, "month": month, "day": day})
    if hints.day_first is not None:
        numeric = _NUMERIC.fullmatch(raw)
        if numeric is not None:
            return _from_numeric(raw, numeric, hints.day_first)
    found, value = _read(raw, hints)
    if value is None:
        return Standardized(raw=raw, value=None, parts=_parts(found) if found.fault == "partial" else {})
    iso = value.isoformat()
    parts = {"year": iso[:4], "month": iso[5:7], "day": iso[8:]}
    changes = found.changes if ascii_digits(raw) == raw else ("date_digits_to_ascii", *found.changes)
    calendar = _calendar(found)
    if calendar != "gregorian" and not found.serial:
        parts["calendar"] = calendar
        changes = (*changes, f"date_from_{calendar}")
    if found.time:
        parts["time"] = found.time
    return Standardized(
        raw=raw, value=iso, display=iso, parts=parts, changes=(*changes, "date_to_iso") if iso != raw else ()
    )


def _from_numeric(raw: str, found: re.Match[str], day_first: bool) -> Standardized:
    """Return a date such as 26/04/1981 whose order its column decided; the cheap twin of read_date."""
    first, _, second, year = found.groups()
    if first > "12" or second > "12" or first == second:
        day, month = (first, second) if second <= "12" else (second, first)
        changes: tuple[str, ...] = ("date_to_iso",)
    else:
        day, month = (first, second) if day_first else (second, first)
        changes = ("date_order_from_column", "date_to_iso")
    iso = f"{year}-{month}-{day}"
    return Standardized(
        raw=raw, value=iso, display=iso, parts={"year": year, "month": month, "day": day}, changes=changes
    )


def explain_date(raw: str, hints: Hints = NO_HINTS) -> str:
    """Return why a text has no date: placeholder, partial, impossible, unreadable; empty if it has one or is blank."""
    found, value = _read(raw, hints)
    return "" if value is not None or not raw.strip() else found.fault


def _read(raw: str, hints: Hints) -> tuple[Reading, datetime.date | None]:
    text = _TRAILING.sub("", ascii_digits(raw).strip()).removeprefix("'")
    if not text or len(text) > 60:
        return UNREADABLE, None
    if is_placeholder(text):
        return Reading(fault="placeholder"), None
    found = read_date(text, hints)
    if (found.year, found.month, found.day) in DEFAULT_DATES and not found.serial and found.fault in ("", "impossible"):
        return Reading(fault="placeholder"), None
    if found.fault:
        return found, None
    value = _to_gregorian(found)
    return (found, value) if value is not None else (Reading(fault="impossible"), None)


def _to_gregorian(found: Reading) -> datetime.date | None:
    """Return the day a reading names, or None if its calendar has no such day."""
    if found.serial:
        return _SPREADSHEET_EPOCH + datetime.timedelta(days=found.serial)
    calendar = _calendar(found)
    try:
        if calendar == "persian":
            converted = jdatetime.date(found.year, found.month, found.day).togregorian()
            return datetime.date(converted.year, converted.month, converted.day)
        year = found.year - _BUDDHIST_AHEAD if calendar == "buddhist" else found.year
        return datetime.date(year, found.month, found.day)
    except ValueError:
        return None


def _calendar(found: Reading) -> str:
    """Return the calendar of a reading: the one its words are of, else the one its year lies in."""
    return found.calendar or calendar_of(found.year)


def _parts(found: Reading) -> dict[str, str]:
    numbers = {"year": found.year, "month": found.month, "day": found.day}
    return {name: f"{number:04}" if name == "year" else f"{number:02}" for name, number in numbers.items() if number}
