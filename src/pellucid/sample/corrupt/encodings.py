"""Text that went through a wrong encoding, and text that lost its accents."""

import unicodedata
from random import Random

_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "ß": "ss", "ø": "o", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae"}
)


def read_wrongly(text: str, _: Random) -> str:
    """Return text as it looks when its UTF-8 bytes are read as Windows-1252: ``Müller`` becomes ``MÃ¼ller``.

    Bytes that Windows-1252 does not know become the control character they are in Latin-1, as browsers do.
    """
    return "".join(_as_windows(byte) for byte in text.encode("utf-8"))


def _as_windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def lose_accents(text: str, _: Random) -> str:
    """Return Latin text without accents; letters of other scripts stay."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f"))
