"""Letters of two scripts in one word, which the eye takes for one."""

import re

_SCRIPTS = (
    re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    re.compile(r"[\u0400-\u04ff]"),
    re.compile(r"[\u0600-\u06ff]"),
    re.compile(r"[\u1780-\u17ff]"),
    re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"),
)
_PLAIN = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406"
    "\u03bf\u03b1\u03c1\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsABEKMHOPCTYXIoapvABEZHIKMNOPTYX",
)


def mixed_scripts(text: str) -> bool:
    """Say whether a text has letters of two scripts or more; Han, kana and Hangul count as one."""
    return not text.isascii() and sum(script.search(text) is not None for script in _SCRIPTS) > 1


def plain_look(text: str) -> str:
    """Return the text with Cyrillic and Greek letters replaced by the Latin ones they look like.

    Only a suggestion to show. Source: Unicode Security Mechanisms (UTS 39), confusables.
    """
    return text.translate(_PLAIN)


def plain_words(text: str) -> str:
    """Return the text with each word that mixes scripts written as it looks, for match forms alone."""
    if not mixed_scripts(text):
        return text
    return " ".join(plain_look(word) if mixed_scripts(word) else word for word in text.split())
