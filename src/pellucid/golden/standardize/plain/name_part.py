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
from pellucid.golden.standardize.name.tables import titles, word_list

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
_SHORTEST_WORD = 3  # letters; a shorter one may be initials
JOINED = re.compile(r"(?:al|ul|ud|ad|ed)-?(?:din|deen|dine|islam|haq|haqq|allah)")
_INITIAL = re.compile(r"[A-Za-z]\.?")
_DAUGHTERS = ("d\u00f3ttir", "dottir")
_FATHERS = (*_DAUGHTERS, "son", "sonur", "bur")
_QUICK = frozenset({"latin", "arabic", "cyrillic"})  # scripts whose words are letters alone
_PARTED = frozenset({"vietnamese", "filipino"})  # cultures that sort several given names
_OWN_CAPITALS = frozenset({"TR", "AZ", "NL", "KR"})  # countries with capitals of their own: İ, IJ, Min-jun
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
    if script in _QUICK and (len(words) == 1 or culture.name not in _PARTED):
        quick = _read_given(words, culture, country) if is_given else _read_family(words, culture, country)
        if quick is not None:
            last = fold(words[-1]) if len(words) > 1 else ""
            return NamePart(SCRIPTS.index(script), order_of(culture), *quick, last)
    return _beside_another(text, script, culture, Hints(country=country, language=language), is_given=is_given)


@cache
def _culture(script: str, country: str | None, language: str | None) -> Culture | None:
    """Return the culture of names in a script; None for Arabic letters where Persian ones among them decide."""
    hinted = culture_of_hints(country, language)
    if script == "arabic":
        return hinted if hinted.name == "persian" else None
    return {"latin": hinted, "cyrillic": CULTURES["slavic"], "khmer": CULTURES["khmer"]}[script]


def _is_name(word: str) -> bool:
    """Say whether a word, or each part of a double one, is surely nothing but a name.

    So no title, particle, placeholder, initial or company's word, and none that joins with the one before.
    """
    low = word.lower()
    if not word.isalpha():
        return "-" in word and word.isascii() and all(map(_is_name, word.split("-")))
    if (
        len(low) < _SHORTEST_WORD
        or low in careful_words()
        or word in careful_words()
        or low.startswith("mc")
        or JOINED.fullmatch(low)
    ):
        return False
    if word.isascii():
        return True
    folded = fold(low)
    if not folded.isalpha() or folded in careful_words() or "\u0130" in word:
        return False
    return unicodedata.is_normalized("NFC", word) and is_bare(word)


def _read_given(words: list[str], culture: Culture, country: str | None) -> tuple[str, str | None, int] | None:
    """Return given name, middle name and place of the changes, for names that initials may follow; else None."""
    count = len(words)
    while count > 1 and _INITIAL.fullmatch(words[count - 1]):
        count -= 1
    initials = words[count:]
    if not all(map(_is_name, words[:count])) or any(initial[0].lower() in titles() for initial in initials):
        return None
    restored = _restored(words[:count], country)
    if restored is None:
        return None
    names, changed = restored
    spelled = [initial[0].upper() + "." for initial in initials]
    both, place = [*names, *spelled], int(changed) + 2 * (spelled != initials)
    if culture.compound or len(both) == 1:
        return " ".join(both), None, place
    return both[0], " ".join(both[1:]), place


def _read_family(words: list[str], culture: Culture, country: str | None) -> tuple[str, None, int] | None:
    """Return family name, no middle name and place of the changes, for words that are nothing but names; else None."""
    restored = _restored(words, country) if all(map(_is_name, words)) else None
    if restored is None:
        return None
    family = " ".join(restored[0])
    is_fathers = family.lower().endswith(fathers_ends(culture))
    return family, None, int(restored[1]) + 2 * is_fathers


def fathers_ends(culture: Culture) -> tuple[str, ...]:
    """Return the ends of names after one's father, in small letters."""
    return _FATHERS if culture.name == "icelandic" else _DAUGHTERS


def _restored(words: list[str], country: str | None) -> tuple[list[str], bool] | None:
    """Return words with their capitals, and whether they lacked them; None where that is not plain."""
    text = " ".join(words)
    if not (text.islower() or text.isupper()):
        return None if len(words) > 1 and any(word.islower() for word in words) else (words, False)
    if country in _OWN_CAPITALS:
        return None
    return ["-".join(part.capitalize() for part in word.split("-")) for word in words], True


def order_of(culture: Culture) -> int:
    """Return the order of whole names."""
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
    order = order_of(culture)
    if found.value != whole_name(found.parts["given"], middle, found.parts["family"], order):
        return None
    last = fold(text).rpartition(" ")[2] if " " in text else ""
    return NamePart(SCRIPTS.index(script), order, found.parts[own], middle, changes.index(found.changes), last)


def whole_name(given: str, middle: str | None, family: str, order: int) -> str:
    """Return a name in its order."""
    orders = ((given, middle, family), (family, given, middle), (family, middle, given))
    return " ".join(part for part in orders[order] if part)
