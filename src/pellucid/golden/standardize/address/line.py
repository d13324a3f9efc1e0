"""One line of address, small to big, to parts: everything but East Asian, Persian and Khmer script."""

import re

from pellucid.golden.standardize.address.clean import restore_capitals
from pellucid.golden.standardize.address.locality import split_locality
from pellucid.golden.standardize.address.postal_code import standardize_postal_code
from pellucid.golden.standardize.address.region import standardize_region
from pellucid.golden.standardize.address.street import split_street
from pellucid.golden.standardize.address.words import street_words

_SPACED_DASH = re.compile(r"\s+-\s+")
_DASH_PARTS = frozenset(
    {"BR", "PK", "BD", "IN"}
)  # countries that write city and postal code or state with a dash between
_POINTED_END = re.compile(r"\b\w\.\s?\w\.$")  # Bogotá D.C.
_ENDS = " ,;-/().:[]"


def parse_line(text: str, country: str | None) -> dict[str, str]:
    """Return the parts of a line whose country's name is already taken off; each in standard form."""
    found = split_locality(_segments(text, country), country)
    split = split_street(", ".join(found.rest), country)
    small = street_words(country).small
    parts = {
        "house_number": split.house_number,
        "street": split.street,
        "unit": split.unit,
        "po_box": split.po_box,
        "district": ", ".join(restore_capitals(extra, small) for extra in split.extra),
        "postal_code": standardize_postal_code(found.postal_code, country),
        "city": standardize_city(found.city, country),
        "region": standardize_region(found.region, country) if found.region else "",
    }
    return {name: part for name, part in parts.items() if part}


def standardize_city(text: str, country: str | None) -> str:
    """Return a city with its capitals restored and without the word for city before it."""
    words = street_words(country)
    plain = text.strip(_ENDS)
    if _POINTED_END.search(text):
        plain += "."
    bare = words.before_city.sub("", plain, count=1)
    return restore_capitals(bare, words.small)


def _segments(text: str, country: str | None) -> list[str]:
    if country in _DASH_PARTS:
        text = _SPACED_DASH.sub(", ", text)
    segments = [segment.strip(" ;-/") for segment in text.split(",")]
    return [segment for segment in segments if segment]
