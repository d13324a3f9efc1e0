"""The city, region and postal code of an address line, wherever its country puts them."""

import re
from dataclasses import dataclass

from pellucid.golden.standardize.address.country_form import CountryForm, country_form
from pellucid.golden.standardize.address.guess import CITY_COUNTRIES
from pellucid.golden.standardize.address.house_number import split_number
from pellucid.golden.standardize.address.postal_code import postal_pattern
from pellucid.golden.standardize.address.region import find_region, is_county
from pellucid.golden.standardize.address.street_name import is_surely_street, names_street
from pellucid.golden.standardize.address.words import StreetWords, is_number_first, street_words
from pellucid.golden.standardize.country import country_name

_BAD_CODE = re.compile(r"(?<![\w/-])(?P<code>\d{3,7})(?![\w/-])")
_ANY_CODE = re.compile(r"^(?P<code>\d{4,6})(?=\s+[^\W\d])")  # of a country that is not known: 10115 Berlin
_ENDS = " ,;-/().:"
_LONGEST_REGION = 4  # words
_LONGEST_CODE = 3  # letters
_LANDMARK = re.compile(r"(?:near|nr|opp|opposite|behind|beside|off)\b", re.IGNORECASE)
_NUMBERED_CITY = re.compile(r"([^\W\d]+(?:\s[^\W\d]+)?)\s\d{1,2}")
_REGION_IS_CITY = frozenset({"AE"})  # the emirate is the town
_DIGIT = re.compile(r"\d")
_CODE_OPENS_LINE = frozenset({"HU"})  # 6720 Szeged, Kossuth tér 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Locality:
    """Where an address is, as written, and what its line says beside that, between its commas."""

    postal_code: str = ""
    city: str = ""
    region: str = ""
    rest: list[str]


def split_locality(segments: list[str], country: str | None) -> Locality:
    """Return postal code, city and region of a line given as the texts between its commas; all as written."""
    form = country_form(country)
    at, code, before, after = _find_code(segments, form)
    city = ""
    if at is not None:
        city, segments = _around_code(segments, at, before, after, form)
    city, region, segments = _take_region(segments, city, country)
    if not city:
        city, segments = _take_city(segments, country)
    if not city:
        city, segments = _take_first_city(segments, country)
    if city and not region:
        city, region = split_region(city, country)
    if country == "GB" and not region and is_county(city) and len(segments) > 1 and _may_be_city(segments[-1], country):
        region = city
        city, segments = _take_city(segments, country)
    return Locality(postal_code=code, city=city, region=region, rest=segments)


def _find_code(segments: list[str], form: CountryForm) -> tuple[int | None, str, str, str]:
    """Return where the postal code stands, the code, and the text before and after it in its segment."""
    pattern = postal_pattern(form.country or None)
    if not form.country:
        pattern = _ANY_CODE
    for exact in (pattern, _BAD_CODE if form.postal and "postal_code" in form.required else None):
        if exact is None:
            continue
        for position in range(len(segments) - 1, -1, -1):
            matches = [
                found for found in exact.finditer(segments[position]) if _may_be_code(found, segments, position, form)
            ]
            if matches:
                found = matches[-1]
                segment = segments[position]
                return (
                    position,
                    found["code"],
                    segment[: found.start()].strip(_ENDS),
                    segment[found.end() :].strip(_ENDS),
                )
    return None, "", "", ""


def _may_be_code(found: re.Match[str], segments: list[str], position: int, form: CountryForm) -> bool:
    """Say whether a match is not rather a house number: the first word of the line, unless the code goes first."""
    if not _DIGIT.search(found["code"]):
        return False
    if position:
        return True
    if found.start() == 0:
        return len(segments) == 1 or form.country in _CODE_OPENS_LINE or _opens_line(found, segments, form)
    return len(segments) == 1 or not found["code"].isdecimal() or form.is_postal_first


def _opens_line(found: re.Match[str], segments: list[str], form: CountryForm) -> bool:
    """Say whether code and city open a line that ends with the street: ``DE-80469 München, Fraunhoferstr. 8``."""
    after = segments[0][found.end() :]
    is_city = bool(after.strip()) and not _DIGIT.search(after)
    last = form.is_postal_first and is_city and not is_number_first(form.country)
    return last and split_number(segments[-1], form.country)[0] != ""


def _around_code(segments: list[str], at: int, before: str, after: str, form: CountryForm) -> tuple[str, list[str]]:
    """Return the city beside a postal code, empty if it stands elsewhere, and the segments left."""
    head, tail = segments[:at], segments[at + 1 :]
    own = _own_name(before, form.country) if not after else ""
    if own:
        left = before[: -len(own)].strip(_ENDS)
        return own, [*head, *([left] if left else []), *tail]
    if after and form.is_postal_before_region and find_region(after, form.country) and (head or before):
        return "", [*head, *([before] if before else []), *tail, after]
    if after and (form.is_postal_first or not before):
        street = [before] if before else []
        return after, [*head, *street, *tail]
    if form.is_postal_first and not before and tail and not head:
        return tail[0], tail[1:]
    if before and not tail and not head:
        return "", _cut_city(before, street_words(form.country or None))
    rest = [part for part in (before, after) if part]
    return "", [*head, *rest, *tail]


