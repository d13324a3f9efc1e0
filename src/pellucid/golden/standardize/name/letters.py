"""Capitals: given back to names written all in capitals or all in small letters."""

import re
from typing import Literal

from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.tables import word_list

Case = Literal["upper", "lower", "mixed", "none"]

_WORD = re.compile(r"[^\W\d_]+")
_MC = re.compile(r"Mc([a-z])([a-z]+)")
_ELIDED = frozenset(["d", "l", "o", "n", "m", "dell", "dall", "nell", "sant", "all", "k"])
_ARTICLE_PARTS = frozenset(["al", "ad", "ar", "as", "az", "ul", "ur", "ud", "us", "il"])
_CAPITAL_PARTICLES = frozenset(["IT", "BE", "US", "CA", "AU", "PH"])  # where most write Di Marco, Van Damme, De Leon
_ROMANCE = frozenset(["di", "da", "de", "del", "della", "dello", "dei", "degli", "delle", "dal", "dalla", "lo", "li"])
_BELGIAN = frozenset(["van", "de", "den", "der", "ter", "ten", "vande", "vanden", "vander"])
_TURKIC = frozenset(["TR", "AZ"])


def case_of(text: str) -> Case:
    """Say how a text is written: ``upper``, ``lower``, ``mixed``; ``none`` where its letters have no case."""
    if text.isupper():
        return "upper"
    if text.islower():
        return "lower"
    return "mixed" if text.lower() != text.upper() else "none"


def restore_token(token: str, *, country: str | None, is_particle: bool) -> str:
    """Return one word of a name with the capitals it should have; particles as the country writes them."""
    if is_particle:
        return _particle(_lower(token, country), country)
    words = _lower(token, country).split("-")
    if len(words) > 1 and words[0] in _ARTICLE_PARTS:
        return words[0] + "-" + "-".join(_capital(word, country) for word in words[1:])
    if country == "KR":
        return "-".join([_capital(words[0], country), *words[1:]])
    return "-".join(_capital(word, country) for word in words)


def _particle(small: str, country: str | None) -> str:
    word = small.strip("'")
    if country in _CAPITAL_PARTICLES:
        if country == "IT" and word in _ROMANCE:
            return small.capitalize()
        if country == "BE" and word in _BELGIAN:
            return small.capitalize()
        if country == "PH" and word in ("dela", "delos", "delas", "san", "santa"):
            return small.capitalize()
    return small if word in word_list("particle", "small") or (country == "FR" and word == "du") else small.capitalize()


def _lower(token: str, country: str | None) -> str:
    if country in _TURKIC:
        token = token.replace("I", "\u0131")
    return token.replace("\u0130", "i").lower()


def _capital(word: str, country: str | None) -> str:
    if not word:
        return word
    head, mark, tail = word.partition("'")
    if mark and tail:
        if head in _ELIDED:
            kept = head if head == "d" and country == "FR" else head.capitalize()
            return f"{kept}'{_capital(tail, country)}"
        return f"{_capital(head, country)}'{tail}"
    if country in _TURKIC and word[0] == "i":
        return "\u0130" + word[1:]
    if country == "NL" and word.startswith("ij"):
        return "IJ" + word[2:]
    capital = word[0].upper() + word[1:] if word[0] != "\u00df" else word
    if capital.startswith("Mc"):
        return _MC.sub(lambda found: "Mc" + found[1].upper() + found[2], capital)
    if capital.startswith("Mac") and fold(capital) in word_list("mac", "en"):
        return "Mac" + capital[3:].capitalize()
    return capital


def keeps_capitals(token: str) -> bool:
    """Say whether a short token is initials run together, such as JP or AJ, which stay as they are."""
    return (
        len(token) == 2 and token.isascii() and token.isupper() and (token[1] == "J" or not set(token) & set("AEIOUY"))
    )


def letters_in(text: str) -> int:
    """Return how many letters a text has."""
    return sum(map(len, _WORD.findall(text)))
