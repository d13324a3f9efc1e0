"""Street lines: the house number, the flat and the PO box taken out, the name in one form."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pellucid.golden.standardize.address.clean import restore_capitals
from pellucid.golden.standardize.address.house_number import (
    has_own_number,
    split_number,
    standardize_house_number,
    take_number_segment,
)
from pellucid.golden.standardize.address.street_name import is_surely_street, names_street, unify_street
from pellucid.golden.standardize.address.unit import take_units, unit_with_slash
from pellucid.golden.standardize.address.words import StreetWords, is_number_first, street_words

_CARE_OF = re.compile(r"(?:^|,)\s*(?:c/o|attn\.?:?|attention:?|z\.? ?hd\.?|t\.?a\.?v\.?)\s[^,]*", re.IGNORECASE)
_BARE_UNIT = re.compile(r"\d+\s?[A-Za-z]?(?:[-/]\d*[A-Za-z]?)?|[A-Z](?:\s?\d+)?")
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
    po_box, rest = _take_box(_CARE_OF.sub("", text), words)
    slashed = unit_with_slash(rest, country)
    units, rest = ([slashed[0]], slashed[1]) if slashed else take_units(rest, words, country)
    segments = [segment.strip(_LOOSE_ENDS) for segment in rest.split(",")]
    segments = [segment for segment in segments if segment]
    house, segments = ("", segments) if number_known else take_number_segment(segments, country)
    place = _street_place(segments, country, is_numbered=bool(house)) if segments else 0
    street, before, extra = (segments[place], segments[:place], segments[place + 1 :]) if segments else ("", [], [])
    if is_number_first(country):  # a house's name stands before its street
        names = [name for name in before if not is_surely_street(name, words)]
        units = [*units, *(restore_capitals(name, words.small) for name in names)]
        before = [name for name in before if name not in names]
    units += [_write_bare(text) for text in extra if _BARE_UNIT.fullmatch(text)]
    extra = [text for text in extra if not _BARE_UNIT.fullmatch(text)]
    if not house and not number_known:
        house, street, more = (street, "", "") if street.isdecimal() else split_number(street, country)
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


def names_care_of(text: str) -> bool:
    """Tell whether an address names who takes the mail in, which split_street leaves out."""
    return _CARE_OF.search(text) is not None


def _take_box(text: str, words: StreetWords) -> tuple[str, str]:
    found = words.box.search(text)
    if not found:
        return "", text
    rest = f"{text[: found.start()]}, {text[found.end() :]}"
    return found["id"].replace(" ", "").upper(), _EMPTY.sub(", ", rest).strip(_LOOSE_ENDS)


def _street_place(segments: list[str], country: str | None, *, is_numbered: bool) -> int:
    """Return which segment is the street: the first of those that look most like one.

    is_numbered: the house number stood alone, so that a number in a segment says less than a street's type.
    """
    words = street_words(country)
    typed = [names_street(segment, words) for segment in segments]
    own = [bool(_DIGIT.search(segment)) and has_own_number(segment, country) for segment in segments]
    both = [has_type and has_number for has_type, has_number in zip(typed, own, strict=True)]
    for looks in (both, typed, own) if is_numbered else (both, own, typed):
        if any(looks):
            return looks.index(True)
    return 0


def _write_bare(unit: str) -> str:
    """Return a flat given by its number alone without inner spaces: ``"3 a"`` becomes ``"3A"``."""
    return "".join(unit.upper().split()) if unit[0].isdecimal() else unit
