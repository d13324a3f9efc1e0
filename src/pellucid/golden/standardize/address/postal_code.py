"""Postal codes: as their country writes them, and found in a line of text."""

import re
from functools import cache, lru_cache

from pellucid.golden.standardize.address.country_form import country_form

_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_ISO_PREFIX = re.compile(r"^([A-Z]{1,3})[-– ]?(?=\d{3})")
# Letters of the road-sign code that Europeans write before a postal code.
_ROAD_SIGNS = {
    "AT": "A", "BE": "B", "CH": "CH", "CZ": "CZ", "DE": "D", "DK": "DK", "ES": "E", "FI": "FIN", "FR": "F", "GR": "GR",
    "HR": "HR", "HU": "H", "IS": "IS", "IT": "I", "LI": "FL", "LT": "LT", "LU": "L", "NL": "NL", "NO": "N", "PL": "PL",
    "PT": "P", "RO": "RO", "RS": "RS", "SE": "S", "SI": "SI", "SK": "SK", "EE": "EE",
}  # fmt: skip
# Countries whose codes may begin with 0, with their length: a spreadsheet takes such a code for a number.
_ZERO_LED = {
    "US": 5, "PR": 5, "DE": 5, "FR": 5, "ES": 5, "IT": 5, "FI": 5, "PL": 5, "MX": 5, "KR": 5, "TR": 5, "MY": 5, "UA": 5,
    "LT": 5, "EE": 5, "SK": 5, "DZ": 5, "AU": 4, "NO": 4, "NZ": 4, "ZA": 4, "PH": 4, "DK": 4, "JP": 7, "BR": 8, "RO": 6,
    "CN": 6, "SG": 6,
}  # fmt: skip
_WORDS = r"(?:CEP|C\.?\s?P\.?|PLZ|ZIP(?:\scode)?|post\s?code|postal\scode|PIN(?:\scode)?)[.:]?\s*"  # before a code
_LOST_AT_MOST = 2


@lru_cache(maxsize=65_536)
def standardize_postal_code(text: str, country: str | None) -> str:
    """Return a postal code as its country writes it; in capitals, as it came, where it does not fit."""
    form = country_form(country)
    upper = " ".join(text.upper().replace("〒", "").split())
    if form.postal is None or not upper:
        return upper
    compact = _NOT_CODE.sub("", _without_prefix(upper, country or ""))
    written = _separate(compact, form.separators.get(len(compact), ()))
    if form.postal.fullmatch(written):
        return written
    if form.postal.fullmatch(compact):
        return compact
    return upper


def fits_country(code: str, country: str | None) -> bool:
    """Say whether a code has the shape of its country; True where the country has no known shape."""
    form = country_form(country)
    return form.postal is None or form.postal.fullmatch(code) is not None


def with_lost_zeros(code: str, country: str | None) -> str | None:
    """Return the code with the leading zeros a spreadsheet may have dropped, or None if none can be missing."""
    length = _ZERO_LED.get(country or "")
    if length is None or not code.isascii() or not code.isdecimal():
        return None
    if not length - _LOST_AT_MOST <= len(code) < length:
        return None
    full = standardize_postal_code(code.zfill(length), country)
    return full if fits_country(full, country) else None


def fits_region(code: str, country: str | None, region: str) -> bool:
    """Say whether a code begins as those of a region do; True where nothing is known."""
    prefix = country_form(country).region_postal.get(region)
    return prefix is None or prefix.match(code) is not None


def region_of_code(code: str, country: str | None) -> str | None:
    """Return the only region whose codes begin like this one, or None."""
    first_of, last_of, regions = _any_region(country)
    first = first_of.match(code)
    if first is None:
        return None
    last = last_of.match(code)
    return regions[first.lastgroup or ""] if last is not None and last.lastgroup == first.lastgroup else None


@cache
def _any_region(country: str | None) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return patterns whose last group is the first and the last region with such codes, and the regions by group.

    A country has up to a hundred regions, and asking them one by one takes three times as long.
    """
    prefixes = country_form(country).region_postal
    regions = {f"r{number}": key for number, key in enumerate(prefixes)}
    named = [f"(?P<{group}>{prefixes[key].pattern})" for group, key in regions.items()] or ["(?!)"]
    return re.compile("|".join(named)), re.compile("|".join(reversed(named))), regions


@cache
def postal_pattern(country: str | None) -> re.Pattern[str] | None:
    """Return the pattern that finds a country's postal code in a line, with its prefix; group code, or None."""
    form = country_form(country)
    if form.postal is None:
        return None
    body = form.postal.pattern.replace("(?:^|\\b)", "")
    marks = form.separators
    if country not in ("GB", "US", "IN") and marks:
        loose = "|".join(_loose(marks[count], count) for count in marks if marks[count])
        body = f"{body}|{loose}" if loose and body.replace("\\d", "").isascii() and "[A-Z" not in body else body
    if country == "IN":
        body = r"\d{3} ?\d{3}"
    prefixes = {form.postal_prefix, _ROAD_SIGNS.get(country or "", ""), country or ""} - {""}
    before = "|".join(sorted(map(re.escape, prefixes), key=lambda prefix: (-len(prefix), prefix)))
    lead = rf"(?:(?:{before})[- ]?|〒\s?|{_WORDS}|S\()?" if before else rf"(?:{_WORDS})?"
    return re.compile(rf"(?<![\w/])(?<!\d-){lead}(?P<code>(?:{body}))(?![\w/]|-\d)", re.IGNORECASE)


def _loose(marks: tuple[tuple[int, str], ...], count: int) -> str:
    """Return the pattern of an all-digit code whose separators may be missing or other ones."""
    pieces, start = [], 0
    for place, _ in marks:
        pieces.append(rf"\d{{{place - start}}}")
        start = place
    pieces.append(rf"\d{{{count - start}}}")
    return "[- ]?".join(pieces)


def _without_prefix(upper: str, country: str) -> str:
    found = _ISO_PREFIX.match(upper)
    if (
        found
        and found[1] in {country, _ROAD_SIGNS.get(country), country_form(country).postal_prefix}
        and country != "LV"
    ):
        return upper[found.end() :]
    return upper


def _separate(compact: str, marks: tuple[tuple[int, str], ...]) -> str:
    for place, mark in reversed(marks):
        compact = compact[:place] + mark + compact[place:]
    return compact
