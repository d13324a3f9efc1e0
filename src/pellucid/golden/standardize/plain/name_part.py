"""One column of a plain name: what it becomes whatever stands in the other."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name import standardize_name_parts
from pellucid.golden.standardize.name.clean import NAME_CHARACTERS_MAX, is_bare
from pellucid.golden.standardize.name.couple import may_join
from pellucid.golden.standardize.name.culture import CULTURES, Culture, culture_of_hints
from pellucid.golden.standardize.name.plain import careful_words
from pellucid.golden.standardize.name.tables import word_list

_SCRIPTS = {
    "latin": re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff .'-]+"),
    "cyrillic": re.compile(r"[\u0400-\u04ff .'-]+"),
    "arabic": re.compile(r"[\u0621-\u064a\u0671-\u06d3 ]+"),
    "khmer": re.compile(r"[\u1780-\u17d3 ]+"),
}
# Names that change nothing in the other column: each column is read beside one of its script.
_BESIDE = {
    "latin": ("Robert", "Keller"),
    "cyrillic": ("Анна", "Волк"),
    "arabic": ("رضا", "رضایی"),
    "khmer": ("សុខា", "ចាន់"),
}
# What reading a column may change, in the order in which it is noted; a patronymic is noted last of all.
GIVEN_CHANGES: tuple[tuple[str, ...], ...] = ((), ("name_case",), ("name_initials",), ("name_initials", "name_case"))
FAMILY_CHANGES: tuple[tuple[str, ...], ...] = (
    (), ("name_case",), ("name_patronymic",), ("name_case", "name_patronymic"),
)  # fmt: skip
SCRIPTS = tuple(_SCRIPTS)
_PART_CHARACTERS_MAX = NAME_CHARACTERS_MAX // 4
_PART_WORDS_MAX = 4
_SHORTEST_WORD = 3  # different letters; with fewer it is looked at with care
_QUICK = frozenset({"latin", "arabic"})  # scripts whose words are letters alone
# Cultures that sort several given names, and the one in which a single word may be a father's name.
_PARTED = frozenset({"vietnamese", "filipino", "arabic", "persian"})
_FATHERS_NAMES = "icelandic"
_OWN_CAPITALS = frozenset({"TR", "AZ", "NL"})  # countries with capitals of their own: İ, IJ
_DAUGHTER = ("dottir", "dóttir")
GIVEN_FIRST, FAMILY_FIRST, MIDDLE_BETWEEN = 0, 1, 2  # family-first: with the middle name last, or as in Vietnam


class NamePart(NamedTuple):
    """What a column becomes.

    script: place in SCRIPTS, which the other column's must be. order: of the whole name. changes: place in
    GIVEN_CHANGES or FAMILY_CHANGES. last: the last of several words, folded; empty where there is one.
    """

    script: int
    order: int
    standard: str
    middle: str | None
    changes: int
    last: str


@lru_cache(maxsize=262_144)
def read_part(text: str, country: str | None, language: str | None, *, is_given: bool) -> NamePart | None:
    """Return what a column of given or of family names becomes beside any plain one; None where they may mingle."""
    script = next((name for name, letters in _SCRIPTS.items() if letters.fullmatch(text)), None)
    culture = _culture(script, country, language) if script else None
    if script is None or culture is None or len(text) > _PART_CHARACTERS_MAX or may_join(text):
        return None
    if culture.glue == "" and not text.isascii():
        return None
    words = text.split(" ")
    if len(words) > _PART_WORDS_MAX or (len(words) > 1 and words[-1] in word_list("particle", "small")):
        return None
    is_quick = script in _QUICK and culture.name != _FATHERS_NAMES and (len(words) == 1 or culture.name not in _PARTED)
    if is_quick and all(map(_is_name, words)):
        quick = _well_written(words, culture, country, is_given=is_given)
        if quick is not None:
            last = fold(words[-1]) if len(words) > 1 else ""
            return NamePart(SCRIPTS.index(script), _order(culture), *quick, last)
    return _beside_another(text, script, culture, Hints(country=country, language=language), is_given=is_given)


@cache
def _culture(script: str, country: str | None, language: str | None) -> Culture | None:
    """Return the culture of names in a script; None for Arabic letters where Persian ones among them decide."""
    hinted = culture_of_hints(country, language)
    if script == "arabic":
        return hinted if hinted.name == "persian" else None
    return {"latin": hinted, "cyrillic": CULTURES["slavic"], "khmer": CULTURES["khmer"]}[script]


def _is_name(word: str) -> bool:
    """Say whether a word is surely nothing but a name: no title, particle, placeholder, initial or company's word."""
    low = word.lower()
    if not word.isalpha() or len(set(low)) < _SHORTEST_WORD or low in careful_words() or low.startswith("mc"):
        return False
    if low.endswith(_DAUGHTER) or "din" in low or "deen" in low or "\u0130" in word:
        return False
    if word.isascii():
        return True
    folded = fold(low)
    return (
        folded.isalpha() and folded not in careful_words() and unicodedata.is_normalized("NFC", word) and is_bare(word)
    )


def _well_written(
    words: list[str], culture: Culture, country: str | None, *, is_given: bool
) -> tuple[str, str | None, int] | None:
    """Return given or family name, middle name and place of the changes, for words that are nothing but names."""
    text = " ".join(words)
    changed = text.islower() or text.isupper()
    if changed and country in _OWN_CAPITALS:
        return None
    if changed:
        words = [word.capitalize() for word in words]
    elif not all(word[0].isupper() or not word.islower() for word in words) and len(words) > 1:
        return None
    if not is_given or culture.compound or len(words) == 1:
        return " ".join(words), None, int(changed)
    return words[0], " ".join(words[1:]), int(changed)


def _order(culture: Culture) -> int:
    if not culture.family_first:
        return GIVEN_FIRST
    return MIDDLE_BETWEEN if culture.name == "vietnamese" else FAMILY_FIRST


def _beside_another(text: str, script: str, culture: Culture, hints: Hints, *, is_given: bool) -> NamePart | None:
    given, family = _BESIDE[script]
    cells = {"given": text, "family": family} if is_given else {"given": given, "family": text}
    found = standardize_name_parts(cells, hints)
    middle = found.parts.get("middle")
    known = 3 if middle else 2
    changes = GIVEN_CHANGES if is_given else FAMILY_CHANGES
    if found.value is None or len(found.parts) != known or found.changes not in changes:
        return None
    own, other = ("given", "family") if is_given else ("family", "given")
    if found.parts.get(other) != cells[other] or own not in found.parts or (middle and not is_given):
        return None
    order = _order(culture)
    if found.value != whole_name(found.parts["given"], middle, found.parts["family"], order):
        return None
    last = fold(text).rpartition(" ")[2] if " " in text else ""
    return NamePart(SCRIPTS.index(script), order, found.parts[own], middle, changes.index(found.changes), last)


def whole_name(given: str, middle: str | None, family: str, order: int) -> str:
    """Return a name in its order."""
    orders = ((given, middle, family), (family, given, middle), (family, middle, given))
    return " ".join(part for part in orders[order] if part)
