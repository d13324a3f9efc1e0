"""House numbers: found in a street line, and written in one form."""

import re
from functools import cache

from pellucid.golden.standardize.address.clean import are_initials
from pellucid.golden.standardize.address.words import is_number_first, street_words
from pellucid.golden.standardize.fold import fold

_LETTER = re.compile(r"[^\W\d_]")
_LOOSE_ENDS = " ,;-/"
_PLAIN_NUMBER = r"\d+[A-Za-z]?(?![^\W\d_])(?:\s1/[234])?(?:\s?[-/+]\s?\d*[A-Za-z]?(?![^\W\d_])(?<![-/+\s]))*"
_SPACED_LETTER = r"(?:\s[A-Za-z](?![\w'’.]))?"
_GRID = r"(?:[NSEW](?=\d{3}))?"  # the square of the grid, as in Wisconsin: W2450 County Road K
_BLOCK = r"(?:[A-Z]{1,2}[-/]?(?=\d))?"  # the block of a plot, as in India: B-42
_WORDED = re.compile(r"[^\W\d]{3,}\s")  # Lot 5
_NONE = r"s/n|s\.n\.|sn|km\.?\s?\d+(?:[.,+]\d+)?"  # without a number, or by the kilometer of a road
_REPEAT = r"(?:\s(?:bis|ter|quater)(?!\w))?"
_NUMBERED_ROADS = frozenset(
    {"route", "highway", "hwy", "rr", "box", "interstate", "county", "state", "us", "sr", "district"}
)
_UNIT_SLASH = frozenset({"AU", "NZ"})  # 4/25 Wattle Street: flat 4 in number 25
_UNIT_DASH = frozenset({"CA"})  # 1010-55 Granville Street: suite 1010 in number 55
_SLASH_UNIT = {"AT": "", "PL": "m. "}  # 14/2/8: number 14, staircase 2, door 8; the word written before the flat
_DASH_UNIT = frozenset({"NL"})  # 123-2: number 123, second addition


def standardize_house_number(text: str) -> str:
    """Return a house number without inner spaces, its letter a capital: ``"12 a"`` becomes ``"12A"``."""
    if text.isdecimal():
        return text
    lower = " ".join(text.lower().split())
    if lower in ("s/n", "s.n.", "sn"):
        return "s/n"
    if lower.startswith("km"):
        return f"km {lower[2:].strip(' .')}"
    if _WORDED.match(lower):
        return lower[0].upper() + lower[1:]
    for repeat in ("bis", "ter", "quater"):
        if lower.endswith(repeat) and lower[0].isdecimal():
            return f"{lower[: -len(repeat)].strip()} {repeat}"
    return re.sub(r"\s*([-/+])\s*|(?<=\d)\s+(?=[A-Z]$)", lambda found: found[1] or "", " ".join(text.upper().split()))


def split_number(street: str, country: str | None) -> tuple[str, str, str]:
    """Return (house number, street, flat) of a street with its number; the number is empty where there is none."""
    lead, trail = _number_patterns(country)
    orders = (_leading, _trailing) if is_number_first(country) else (_trailing, _leading)
    for order in orders:
        number, rest = order(street, lead if order is _leading else trail, country)
        if number:
            house, unit = _number_with_unit(number, country)
            return house, rest, unit
    return "", street, ""


