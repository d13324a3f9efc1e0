"""Month names of many languages and calendars, from CLDR, and the words that stand around dates."""

import re
from collections import Counter
from functools import cache

from babel import Locale
from babel.languages import get_official_languages

from pellucid.golden.standardize.fold import fold

_LANGUAGES = """
    en is fil fa km de fr es it pt nl da sv nb nn fi et lv lt pl cs sk hu ro bg el tr hr sl sr mk sq uk ru be ga cy ca
    eu gl id ms sw th hi bn ar he af ka hy az
"""
_PERSIAN = (
    ("فروردین", "farvardin", "حمل"), ("اردیبهشت", "ordibehesht", "ثور"), ("خرداد", "khordad", "جوزا"),
    ("تیر", "tir", "سرطان"), ("مرداد", "mordad", "اسد"), ("شهریور", "shahrivar", "سنبله"), ("مهر", "mehr", "میزان"),
    ("آبان", "aban", "عقرب"), ("آذر", "azar", "قوس"), ("دی", "dey", "جدی"), ("بهمن", "bahman", "دلو"),
    ("اسفند", "esfand", "حوت"),
)  # fmt: skip
_AROUND = """
    st nd rd th er ere re e o a os as ª º de del d di the of ng ika ika- og den der am el le il on kl klo
    г года год р року r roku roku. rok év а й го ماه año ano anno year born geb ปี ថ្ងៃទី ខែ ឆ្នាំ ថ្ងៃ พ.ศ พศ
"""
AROUND = frozenset(_AROUND.split())
_MARKS = re.compile(r"[.\u200c\u200e\u200f]")


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@cache
def _month_names() -> dict[str, dict[str, int]]:
    """Return by name, then by language, the month it names; lower-case, without dots, with and without accents."""
    names: dict[str, dict[str, int]] = {}
    for language in _LANGUAGES.split():
        months = Locale(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    for key in _spellings(name):
                        names.setdefault(key, {}).setdefault(language, number)
    return names | {roman: {"la": number} for number, roman in enumerate(_ROMAN, start=1)}


def _spellings(name: str) -> set[str]:
    plain = _MARKS.sub("", name.casefold())
    is_latin = name[:1].isascii() or "\u00c0" <= name[:1] <= "\u024f"
    folded = fold(name).replace(" ", "") if is_latin else plain
    return {word for word in (plain, folded) if len(word) > 1 and not any(map(str.isdecimal, word)) and " " not in word}


@cache
def month_named(word: str, language: str | None, country: str | None) -> int | None:
    """Return the Gregorian month a word names, 1 to 12, or None if it names none or, by its language, several.

    Where languages disagree (``listopad`` is October in Croatian and November in Polish) the given language decides,
    then the official languages of the country, then the majority.
    """
    found = _month_names().get(_MARKS.sub("", word.casefold()), {})
    if not found:
        return None
    for known in (language, *(get_official_languages(country, de_facto=True) if country else ())):
        if known in found:
            return found[known]
    return Counter(found.values()).most_common(1)[0][0]


_PERSIAN_MONTHS = {name: number for number, names in enumerate(_PERSIAN, start=1) for name in names}


def persian_month_named(word: str) -> int | None:
    """Return the month of the Persian solar calendar a word names, in Persian, Dari or Latin letters, or None."""
    return _PERSIAN_MONTHS.get(_MARKS.sub("", word.casefold()))


@cache
def is_weekday(word: str) -> bool:
    """Say whether a word names a day of the week in one of the languages."""
    return _MARKS.sub("", word.casefold()) in _weekdays()


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        spelling
        for language in _LANGUAGES.split()
        for width in ("wide", "abbreviated")
        for name in Locale(language).days["format"][width].values()
        for spelling in _spellings(name)
    )
