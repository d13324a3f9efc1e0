"""The cheap path: two plain Latin words, given then family, as most names of most files are."""

import re
from functools import cache

from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.name.clean import keyboard_runs
from pellucid.golden.standardize.name.culture import culture_of_hints
from pellucid.golden.standardize.name.tables import all_words, placeholder_texts, titles, word_list
from pellucid.golden.standardize.organization import ORGANIZATION_WORDS
from pellucid.golden.standardize.placeholder import PLACEHOLDERS

_PLAIN = re.compile(
    r"[A-Z][a-z]*[aeiouy][a-z]* [A-Z][a-z]+|(?=[A-Z]*[AEIOUY])[A-Z]{3,} [A-Z]{3,}|(?=[a-z]*[aeiouy])[a-z]{3,} [a-z]{3,}"
)
_COMPOUND = re.compile(r"dottir$|din|deen|^mc")
_CASED = ("name_case",)
_LEAST_GIVEN = 3  # different letters; shorter words, and one letter over and over, are looked at with care


@cache
def careful_words() -> frozenset[str]:
    """Return the words that make a name anything but plain: titles, particles, names of cultures with family first."""
    keys = {key for key in titles() if key.isalpha()} | all_words("particle") | word_list("mac", "en")
    keys |= {word for text in placeholder_texts("placeholder") for word in text.split()}
    keys |= keyboard_runs() | PLACEHOLDERS
    for code in ("zh", "vi", "ko"):
        keys |= word_list("family", code)
    keys |= ORGANIZATION_WORDS | {
        "abd",
        "abdul",
        "abdel",
        "abdal",
        "abdur",
        "abdoul",
        "abu",
        "abou",
        "umm",
        "and",
        "nee",
        "geb",
    }
    return frozenset(keys)


def read_plain(raw: str, hints: Hints) -> Standardized | None:
    """Return what the careful way would for two plain words with nothing special about them; else None."""
    if _PLAIN.fullmatch(raw) is None:
        return None
    country = hints.country
    if country is not None or hints.language is not None:
        culture = culture_of_hints(country, hints.language)
        if culture.family_first or culture.name in ("icelandic", "slavic") or country in ("TR", "AZ", "NL"):
            return None
    given, _, family = raw.partition(" ")
    careful, low_given, low_family = careful_words(), given.lower(), family.lower()
    if low_given in careful or low_family in careful or low_given.startswith("mc"):
        return None
    if len(set(low_given)) < _LEAST_GIVEN or _COMPOUND.search(low_family):
        return None
    if given[1].islower() and given[0].isupper():
        return Standardized(raw=raw, value=raw, display=raw, parts={"given": given, "family": family})
    given, family = given.capitalize(), family.capitalize()
    value = f"{given} {family}"
    return Standardized(raw=raw, value=value, display=value, parts={"given": given, "family": family}, changes=_CASED)
