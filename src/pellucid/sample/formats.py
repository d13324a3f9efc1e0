"""How systems write telephone numbers and dates."""

import numpy as np

from pellucid.sample.corrupt.contacts import JUNK_PHONES, is_junk_phone
from pellucid.sample.lists import Days, Ints, Text, as_text
from pellucid.sample.world.countries import CALLING_CODES, COUNTRIES, TRUNK_PREFIXES
from pellucid.sample.world.numbers import NO_NUMBER, country_of, national_of

# How national numbers are grouped; the last group takes what is left.
_GROUPS = {
    "US": (3, 3, 4), "GB": (4, 6), "DE": (3, 8), "FR": (1, 2, 2, 2, 2), "ES": (3, 3, 3),
    "PH": (3, 3, 4), "PL": (3, 3, 3), "IS": (3, 4),
    "IR": (3, 3, 4), "KH": (2, 3, 4), "BG": (3, 3, 3),
}  # fmt: skip
E164, SPACED, DOUBLE_ZERO, NATIONAL, PLAIN, DASHED, BRACKETED = range(7)
PHONE_STYLES = (E164, SPACED, DOUBLE_ZERO, NATIONAL, PLAIN, DASHED, BRACKETED)


def write_phones(phone: Ints, style: Ints) -> Text:
    """Return numbers as text, "" where there is none. style: one of PHONE_STYLES for each.

    Written in order as +4930123, +49 30 123, 004930123, 030 123, 030123, 030-123,
    +49 (0)30 123 (in America (201) 555-0123).
    """
    text = np.full(len(phone), "", dtype=object)
    junk = is_junk_phone(phone)
    text[junk] = as_text(JUNK_PHONES)[-phone[junk] - 1]
    known = np.flatnonzero(phone > NO_NUMBER)
    digits = national_of(phone[known]).astype(str)
    country = country_of(phone[known])
    for index, code in enumerate(COUNTRIES):
        for wanted in PHONE_STYLES:
            here = np.flatnonzero((country == index) & (style[known] == wanted))
            if len(here):
                text[known[here]] = _write_phones(index, code, digits[here], wanted)
    return text


def _write_phones(index: int, code: str, digits: np.ndarray[tuple[int], np.dtype[np.str_]], style: int) -> Text:
    calling, trunk = CALLING_CODES[index], TRUNK_PREFIXES[index]
    whole = digits.astype(object)
    if style == E164:
        return np.asarray("+" + calling + whole, dtype=object)
    if style == DOUBLE_ZERO:
        return np.asarray("00" + calling + whole, dtype=object)
    if style == PLAIN:
        return np.asarray(trunk + whole, dtype=object)
    groups = [_parted(number, _GROUPS[code]) for number in digits.tolist()]
    if style == SPACED:
        return as_text([f"+{calling} {' '.join(parts)}" for parts in groups])
    if style == DASHED:
        return as_text([trunk + "-".join(parts) for parts in groups])
    if style == NATIONAL:
        return as_text([trunk + " ".join(parts) for parts in groups])
    if code == "US":
        return as_text([f"({parts[0]}) {'-'.join(parts[1:])}" for parts in groups])
    return as_text([f"+{calling} ({trunk or '0'}){' '.join(parts)}" for parts in groups])


def _parted(number: str, sizes: tuple[int, ...]) -> list[str]:
    parts: list[str] = []
    start = 0
    for size in sizes[:-1]:
        parts.append(number[start : start + size])
        start += size
    parts.append(number[start:])
    return [part for part in parts if part]


def write_dates(days: Days, form: str = "{2}.{1}.{0}") -> Text:
    """Return dates as text, "" where there is none. form: places 0, 1, 2 for year, month and day of two digits."""
    iso = np.datetime_as_string(days, unit="D")
    return as_text(["" if day == "NaT" else form.format(*day.split("-")) for day in iso.tolist()])
