"""Typing errors: what fingers and ears make of a word."""

from collections.abc import Callable
from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
# Spellings taken for each other by ear, in both directions; general knowledge.
_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("th", "t"), ("ie", "ei"), ("y", "i"), ("c", "k"), ("z", "s"), ("w", "v"),
    ("ll", "l"), ("nn", "n"),
    ("ss", "s"), ("tt", "t"), ("rr", "r"), ("ou", "u"), ("ai", "ei"), ("ee", "ea"), ("gh", "g"),
    ("dt", "t"), ("sch", "sh"), ("j", "g"),
)  # fmt: skip


def _neighbors() -> dict[str, str]:
    near: dict[str, str] = {}
    for keys in _ROWS:
        for i, key in enumerate(keys):
            near[key] = keys[max(i - 1, 0) : i] + keys[i + 1 : i + 2]
    return near


_NEAR = _neighbors()


def misspell(text: str, chance: Random) -> str:
    """Return text with one typing error; text of one letter stays as it is.

    The errors: a neighboring key, two letters exchanged, a letter left out, doubled, or written as it sounds.
    """
    if len(text) < 2:
        return text
    return chance.choice(_ERRORS)(text, chance.randrange(1, len(text)), chance)


def _hit_neighbor(text: str, place: int, chance: Random) -> str:
    near = _NEAR.get(text[place].lower())
    if near is None:
        return _leave_out(text, place, chance)
    return text[:place] + chance.choice(near) + text[place + 1 :]


def _exchange(text: str, place: int, chance: Random) -> str:
    if place + 1 >= len(text) or text[place] == text[place + 1]:
        return _double(text, place, chance)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _leave_out(text: str, place: int, _: Random) -> str:
    return text[:place] + text[place + 1 :]


def _double(text: str, place: int, _: Random) -> str:
    return text[:place] + text[place] + text[place:]


def _write_by_ear(text: str, place: int, chance: Random) -> str:
    known = [(a, b) for pair in _SOUNDS for a, b in (pair, pair[::-1]) if a in text[1:]]
    if not known:
        return _double(text, place, chance)
    heard, written = chance.choice(known)
    start = text.index(heard, 1)
    return text[:start] + written + text[start + len(heard) :]


_ERRORS: tuple[Callable[[str, int, Random], str], ...] = (
    _hit_neighbor,
    _exchange,
    _leave_out,
    _double,
    _write_by_ear,
    _write_by_ear,
)


def misdial(national: int, chance: Random) -> int:
    """Return a national number with one of its last six digits wrong or two neighbors among them exchanged."""
    digits = list(str(national))
    place = len(digits) - 1 - chance.randrange(min(6, len(digits) - 1))
    if chance.random() < 0.5 and digits[place] != digits[place - 1] and place > 1:
        digits[place - 1], digits[place] = digits[place], digits[place - 1]
    else:
        digits[place] = chance.choice([d for d in "0123456789" if d != digits[place]])
    return int("".join(digits))
