"""Address text without what only disturbs: odd spaces, foreign digits, shouting."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache

from pellucid.golden.standardize.digits import ascii_digits

_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029\v\f|]+\s*")
_COMMAS = str.maketrans(
    {"،": ",", "、": ",", "；": ",", "؛": ",", "–": "-", "—": "-", "−": "-", "－": "-", "\u3000": " "}
)
_FULL_WIDTH = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
_KEPT_FORMAT = "\u200c\u200d"  # joiners that Persian and Indic spelling needs
_EMPTY_PARTS = re.compile(r"(?:\s*,\s*)+")
_FIRST_NOT_LATIN = "\u0370"  # Greek
_MORE_LATIN = ("\u1e00", "\u1eff")  # as in Vietnamese
_ROMAN = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{0,3}))", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"\d+[A-Za-z]?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|er|e|è|eme|ème|bis|ter)", re.IGNORECASE)
_VOWELS = frozenset("AEIOUY")
_SHORT_WORDS = frozenset({"ST", "MT", "FT"})  # in capitals they are words, not initials
_LONGEST_INITIALS = 4
_ELISION = frozenset({"d", "l", "o", "s", "t"})


@lru_cache(maxsize=65_536)
def clean_text(raw: str) -> str:
    """Return an address cell as one line: NFC, ASCII digits, single spaces; line ends become commas."""
    text = raw
    if not text.isascii():
        text = ascii_digits(unicodedata.normalize("NFC", text)).translate(_COMMAS).translate(_FULL_WIDTH)
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable() or "|" in text:
        text = _BREAKS.sub(", ", text.strip())
        text = "".join(c for c in text if c in _KEPT_FORMAT or not _is_invisible(c))
    text = " ".join(text.split())
    return _EMPTY_PARTS.sub(", ", text).strip(" ,;") if "," in text or ";" in text else text


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co") and not char.isspace()


def is_latin(text: str) -> bool:
    """Say whether a text holds no letter of another script than Latin."""
    return text.isascii() or not any(
        char.isalpha() and char >= _FIRST_NOT_LATIN and not _MORE_LATIN[0] <= char <= _MORE_LATIN[1] for char in text
    )


def restore_capitals(text: str, small: AbstractSet[str] = frozenset()) -> str:
    """Return text with capitals at the head of words if it is all capitals or all small letters; else as it is.

    small: words that stay in small letters when not the first, such as ``de`` or ``of``.
    """
    if len(text) < 2 or not (text.islower() or text.isupper()):
        return text
    return " ".join(_capitalize(word, position, small) for position, word in enumerate(text.split(" ")))


def _capitalize(word: str, position: int, small: AbstractSet[str]) -> str:
    lower = _lower(word)
    if position and lower.strip(".,'") in small:
        return lower
    if word.isupper() and len(word) > 1 and _ROMAN.fullmatch(word):
        return word
    if are_initials(word):
        return word
    if _ORDINAL.fullmatch(word):
        return lower
    if _CODE.fullmatch(word):
        return word.upper()
    return _heads(lower, position, small)


def are_initials(word: str) -> bool:
    """Say whether a word in capitals cannot be read out, as MG in MG Road."""
    is_short = 1 < len(word) <= _LONGEST_INITIALS and word.isascii() and word.isalpha() and word.isupper()
    return is_short and word not in _SHORT_WORDS and not _VOWELS & set(word)


def _heads(lower: str, position: int, small: AbstractSet[str]) -> str:
    """Return a word with a capital at each of its heads: after a hyphen, and after the apostrophe of O' and D'."""
    pieces = []
    for found in _WORD.finditer(lower):
        piece, start, end = found[0], found.start(), found.end()
        follows = lower[end : end + 1]
        after_apostrophe = start and lower[start - 1] in "'’"
        if (after_apostrophe and lower[: start - 1] not in _ELISION) or (
            piece in small and (start or position) and follows != ""
        ):
            continue
        if follows in ("'", "’") and piece in ("d", "l") and position:
            continue
        head = piece[:1].upper() + piece[1:]
        pieces.append((start, end, "Mc" + head[2:].capitalize() if head.startswith("Mc") and len(head) > 4 else head))
    result = lower
    for start, end, head in reversed(pieces):
        result = result[:start] + head + result[end:]
    return result


def _lower(word: str) -> str:
    return word.lower().replace("i\u0307", "i")