def _own_name(text: str, country: str) -> str:
    """Return the name of a city that is its own country, if a text ends with it: ``10 Orchard Road Singapore``."""
    name = country_name(country)
    return text[-len(name) :] if country in CITY_COUNTRIES and text.lower().endswith(name.lower()) else ""


def _cut_city(text: str, words: StreetWords) -> list[str]:
    """Return a line without commas as street and city, cut after the street's type, if one is found."""
    tokens = text.split(" ")
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].lower().rstrip(".") in words.last:
            if tokens[place + 1].isdecimal() and place + 2 < len(tokens):
                place += 1  # a numbered street: Road 10
            return [" ".join(tokens[: place + 1]), " ".join(tokens[place + 1 :])]
    return [text]


def _take_region(segments: list[str], city: str, country: str | None) -> tuple[str, str, list[str]]:
    """Return city, region and the segments left, where the last segment is or ends with a region."""
    if not segments:
        return city, "", segments
    last = segments[-1].strip(_ENDS)
    if country in _REGION_IS_CITY and not city:
        return "", "", segments
    if key := find_region(last, country):
        left = segments[:-1]
        if city:
            return (city, last, left) if _has_number(left) else (city, "", segments)
        is_code = last.upper() == key.upper() and len(key) <= _LONGEST_CODE
        if left and (is_code or _may_be_city(left[-1], country)):
            return "", last, left
        return "", "", segments
    if not city and country:
        head, region = split_region(last, country)
        if region and (head or len(segments) > 1):
            return "", region, [*segments[:-1], head] if head else segments[:-1]
    return city, "", segments


def _has_number(segments: list[str]) -> bool:
    return any(_DIGIT.search(segment) for segment in segments)


def _may_be_city(segment: str, country: str | None) -> bool:
    """Say whether a segment can be the city before a region: no number, no street, no district."""
    words = street_words(country)
    return not (
        _DIGIT.search(segment)
        or is_surely_street(segment, words)
        or words.district.match(segment)
        or segment.lower().endswith(" district")
    )


def split_region(text: str, country: str | None) -> tuple[str, str]:
    """Return city and region of a text such as ``Portland OR``, ``Milano (MI)`` or ``Beyoğlu/İstanbul``."""
    for mark in ("(", "/", " - ", "-"):
        head, found, tail = text.rpartition(mark)
        if found and head.strip(_ENDS) and find_region(tail.strip(_ENDS), country):
            return head.strip(_ENDS), tail.strip(_ENDS)
    words = text.split(" ")
    for count in range(min(_LONGEST_REGION, len(words) - 1), 0, -1):
        tail = " ".join(words[-count:]).strip(_ENDS)
        key = find_region(tail, country)
        if key and _is_written_as_region(tail, key, country):
            return " ".join(words[:-count]).strip(_ENDS), tail
    return text, ""


def _is_written_as_region(tail: str, key: str, country: str | None) -> bool:
    """Say whether the end of a city is a region: a code in capitals, or a name in a country that puts it there."""
    if tail.upper() == key.upper() and len(key) <= _LONGEST_CODE:
        return True
    return country in ("US", "CA", "AU")


def _take_city(segments: list[str], country: str | None) -> tuple[str, list[str]]:
    """Return the last segment as the city, and the others; nothing where the only segment is a street."""
    if not segments:
        return "", segments
    last, words = segments[-1], street_words(country)
    if len(segments) == 1:
        if words.box.search(last) or is_surely_street(last, words) or _DIGIT.search(last):
            pieces = _cut_city(last, words)
            return (pieces[1], pieces[:1]) if len(pieces) == 2 and _DIGIT.search(pieces[0]) else ("", segments)
        return last, []
    if _LANDMARK.match(last):
        city, rest = _take_city(segments[:-1], country) if len(segments) > 2 else ("", segments[:-1])
        return city, [*rest, last]
    if words.unit.fullmatch(last) or words.box.fullmatch(last) or words.floor.fullmatch(last):
        return "", segments
    if _DIGIT.search(last) and split_number(last, country)[0] and not _is_numbered_city(last, words):
        return "", segments
    return last, segments[:-1]


def _take_first_city(segments: list[str], country: str | None) -> tuple[str, list[str]]:
    """Return the first segment as the city where the street follows it, as in Hungary."""
    if len(segments) > 1 and _may_be_city(segments[0], country) and split_number(segments[-1], country)[0]:
        return segments[0], segments[1:]
    return "", segments


def _is_numbered_city(text: str, words: StreetWords) -> bool:
    """Say whether a city carries the number of its district: ``Praha 1``, ``Dublin 1``."""
    name = _NUMBERED_CITY.fullmatch(text)
    return name is not None and not names_street(name[1], words)
