"""Languages as ISO 639-1 codes, from codes, tags and names in many languages."""

import re
from functools import cache

import pycountry
from babel import Locale

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.placeholder import is_placeholder

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("language_to_code", "Writes a name or a longer code of a language as its ISO 639-1 code.", "ISO 639-1; CLDR",
         "Deutsch", "de"),
        ("language_code_replaced", "Replaces a withdrawn code, and Tagalog by Filipino, its national standard.",
         "IANA language subtag registry; CLDR language aliases", "iw", "he"),
        ("language_tag_split", "Takes script and region off a language tag and keeps them as parts.", "BCP 47", "de-AT",
         "de"),
    )
)  # fmt: skip

_NAMED_IN = "en fil is fa km de fr es it pt nl da sv nb fi pl cs hu ru tr el ro uk ar hi id vi th ja ko zh"
_REPLACED = {"iw": "he", "in": "id", "ji": "yi", "mo": "ro", "sh": "sr", "tl": "fil", "tgl": "fil", "jw": "jv"}
_NICKNAMES = {
    "farsi": "fa", "tagalog": "fil", "pilipino": "fil", "castilian": "es", "castellano": "es", "mandarin": "zh",
    "flemish": "nl", "dari": "fa", "bokmal": "nb", "norsk": "no", "ខ្មែរ": "km", "cambodian": "km", "brazilian": "pt",
}  # fmt: skip
_NOT_TOLD = frozenset({"und", "mul", "mis", "zxx"})  # ISO 639-2: undetermined, multiple, uncoded, no linguistic content
_TAG = re.compile(r"([A-Za-z]{2,3})[-_](?:([A-Za-z]{4})(?:[-_]|$))?([A-Za-z]{2})?(?:[-_.].*)?")


def standardize_language(raw: str, hints: Hints = NO_HINTS) -> Standardized:  # noqa: ARG001
    """Return the ISO 639-1 code of a language (639-3 for Filipino), or None if it is none.

    Parts: script (ISO 15924) and region (ISO 3166-1) of a tag such as zh-Hant-TW.
    """
    text = raw.strip()
    if not text or is_no_language(text):
        return Standardized(raw=raw, value=None)
    parts: dict[str, str] = {}
    code, changes = _code_of(text)
    tag = _TAG.fullmatch(text) if code is None else None
    if tag is not None:
        code, changes = _code_of(tag[1])
        found = (("script", (tag[2] or "").title()), ("region", (tag[3] or "").upper()))
        parts = {name: part for name, part in found if part}
        changes = (*changes, "language_tag_split")
    if code is None:
        return Standardized(raw=raw, value=None)
    return Standardized(raw=raw, value=code, display=_shown(code), parts=parts, changes=changes if code != raw else ())


def is_no_language(text: str) -> bool:
    """Say whether a text stands for no language: a placeholder, or a code that says it is not known."""
    return is_placeholder(text) or text.strip().lower() in _NOT_TOLD


def _code_of(text: str) -> tuple[str | None, tuple[str, ...]]:
    lower = text.lower()
    if lower in _REPLACED:
        return _REPLACED[lower], ("language_code_replaced",)
    for key in (lower, text.casefold(), fold(text)):
        code = _codes().get(key)
        if code is not None:
            return code, ("language_to_code",)
    return None, ()


@cache
def _codes() -> dict[str, str]:
    """Return by code and by name, lower-case and folded, the ISO 639-1 code."""
    codes = {"fil": "fil"} | _NICKNAMES
    for language in pycountry.languages:
        short = getattr(language, "alpha_2", None)
        if short is not None:
            longer = (language.alpha_3, getattr(language, "bibliographic", ""), language.name.casefold())
            codes |= {key: short for key in (short, *longer) if key}
    known = set(codes.values())
    for spoken in _NAMED_IN.split():
        for code, name in Locale(spoken).languages.items():
            if code in known:
                for key in (name.casefold(), fold(name)):
                    codes.setdefault(key, code)
    for code in known:
        own = _own_name(code)
        for key in (own.casefold(), fold(own)):
            codes.setdefault(key, code)
    codes.pop("", None)
    replaced = {key: _REPLACED.get(code, code) for key, code in codes.items()}
    # "na" is Nauruan, and far more often "not available": a code that fills fields is no code.
    return {key: code for key, code in replaced.items() if not is_no_language(code)}


@cache
def _own_name(code: str) -> str:
    return str(Locale(code).display_name or "") if code in _NAMED_IN.split() else ""


@cache
def _shown(code: str) -> str:
    return str(Locale("en").languages.get(code, code))
