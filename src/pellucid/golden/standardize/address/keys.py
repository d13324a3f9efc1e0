"""Match forms of the parts of an address: what stays the same however it is written."""

import re
from functools import cache, lru_cache

from pellucid.golden.standardize.address.words import all_words
from pellucid.golden.standardize.fold import fold

_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_CEDEX = re.compile(r"\bcedex\b.*$")
_DISTRICT = re.compile(r"\s(?:\d+\w*|[a-z])(?:\s(?:arrondissement|district|ker))?$")
_SAINTS = {
    "st": "saint",
    "ste": "saint",
    "saint": "saint",
    "sainte": "saint",
    "sankt": "saint",
    "skt": "saint",
    "sint": "saint",
}
_GLUED = ("strasse", "straat", "gatan", "str")
_FIRST_NUMBER = re.compile(r"\d+")


@cache
def _types() -> frozenset[str]:
    """Return the folded words for kinds of street in all languages, but for single letters."""
    forms = {fold(form) for word in all_words() if word.role == "type" for form in (*word.written, word.standard)}
    return frozenset(form for form in forms if len(form) > 1 and " " not in form) - {"la", "al", "st", "sa"}


@cache
def _directions() -> dict[str, str]:
    """Return the letters of the compass for each of its English names and abbreviations."""
    words = [word for word in all_words() if word.role == "direction"]
    return {form: "".join(sorted(word.written, key=len)[:1]) for word in words for form in word.written}


@lru_cache(maxsize=131_072)
def street_key(street: str) -> str:
    """Return a street folded, without its type, directions as letters: ``"N. Main Str."`` becomes ``"n main"``.

    Where nothing else is left, the type stays: ``"The Avenue"``.
    """
    tokens = fold(street).split()
    if not tokens:
        return ""
    if len(tokens) > 1 and tokens[0] in _SAINTS:
        tokens[0] = "saint"
    kept = [token for place, token in enumerate(tokens) if token not in _types() and not (place and token == "st")]
    named = [_directions().get(token, _without_glued_type(token)) for token in kept]
    return " ".join(named or tokens)


def _without_glued_type(token: str) -> str:
    for end in _GLUED:
        if token.endswith(end) and len(token) > len(end) + 2:
            return token[: -len(end)]
    return token


@lru_cache(maxsize=65_536)
def postal_key(code: str) -> str:
    """Return a postal code compact in capitals: ``"sw1a 1aa"`` becomes ``"SW1A1AA"``."""
    return _NOT_CODE.sub("", code.upper())


@lru_cache(maxsize=65_536)
def city_key(city: str) -> str:
    """Return a city folded, saints unified, without the number or letter of a district and without CEDEX."""
    folded = _CEDEX.sub("", fold(city)).strip()
    bare = _DISTRICT.sub("", folded)
    return " ".join(_SAINTS.get(token, token) for token in bare.split())


@lru_cache(maxsize=65_536)
def house_key(house_number: str) -> str:
    """Return a house number folded without spaces, of a range its first number: ``"12-14 A"`` becomes ``"12"``."""
    folded = fold(house_number)
    head, _, tail = folded.partition(" ")
    found = _FIRST_NUMBER.match(head)
    if found and tail[:1].isdecimal():
        return found[0].lstrip("0") or "0"
    return folded.replace(" ", "").lstrip("0") or ("0" if folded else "")
