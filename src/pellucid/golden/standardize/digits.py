"""Digits of every script as the ten ASCII ones."""

import re
import unicodedata

_OTHER_DIGIT = re.compile(r"[^\W0-9]", re.UNICODE)


def ascii_digits(text: str) -> str:
    """Return text with every decimal digit (Persian, Khmer, Arabic, full-width...) as its ASCII digit.

    Everything else stays. Source: the Unicode property Numeric_Type=Decimal.
    """
    return text if text.isascii() else _OTHER_DIGIT.sub(_as_ascii, text)


def _as_ascii(found: re.Match[str]) -> str:
    value = unicodedata.decimal(found[0], None)
    return found[0] if value is None else str(value)
