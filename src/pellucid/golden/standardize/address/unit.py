"""Flats, suites and floors: found in a street line, and written in one form."""

import re

from pellucid.golden.standardize.address.words import StreetWords, street_words

_EMPTY = re.compile(r"\s*(?:[,;]\s*)+")
_LOOSE_ENDS = " ,;-/"
_UNIT_SLASH = frozenset({"AU", "NZ"})  # 4/25 Wattle Street: flat 4 in number 25


def standardize_unit(text: str, country: str | None) -> str:
    """Return a flat with its word in one form: ``"Apartment 4b"`` becomes ``"Apt 4B"``; other text as it is."""
    found = street_words(country).unit.fullmatch(text)
    return _write_unit(found, country) if found else text


def unit_with_slash(text: str, country: str | None) -> tuple[str, str] | None:
    """Return flat and the rest of ``Unit 4/25 Wattle Street`` as Australians write it, or None."""
    if country not in _UNIT_SLASH:
        return None
    words = street_words(country)
    found = re.match(rf"^({'|'.join(map(re.escape, words.units))})\.?\s*(\w+)\s?/\s?(?=\d+\w?\s)", text, re.I)
    return (f"{words.units[found[1].lower()]} {found[2].upper()}", text[found.end() :]) if found else None


def take_units(text: str, words: StreetWords, country: str | None) -> tuple[list[str], str]:
    """Return the flats and floors of a line in their order, and the line without them."""
    found: list[tuple[int, str]] = []

    def take_floor(match: re.Match[str]) -> str:
        found.append((match.start(), " ".join(match[0].split())))
        return " , "

    def take_unit(match: re.Match[str]) -> str:
        found.append((match.start(), _write_unit(match, country)))
        return " , "

    rest = words.floor.sub(take_floor, text)
    rest = words.unit.sub(take_unit, rest)

    def take_alone(match: re.Match[str]) -> str:
        found.append((len(text), words.alone_forms.get(match["alone"].lower().rstrip("."), match["alone"])))
        return " , "

    rest = words.alone.sub(take_alone, rest)
    if not found:
        return [], text
    return [unit for _, unit in sorted(found)], _EMPTY.sub(", ", rest).strip(_LOOSE_ENDS)


def _write_unit(found: re.Match[str], country: str | None) -> str:
    if found["hash"]:
        ident = found["hash_id"].upper()
        return f"#{ident}" if country == "SG" else f"Unit {ident}"
    word = re.sub(r"\s+", " ", found["word"].lower()).rstrip(".")
    ident = "".join(found["id"].split()).upper()
    return f"{street_words(country).units.get(word, found['word'])} {ident}"
