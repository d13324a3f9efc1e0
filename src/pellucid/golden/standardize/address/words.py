"""The words of streets: types, flats, floors, PO boxes, by the languages of a country."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pellucid.golden.standardize.fold import fold

_DATA = resources.files("pellucid.golden.standardize")
_ANYWHERE = "en"  # the language understood in every country beside its own


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetWord:
    """One line of data/street_words.tsv. written: as people write it, in small letters, without its last point."""

    language: str
    role: str
    place: str
    standard: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetWords:
    """The words of a country, ready for use.

    first, last: a street's first or last word to its standard form; glued: ends of words to theirs, those that stand
    for it only with a point apart; types: all words that alone name no street. The patterns find a flat (groups word
    and id, or hash and hash_id), a flat without a number, a floor, a PO box (group id), a word before a city or a
    district; number is the source of a pattern of words before a house number.
    """

    first: dict[str, str]
    last: dict[str, str]
    glued: dict[str, str]
    glued_with_point: dict[str, str]
    directions: dict[str, str]
    types: frozenset[str]
    small: frozenset[str]
    units: dict[str, str]
    alone_forms: dict[str, str]
    unit: re.Pattern[str]
    alone: re.Pattern[str]
    floor: re.Pattern[str]
    box: re.Pattern[str]
    box_word: str
    number: str
    before_city: re.Pattern[str]
    district: re.Pattern[str]


@cache
def all_words() -> tuple[StreetWord, ...]:
    """Return every line of the table."""
    rows = []
    for line in _DATA.joinpath("data/street_words.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, role, place, standard, row = line.split("\t")
            forms = (form.lower() for form in (*row.split("|"), standard.rstrip(".")) if form)
            written = tuple(dict.fromkeys(forms))
            rows.append(StreetWord(language=language, role=role, place=place, standard=standard, written=written))
    return tuple(rows)


@cache
def _countries() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return for a country where its house numbers stand and the languages of its streets."""
    rows = {}
    for line in _DATA.joinpath("data/address_countries.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, place, languages = line.split("\t")
            rows[country] = (place, tuple(languages.split()))
    return rows


def country_languages(country: str | None) -> tuple[str, ...]:
    """Return the languages of a country's streets, the commonest first; English where none is known."""
    return _countries().get(country or "", ("", (_ANYWHERE,)))[1]


def is_number_first(country: str | None) -> bool:
    """Say whether a country writes the house number before the street; so it is taken where it is not known."""
    return _countries().get(country or "", ("first", ()))[0] == "first"


@cache
def street_words(country: str | None) -> StreetWords:
    """Return the words of a country's streets; its own languages go before English."""
    languages = country_languages(country)
    known = [word for language in languages for word in all_words() if word.language == language]
    english = [word for word in all_words() if word.language == _ANYWHERE and _ANYWHERE not in languages]
    types = [word for word in known if word.role == "type"]
    units = _forms(word for word in (*known, *english) if word.role == "unit")
    boxes = [word for word in known if word.role == "box"]
    glued = _forms(word for word in types if word.place == "glued")
    return StreetWords(
        first=_forms(word for word in types if word.place == "first"),
        last=_forms(word for word in types if word.place == "last"),
        glued={form: standard for form, standard in glued.items() if len(form) > 2},
        glued_with_point={form: standard for form, standard in glued.items() if len(form) <= 3},
        directions=_forms(word for word in known if word.role == "direction"),
        types=frozenset(fold(form) for word in (*types, *_role(english, "type")) for form in word.written),
        small=frozenset(form for word in known if word.role == "small" for form in word.written),
        units=units,
        unit=_unit_pattern(units, has_hash=languages[0] != "es"),
        alone_forms=_forms(_role(known, "alone")),
        alone=_alone_pattern(_role(known, "alone")),
        floor=_floor_pattern(known),
        box=_box_pattern([*boxes, *_role(english, "box")]),
        box_word=boxes[0].standard if boxes else "PO Box",
        number=_any_of(form for word in (*_role(known, "number"), *_role(english, "number")) for form in word.written),
        before_city=_before(_role(known, "city")),
        district=_before(_role(known, "district")),
    )


def _role(words: Iterable[StreetWord], role: str) -> list[StreetWord]:
    return [word for word in words if word.role == role]


def _forms(words: Iterable[StreetWord]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for word in words:
        for form in word.written:
            forms.setdefault(form.rstrip("."), word.standard)
    return forms


def _any_of(forms: Iterable[str]) -> str:
    """Return the alternation of forms, longest first, any space in them as wide as it comes."""
    longest_first = sorted({form.rstrip(".") for form in forms if form}, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s*") for form in longest_first) or r"(?!)"


def _alone_pattern(words: list[StreetWord]) -> re.Pattern[str]:
    """Return the pattern of a flat that needs no number, after a house number: ``14 hs``, ``3 bajo``."""
    forms = _any_of(form for word in words for form in word.written)
    return re.compile(rf"(?<=[\dA-Za-z])[ ,]\s*(?P<alone>{forms})\.?(?=\s*(?:,|$))", re.IGNORECASE)


def _unit_pattern(units: dict[str, str], *, has_hash: bool) -> re.Pattern[str]:
    words = _any_of(form for form in units if form != "#")
    ident = r"(?:\d+(?:\s?[A-Za-z]\b)?(?:[-/.]\w+)*|[A-Za-z]\d*(?:-\d+)?)"
    return re.compile(
        rf"(?<![\w'’])(?P<word>{words})(?:\.|\b)\s*:?\s*(?:no\.?|nr\.?|nº|№|#)?\s*(?P<id>{ident})(?![\w'’])"
        rf"|{'(?<!^)' if has_hash else '(?!)'}(?P<hash>#)\s*(?P<hash_id>\w+(?:-\w+)*)",
        re.IGNORECASE,
    )


def _floor_pattern(words: list[StreetWord]) -> re.Pattern[str]:
    floors = _any_of(form for word in _role(words, "floor") for form in word.written)
    languages = {word.language for word in words}
    sides = r"(?:\s*(?:links|rechts|mitte|li|re)\b\.?)?"
    choices = [rf"\d+\.?\s?(?:{floors})(?!\w)\.?{sides}", r"\d+/F(?!\w)", r"[GB]/F(?!\w)"]
    if "da" in languages:
        choices.insert(0, r"(?:\d+|st|kl)\.?\s?(?:sal\.?\s?)?,?\s?(?:tv|th|mf)\b\.?")
    if "es" in languages:
        choices.insert(0, r"\d+(?:r|n|t|è)\s\d+[aª]\b")
    if "pt" in languages:
        choices.insert(0, r"r/c\b\.?(?:\s(?:dto|esq|fte|frente)\b\.?)?")
    if languages & {"es", "pt", "it", "fr"}:
        choices.insert(0, rf"\d+\s?[ºª°]\.?\s?(?:(?:{floors})(?!\w)\.?|[A-Za-z](?!\w))?")
    if "hu" in languages:
        choices.insert(0, r"(?:\d+|[IVX]+|fsz)\.?\s?(?:em|emelet)\b\.?(?:\s?\d+\b\.?)?(?:\s?(?:ajtó|a)\b\.?)?")
    if "en" in languages:
        choices.append(r"(?:\d+(?:st|nd|rd|th)|ground|first|second|third|fourth|fifth|top)\s(?:floor|fl)\b\.?")
    if "de" in languages:
        choices.append(r"(?:EG|DG|UG|Erdgeschoss|Dachgeschoss)(?!\w)")
    return re.compile(rf"(?<![\w/]){'(?:' + '|'.join(choices) + ')'}", re.IGNORECASE)


def _box_pattern(boxes: list[StreetWord]) -> re.Pattern[str]:
    words = _any_of(form for word in boxes for form in word.written)
    ident = r"(?P<id>[A-Z]{0,2}\d+(?:[ .]\d{1,3}(?!\d))*(?:[-/]\d+)?[A-Z]?)"
    return re.compile(rf"(?<!\w)(?:{words})\.?\s*(?:no\.?|nr\.?|nº|#|:)?\s*{ident}(?!\w)", re.IGNORECASE)


def _before(words: list[StreetWord]) -> re.Pattern[str]:
    forms = _any_of(form for word in words for form in word.written)
    return re.compile(rf"^(?:{forms})(?:\.\s*|\s+|(?=[\u1780-\u17ff]))(?=\S)", re.IGNORECASE)
