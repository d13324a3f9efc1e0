"""Names of streets: capitals, type and directions in one form."""

import re
from functools import lru_cache

from pellucid.golden.standardize.address.clean import restore_capitals
from pellucid.golden.standardize.address.words import StreetWords, street_words

_DIGIT = re.compile(r"\d")
_POINTED_DIRECTIONS = frozenset({"US", "CA", "AU", "NZ"})
_ALSO_PLACES = frozenset(
    {"Hill", "Park", "Green", "Heights", "Point", "Gardens", "Grove", "Ridge", "Crossing", "View", "Mall", "Square"}
)
_SHARP_S = {"CH": ("straße", "strasse"), "LI": ("straße", "strasse")}


@lru_cache(maxsize=65_536)
def unify_street(street: str, country: str | None) -> str:
    """Return a street's name with capitals, its type and directions written out in their one form."""
    if not street:
        return ""
    words = street_words(country)
    if street[:2].lower() == "c/":
        street = f"{street[:2]} {street[2:].strip()}"
    tokens = restore_capitals(street, words.small).split()
    return " ".join(_unify_last(_unify_first(tokens, words), words, country))


def names_street(text: str, words: StreetWords) -> bool:
    """Say whether a text has the word for a kind of street where its country puts it."""
    tokens = [token.lower().rstrip(".") for token in text.split()]
    if not tokens:
        return False
    numbered = len(tokens) > 1 and tokens[0] in words.last and _DIGIT.match(tokens[1]) is not None
    known = numbered or tokens[0] in words.first or any(token in words.last for token in tokens[1:])
    return known or any(tokens[-1].endswith(end) for end in words.glued) or "route" in tokens


def is_surely_street(text: str, words: StreetWords) -> bool:
    """Say whether a text is a street and no place: ``Castle Hill`` and ``Hyde Park`` may be either."""
    tokens = [token.lower().rstrip(".") for token in text.split()]
    if not tokens:
        return False
    last = words.last.get(tokens[-1])
    known = len(tokens) > 1 and (tokens[0] in words.first or (last is not None and last not in _ALSO_PLACES))
    return known or any(tokens[-1].endswith(end) for end in words.glued)


def _unify_first(tokens: list[str], words: StreetWords) -> list[str]:
    """Return the words of a street with a type at its beginning written out."""
    bare = tokens[0].lower().rstrip(".")
    standard = words.first.get(bare)
    if standard is None or len(tokens) == 1 or (words.last and _ends_with_type(tokens, words)):
        return tokens
    if len(bare) == 1 and tokens[0][-1] != "." and bare != "c":
        return tokens
    return [standard, *tokens[1:]]


def _ends_with_type(tokens: list[str], words: StreetWords) -> bool:
    return tokens[-1].lower().rstrip(".") in words.last


def _unify_last(tokens: list[str], words: StreetWords, country: str | None) -> list[str]:
    """Return the words of a street with a type at its end and the directions around it written out."""
    result = list(tokens)
    last = len(result) - 1
    if words.directions and country in _POINTED_DIRECTIONS:
        last = _unify_directions(result, words)
    end = last
    while last > 0 and _DIGIT.match(result[last]):
        last -= 1
    bare = result[last].lower().rstrip(".")
    if country == "TR":
        result = [_turkish_type(token, words) for token in result]
    if (last > 0 or (end > 0 and not result[0].isupper())) and bare in words.last:
        result[last] = words.last[bare]
    elif words.glued or words.glued_with_point:
        result[last] = _unify_glued(result[last], words, country, alone=last > 0)
    return result


def _turkish_type(token: str, words: StreetWords) -> str:
    """Return a pointed type written out wherever it stands: quarter and street follow one another in Turkey."""
    return words.last.get(token[:-1].lower(), token) if token.endswith(".") else token


def _unify_directions(tokens: list[str], words: StreetWords) -> int:
    """Write out a direction at either end, in place; return where the street's type may stand."""
    head, tail = (tokens[place].lower().replace(".", "") for place in (0, -1))
    last = len(tokens) - 1
    if last > 1 and tail in words.directions and tokens[-2].lower().rstrip(".") in words.last:
        tokens[-1] = words.directions[tail]
        last -= 1
    elif tail in words.directions.values() and last > 1:
        last -= 1
    if last > 1 and head in words.directions:
        tokens[0] = words.directions[head]
    return last


def _unify_glued(token: str, words: StreetWords, country: str | None, *, alone: bool) -> str:
    """Return a word such as ``Hauptstr.`` with its type written out; ``Str.`` that stands alone likewise."""
    pointed, lower = token.endswith("."), token.lower().rstrip(".")
    ends = {**words.glued, **(words.glued_with_point if pointed else {})}
    for end, standard in ends.items():
        if lower.endswith(end) and (len(lower) > len(end) + 2 or (alone and lower == end)):
            standard = standard.replace(*_SHARP_S[country]) if country in _SHARP_S else standard
            if lower == standard:
                return token.rstrip(".")
            stem = token.rstrip(".")[: len(lower) - len(end)]
            return stem + standard if stem else standard.capitalize()
    return token
