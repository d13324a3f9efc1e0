"""One column of a plain address: what it becomes whatever stands in the others."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.address import split_parts
from pellucid.golden.standardize.address.clean import is_latin
from pellucid.golden.standardize.address.compose import write_address
from pellucid.golden.standardize.address.postal_code import fits_country, standardize_postal_code

CHANGES = {  # in the order in which they are noted, as bits
    "address_country_recognized": 1,
    "address_country_assumed": 2,
    "address_postal_code_formatted": 4,
    "address_house_number_unified": 8,
    "address_street_type_unified": 16,
    "address_capitals_restored": 32,
}
PLAIN_PARTS = ("house_number", "street", "postal_code", "city")
# What a column is read beside; it changes nothing there.
_BESIDE = {
    "street": {"house_number": "1"},
    "house_number": {"street": "Elm"},
    "postal_code": {"city": "Qom"},
    "city": {},
}
_PLAIN_CODE = re.compile(r"(?=.*[1-9])[0-9A-Z]+(?:[ -][0-9A-Z]+)?")
_PLAIN_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
_DIGIT = re.compile(r"\d")
_LATIN_MARKS = tuple(f"\x01{place}\x02" for place in range(len(PLAIN_PARTS)))
_OTHER_MARKS = tuple(f"\u0621\x01{place}\x02" for place in range(len(PLAIN_PARTS)))


class AddressPart(NamedTuple):
    """What a column becomes. latin: whether it is in Latin letters or has none; changes: bits of CHANGES."""

    standard: str
    latin: bool
    changes: int


@lru_cache(maxsize=262_144)
def read_part(name: str, text: str, country: str) -> AddressPart | None:
    """Return what a column of an address becomes beside any plain ones; None where they may mingle."""
    if name == "house_number" and _PLAIN_NUMBER.fullmatch(text):
        return AddressPart(text, True, 0)
    if name == "postal_code":
        if _PLAIN_CODE.fullmatch(text) and standardize_postal_code(text, country) == text:
            return AddressPart(text, True, 0) if fits_country(text, country) else None
    elif name == "city" and _DIGIT.search(text):
        return None
    beside = {"country": country, **_BESIDE[name]}
    parts, changes = split_parts({name: text, **beside}, Hints(country=country))
    if parts.keys() != {name, *beside} or not CHANGES.keys() >= set(changes):
        return None
    if any(parts[other] != cell for other, cell in beside.items()):
        return None
    standard = parts[name]
    if name == "postal_code" and not fits_country(standard, country):
        return None
    return AddressPart(standard, is_latin(standard), sum(CHANGES[rule] for rule in changes))


@cache
def template(country: str, there: tuple[bool, ...], *, latin: bool) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """Return how addresses of a country with certain parts are written on one line.

    The texts between the parts, one more than there are parts, and the parts by their places in PLAIN_PARTS; None
    where a part is written otherwise than as it is. there: which of PLAIN_PARTS an address has.
    """
    marks = _LATIN_MARKS if latin else _OTHER_MARKS
    own = {name: mark for name, mark, has in zip(PLAIN_PARTS, marks, there, strict=True) if has}
    line, _ = write_address({**own, "country": country})
    texts, places, rest = [], [], line
    while found := re.search(r"\u0621?\x01(\d)\x02", rest):
        texts.append(rest[: found.start()])
        places.append(int(found[1]))
        rest = rest[found.end() :]
    if sorted(places) != [place for place, has in enumerate(there) if has]:
        return None
    return (*texts, rest), tuple(places)
