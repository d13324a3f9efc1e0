"""Folding: the plain ASCII form in which values of any script are compared."""

import re
from functools import lru_cache

from anyascii import anyascii

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile(r"['`\u2019\u02bc\u02bb]")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return text in lower-case ASCII words, one space apart: ``"Núñez-O'Neill"`` becomes ``"nunez oneill"``.

    Letters of other scripts are transliterated (anyascii); apostrophes vanish, other marks part words. Empty when
    nothing is left.
    """
    if not text.isascii():
        text = anyascii(text)
    return _NOT_WORD.sub(" ", _APOSTROPHE.sub("", text.lower())).strip()