@cache
def _number_patterns(country: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    marker = rf"(?:(?:{street_words(country).number})(?:[.:]|\b|(?<=[#°º№]))+\s*)"
    after = r"(?P<unit>\s[A-Za-z]\s\d+)?" if country == "FI" else ""
    lead = re.compile(
        rf"^{marker}*(?P<number>{_GRID}(?:[A-Z]-(?=\d))?{_PLAIN_NUMBER}{_REPEAT}|{_NONE})\.?(?:\s*,\s*|\s+)(?P<rest>.*\S)$",
        re.I,
    )
    trail = re.compile(
        rf"^(?P<rest>.*?\S)(?:\s*,\s*|\s+|(?<=[\u1780-\u17ff]))(?P<mark>{marker}+)?"
        rf"(?P<number>(?:{_PLAIN_NUMBER}{_SPACED_LETTER}{_REPEAT}|{_NONE}){after})\.?$",
        re.I,
    )
    return lead, trail


def _leading(street: str, pattern: re.Pattern[str], country: str | None) -> tuple[str, str]:
    found = pattern.match(street)
    if not found or not _LETTER.search(found["rest"]):
        return "", street
    rest = found["rest"]
    if not is_number_first(country) and fold(rest.split()[0]) in street_words(country).small:
        return "", street  # a date in the name, such as 2 de Mayo
    return found["number"], rest


def _trailing(street: str, pattern: re.Pattern[str], country: str | None) -> tuple[str, str]:
    found = pattern.match(street)
    if not found or not _LETTER.search(found["rest"]):
        return "", street
    if not found["mark"] and (len(found["rest"]) == 1 or are_initials(found["rest"])):
        return "", street  # a square of a town's grid, as Q 7 in Mannheim and SQN 205 in Brasília
    names = set(fold(found["rest"]).split()) - street_words(country).types
    if not found["mark"] and (not (names - {""}) or names & _NUMBERED_ROADS) and found["rest"].isascii():
        return "", street
    if not found["mark"] and not names and not found["rest"].isascii() and _only_type(found["rest"], country):
        return "", street
    return found["number"], found["rest"].strip(_LOOSE_ENDS)


def _only_type(text: str, country: str | None) -> bool:
    return text.lower().rstrip(".") in street_words(country).first


def _number_with_unit(number: str, country: str | None) -> tuple[str, str]:
    """Return number and flat where a country writes both as one: 14/2/8 in Austria, 4/25 in Australia."""
    if country == "FI" and (finnish := re.fullmatch(r"(\d+\S*)\s([A-Za-z]\s\d+)", number)):
        return finnish[1], finnish[2].upper()
    head, mark, tail = (
        re.split(r"\s?([-/])\s?", f"{number}", maxsplit=1)
        if re.search(r"\d[A-Za-z]?\s?[-/]", number)
        else (number, "", "")
    )
    if mark == "/" and country in _SLASH_UNIT:
        return head, _SLASH_UNIT[country] + tail
    if mark == "-" and country in _DASH_UNIT:
        return head, tail
    if tail and ((mark == "/" and country in _UNIT_SLASH) or (mark == "-" and country in _UNIT_DASH)):
        return tail, f"Unit {head.upper()}"
    return number, ""


def take_number_segment(segments: list[str], country: str | None) -> tuple[str, list[str]]:
    """Return a house number that stands alone between commas, and the other segments.

    Nothing where a street has its own number: then the one that stands alone is a flat's.
    """
    alone = _only_number(country)
    if any(has_own_number(segment, country) for segment in segments if not alone.fullmatch(segment)):
        return "", segments
    for position, segment in enumerate(segments):
        number = alone.fullmatch(segment)
        if number and len(segments) > 1:
            return number["number"], segments[:position] + segments[position + 1 :]
    return "", segments


def has_own_number(segment: str, country: str | None) -> bool:
    """Say whether a street has a number where its country puts it."""
    lead, trail = _number_patterns(country)
    if is_number_first(country):
        return _leading(segment, lead, country)[0] != ""
    return _trailing(segment, trail, country)[0] != ""


@cache
def _only_number(country: str | None) -> re.Pattern[str]:
    number = rf"(?P<number>{_BLOCK}{_PLAIN_NUMBER}{_SPACED_LETTER}{_REPEAT}|{_NONE})\.?"
    return re.compile(rf"(?:(?:{street_words(country).number})(?:[.:]|\b)*\s*)*{number}", re.I)
