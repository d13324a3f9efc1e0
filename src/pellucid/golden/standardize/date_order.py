"""What a whole column says about its dates: which comes first, day or month, and which calendar it counts in."""

import re
from collections import Counter
from collections.abc import Iterable

from pellucid.golden.standardize.digits import ascii_digits

_DAY_MONTH = re.compile(r"\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(?:\d{4}|\d{2})\b")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_MONTHS = 12
_DAYS = 31
_FEWEST_AGAINST_ONE = 20  # clear dates of one order that outvote one of the other, which is then a typing error
PERSIAN_YEARS = range(1200, 1500)  # 1821 to 2121
BUDDHIST_YEARS = range(2400, 2700)  # 1857 to 2157

# Countries that write the month first, from the short date formats of CLDR; in Canada both are used.
MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "MP", "AS", "PR", "VI", "UM"})
EITHER_FIRST = frozenset({"CA"})


def decide_date_order(values: Iterable[str]) -> bool | None:
    """Return whether a column of dates is written day first, or None if it does not show it.

    Only dates with a number over 12 speak: 26/04 is day first, 04/26 is not. A few of one kind among twenty times as
    many of the other are typing errors; otherwise a column that says both says nothing.
    """
    day_first = month_first = 0
    for value in values:
        found = _DAY_MONTH.match(ascii_digits(value))
        if found is not None:
            first, second = int(found[1]), int(found[2])
            day_first += _MONTHS < first <= _DAYS and 1 <= second <= _MONTHS
            month_first += _MONTHS < second <= _DAYS and 1 <= first <= _MONTHS
    if day_first >= _FEWEST_AGAINST_ONE * month_first and day_first:
        return True
    return False if month_first >= _FEWEST_AGAINST_ONE * day_first and month_first else None


def decide_calendar(values: Iterable[str]) -> str | None:
    """Return gregorian, persian or buddhist: the calendar most years of a column lie in; None without a year."""
    found = Counter(
        calendar_of(int(year[1])) for value in values if (year := _YEAR.search(ascii_digits(value))) is not None
    )
    return found.most_common(1)[0][0] if found else None


def calendar_of(year: int) -> str:
    """Return the calendar in which a year is one that customers live in."""
    return "persian" if year in PERSIAN_YEARS else "buddhist" if year in BUDDHIST_YEARS else "gregorian"


def is_day_first(country: str) -> bool | None:
    """Return whether a country writes the day before the month; None where both are usual."""
    return None if country in EITHER_FIRST else country not in MONTH_FIRST
