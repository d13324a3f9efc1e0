"""What headers mean: the dictionaries beside this file, one a language or a system, read once when first asked."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_NOT_LETTER = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_VARIANTS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "ð": "d", "þ": "th", "æ": "ae", "ø": "o", "ł": "l", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header says: the field, and which of several, such as ``billing`` or ``2``, or ""."""

    field: str
    context: str = ""


def plain(header: str) -> str:
    """Return header as dictionaries are searched: lower case, without spaces, marks and Latin accents."""
    text = unicodedata.normalize("NFKC", header).casefold().translate(_VARIANTS)
    text = _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text))
    # Khmer and other vowel signs count as marks for a pattern's \W, so they are kept by category.
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in "LMN")


@cache
def _dictionary() -> dict[str, str]:
    """Return plain header to field, of every dictionary."""
    found: dict[str, str] = {}
    for entry in sorted(files(__package__).joinpath("headers").iterdir(), key=lambda path: path.name):
        if entry.name.endswith(".toml") and entry.name != "contexts.toml":
            for name, headers in tomllib.loads(entry.read_text("utf-8")).items():
                for header in headers:
                    found.setdefault(plain(header), name)
    return found


@cache
def _contexts() -> tuple[tuple[str, str], ...]:
    """Return plain context word and context, longest first so that "shipping" is not taken for "ship"."""
    text = files(__package__).joinpath("headers", "contexts.toml").read_text("utf-8")
    pairs = {plain(word): context for context, words in tomllib.loads(text).items() for word in words}
    return tuple(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


def meaning_of(header: str) -> Meaning | None:
    """Return what a header means, or None when no dictionary knows it.

    Tried in turn: as it is, without what stands in brackets, without its number, without a word that says which of
    several it is ("billing", "2", "privat") at its beginning or end.
    """
    return next((found for text in (header, _BRACKETED.sub(" ", header)) if (found := _meaning(plain(text)))), None)


def _meaning(key: str) -> Meaning | None:
    words = _dictionary()
    number = next(iter(_DIGITS.findall(key)), "")
    unnumbered = _DIGITS.sub("", key)
    if name := words.get(key):
        return Meaning(name, _context(key, words)[0])
    for candidate, context in ((key, ""), (unnumbered, number)):
        if name := words.get(candidate):
            return Meaning(name, context)
        which, rest = _context(candidate, words)
        if which:
            return Meaning(words[rest], f"{which}{context}")
    return None


def _context(key: str, words: dict[str, str]) -> tuple[str, str]:
    """Return the context that key begins or ends with and the rest, where a dictionary knows the rest."""
    for word, context in _contexts():
        for rest in (key.removeprefix(word), key.removesuffix(word)):
            if rest != key and rest in words:
                return context, rest
    return "", key
