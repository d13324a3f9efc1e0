"""Countries: a name in any of many languages, or a code, to ISO 3166-1 alpha-2."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import pycountry
from babel import Locale

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.fold import fold

_ISO = "ISO 3166-1"
_CLDR = "Unicode CLDR territory names"

RULES: tuple[Rule, ...] = (
    Rule(
        name="country_code_from_name",
        severity=None,
        about="A country's name, in any of two dozen languages or as people say it, becomes its two-letter code.",
        source=_CLDR,
        bad="Deutschland",
        good="DE",
    ),
    Rule(
        name="country_code_from_code",
        severity=None,
        about="A three-letter or numeric code, or a two-letter one in small letters, becomes the two-letter code.",
        source=_ISO,
        bad="DEU",
        good="DE",
    ),
)

# Languages whose names for all countries are known; the names countries give themselves elsewhere are in the table.
_LOCALES = (
    *("en", "de", "fr", "es", "it", "nl", "pt", "is", "fa", "km", "fil", "ja", "zh", "ko"),
    *("ru", "ar", "tr", "pl", "sv", "da", "fi", "cs", "hu", "el"),
)
_KOSOVO = "XK"  # user-assigned in ISO 3166-1, used by the European Commission and in CLDR
_LATIN = re.compile(r"[A-Za-z]")
_CODE = re.compile(r"[A-Za-z]{2,3}|\d{1,3}")
_NOT_NAMIBIA = frozenset({"n/a", "N/A", "n.a.", "N.A.", "na", "n a", "n\\a", "#N/A"})  # only "NA" is its code
AMBIGUOUS = {"korea": "KR", "congo": "CD", "sudans": "SD"}  # key of a name of several countries: the likelier one
_ARABIC_TO_PERSIAN = str.maketrans("يكى", "یکی")


def standardize_country(raw: str, hints: Hints = NO_HINTS) -> Standardized:  # noqa: ARG001 - one signature for all kinds
    """Return the ISO 3166-1 alpha-2 code of a country; its English name is the display form.

    The value is None where the text names no country of today, or more than one.
    """
    code = country_code(raw)
    if code is None:
        return Standardized(raw=raw, value=None, display=raw.strip())
    parts = {"country": code}
    if raw == code:
        return Standardized(raw=raw, value=code, display=country_name(code), parts=parts)
    change = "country_code_from_code" if _CODE.fullmatch(raw.strip()) else "country_code_from_name"
    return Standardized(raw=raw, value=code, display=country_name(code), parts=parts, changes=(change,))


@lru_cache(maxsize=16_384)
def country_code(text: str) -> str | None:
    """Return the alpha-2 code of a country's name or code in any known language, or None."""
    key = country_key(text)
    if not key or key in AMBIGUOUS or text.strip() in _NOT_NAMIBIA:
        return None
    return _daily_names().get(key) or _world_names().get(key)


@cache
def country_name(code: str) -> str:
    """Return the English name of a country by its alpha-2 code; the code itself where there is no such country."""
    return str(Locale.parse("en").territories.get(code, code))


def country_key(text: str) -> str:
    """Return the form in which country names are looked up: folded, or in its own script where that is not Latin."""
    if _LATIN.search(text):
        return fold(text).replace(" ", "")
    plain = unicodedata.normalize("NFKC", text).translate(_ARABIC_TO_PERSIAN).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LMN")


@cache
def _daily_names() -> dict[str, str]:
    """Return codes and the names in daily use by key; quick to build, and enough for most cells."""
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for text in (country.alpha_2, country.alpha_3, country.numeric, country.numeric.lstrip("0"), country.name):
            names.setdefault(country_key(text), country.alpha_2)
    names |= {country_key(text): _KOSOVO for text in ("XK", "XKX")}
    table = resources.files("pellucid.golden.standardize").joinpath("data/country_names.tsv")
    for line in table.read_text(encoding="utf-8").splitlines():
        code, _, row = line.partition("\t")
        if not code.startswith("#"):
            names |= {country_key(name): code for name in row.split("|")}
    return names


@cache
def _world_names() -> dict[str, str]:
    """Return the names of all countries in all known languages, English first where two languages disagree."""
    names: dict[str, str] = {}
    countries = {country.alpha_2 for country in pycountry.countries} | {_KOSOVO}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if code in countries:
                names.setdefault(country_key(name), code)
    for country in pycountry.countries:
        names.setdefault(country_key(getattr(country, "official_name", country.name)), country.alpha_2)
    return names
