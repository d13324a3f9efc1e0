"""Street lines: the house number, the flat and the PO box taken out, the name in one form."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pellucid.golden.standardize.address.house_number import split_number, standardize_house_number, take_number_segment
from pellucid.golden.standardize.address.street_name import names_street, unify_street
from pellucid.golden.standardize.address.unit import take_units, unit_with_slash
from pellucid.golden.standardize.address.words import StreetWords, is_number_first, street_words

_DIGIT = re.compile(r"\d")
_EMPTY = re.compile(r"\s*(?:[,;]\s*)+")
_LOOSE_ENDS = " ,;-/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitStreet:
    """A street line in parts, each empty where it has none. extra: what else it says: a district, a building."""

    house_number: str = ""
    street: str = ""
    unit: str = ""
    po_box: str = ""
    extra: tuple[str, ...] = ()


@lru_cache(maxsize=131_072)
def split_street(text: str, country: str | None, *, number_known: bool = False) -> SplitStreet:
    """Return a street line in parts, in standard form.

    number_known: the house number came on its own, so that a number in the street belongs to its name.
    """
    words = street_words(country)
    po_box, rest = _take_box(text, words)
    slashed = unit_with_slash(rest, country)
    units, rest = ([slashed[0]], slashed[1]) if slashed else take_units(rest, words, country)
    segments = [segment.strip(_LOOSE_ENDS) for segment in rest.split(",")]
    segments = [segment for segment in segments if segment]
    house, segments = ("", segments) if number_known else take_number_segment(segments, country)
    place = _street_place(segments, country) if segments else 0
    street, before, extra = (segments[place], segments[:place], segments[place + 1 :]) if segments else ("", [], [])
    if is_number_first(country):  # a house's name stands before its street
        units, before = [*units, *before], []
    if not house and not number_known:
        house, street, more = split_number(street, country)
        units += [more] if more else []
    if po_box and not house and street and not names_street(street, words):
        street, extra = "", [street, *extra]
    return SplitStreet(
        house_number=standardize_house_number(house),
        street=unify_street(street, country),
        unit=", ".join(units),
        po_box=po_box,
        extra=(*before, *extra),
    )


def _take_box(text: str, words: StreetWords) -> tuple[str, str]:
    found = words.box.search(text)
    if not found:
        return "", text
    rest = f"{text[: found.start()]}, {text[found.end() :]}"
    return found["id"].replace(" ", "").upper(), _EMPTY.sub(", ", rest).strip(_LOOSE_ENDS)


def _street_place(segments: list[str], country: str | None) -> int:
    """Return which segment is the street: one with a number and a name, else one with a street type, else the first."""
    words = street_words(country)
    for position, segment in enumerate(segments):
        if _DIGIT.search(segment) and split_number(segment, country)[0]:
            return position
    return next((position for position, segment in enumerate(segments) if names_street(segment, words)), 0)
