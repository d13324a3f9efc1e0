"""Two people in one cell: Mr & Mrs John Smith, John and Mary Smith."""

import re
from typing import NamedTuple

from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.culture import Culture
from pellucid.golden.standardize.name.tables import all_words
from pellucid.golden.standardize.name.titles import find_title

_SIGNS = re.compile(r"\s*[&+]\s*|\s+/\s*|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})|\s+u\.\s+")
_STRONG = frozenset(["&", "and", "und", "et", "og", "och", "ja", "és", "oraz", "и", "و", "និង"])
_WEAK = frozenset(["y", "e", "en", "i", "a"])
JOINING = _STRONG | _WEAK | {"u."}
_WEAK_TOKENS = 4  # words that Juan y María García has at least; Ortega y Gasset has three


class Couple(NamedTuple):
    """What stands on both sides of the word between two people: titles alone, or names."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    are_titles: bool


def may_join(text: str) -> bool:
    """Say whether a text has a word or sign that can stand between two people."""
    if not JOINING.isdisjoint(text.lower().split()):
        return True
    return not text.replace(" ", "").isalpha() and _SIGNS.search(text) is not None


def find_couple(text: str, country: str | None, culture: Culture) -> Couple | None:
    """Return the two sides of a cell that holds two people, or None."""
    tokens = _SIGNS.sub(" & ", text).split()
    for place in range(1, len(tokens) - 1):
        word = tokens[place].lower()
        if word not in _STRONG and word not in _WEAK:
            continue
        left, right = tuple(tokens[:place]), tuple(tokens[place + 1 :])
        if _are_titles(left, country) and find_title(right[0], ("prefix",), country):
            return Couple(left, right, True)
        if _joins_names(word, left, right, culture):
            return Couple(left, right, False)
    return None


def _are_titles(words: tuple[str, ...], country: str | None) -> bool:
    return all(find_title(word, ("prefix", "after"), country) for word in words)


def _joins_names(word: str, left: tuple[str, ...], right: tuple[str, ...], culture: Culture) -> bool:
    if fold(left[-1]) in all_words("particle") or culture.name in (
        "chinese",
        "japanese",
        "korean",
        "vietnamese",
        "khmer",
    ):
        return False
    if word in _STRONG:
        return True
    long_enough = len(left) == 1 and len(left) + len(right) + 1 >= _WEAK_TOKENS
    return word in ("y", "e") and long_enough and culture.name in ("spanish", "portuguese", "italian")
