"""What is taken out of a name cell before its words are read: stray marks, contacts, nicknames, birth names."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.letters import letters_in
from pellucid.golden.standardize.name.tables import is_latin, placeholder_texts
from pellucid.golden.standardize.placeholder import is_placeholder

EMAIL = re.compile(r"[<(\[]?(?:mailto:)?[\w.+%-]+@[\w-]+(?:\.[\w-]+)+[>)\]]?")
PHONE = re.compile(
    r"(?:(?:tel|phone|mobile|mob|cell|fax)[.:]*\s*)?(?<![\w])\+?\(?\d[\d\s()/.-]{5,}\d(?!\w)", re.IGNORECASE
)
WEB = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)

_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_INVISIBLE_EXCEPT_JOINERS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_FULL_WIDTH = re.compile("[\uff01-\uff5e\ufb00-\ufb06]")  # and ligatures
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u02bb\u02b9\u00b4\u0060\u2032\uff07]")
_DASHES = re.compile("\\s*[\u2010-\u2015\u2212\ufe63\uff0d]\\s*")
_HYPHENS = re.compile(r"\s*-+\s*(?=\S)")
_NICKNAME = re.compile(
    r"""["\u201c\u201d\u201e\u201f\u00ab\u00bb]\s*([^"\u201c\u201d\u201e\u201f\u00ab\u00bb]+?)\s*["\u201c\u201d\u201e\u201f\u00ab\u00bb]|\(\s*([^()]+?)\s*\)|\[\s*([^\[\]]+?)\s*\]|(?<![\w])'([^']+)'(?![\w])"""
)
_BIRTH = re.compile(
    r"[\s,(]+(?:geb\.?|geborene?[rn]?|n\u00e9e?|nee|born|maiden name|z domu|roz\.|"
    r"f\u00f6dd|f\u00f8dt|f\u00e6dd)[:\s]\s*([^()\d,]+?)\s*\)?$",
    re.IGNORECASE,
)
_TO_CHANGE = re.compile(f"{_APOSTROPHES.pattern}|{_FULL_WIDTH.pattern}")
_BARE = re.compile(r"[^\W\d_]+\.?(?:[ '-][^\W\d_]+\.?)*")
_BIRTH_WORDS = frozenset(["född", "født", "fædd"]).union(
    ["geb", "geb.", "geborene", "geborener", "geborenen", "née", "né", "nee", "ne", "born", "maiden", "z", "roz."]
)
_NOTE = re.compile(
    r"(?i)^(?:deceased|dec'?d|late|r\.?i\.?p\.?|verstorben|gestorben|d[eé]c[eé]d[eé]e?|fallecid[oa]|l[aá]tin?n|overleden|"
    r"retired|ret'?d|ex|old|new|vip|duplicate|do not (?:use|call|mail|contact)|"
    r"left|moved|inactive|primary|billing|home|work)\.?$"
)
_HONORS = re.compile(r"(?i)\s*\(hons?\.?\)")
_CARE_OF = re.compile(r"(?i)^(?:c/o|attn\.?:?|attention:|z\. ?hd\.?|zu händen|t\.a\.v\.?)\s+(?=\S)")
_MAILBOX = re.compile(r"([a-z]{2,})\.([a-z]{2,})")
_EDGES = " ,;:/\\|_*#+=~^<>!?&\u3001\u060c-"
_UNBALANCED = re.compile('["\u201c\u201d\u201e\u201f\u00ab\u00bb()\\[\\]{}]')


NAME_CHARACTERS_MAX = 150  # more is a text; the longest names on passports stay below


@dataclass(slots=True)
class Cell:
    """A name cell taken apart as far as marks tell. text: what is left to read as a name."""

    text: str
    nickname: str = ""
    birth: str = ""
    changes: list[str] = field(default_factory=list)


def is_bare(raw: str) -> bool:
    """Say whether a text is nothing but words and single spaces, with no mark, note or birth name to take out."""
    if _BARE.fullmatch(raw) is None or not _BIRTH_WORDS.isdisjoint(raw.lower().split()):
        return False
    if raw.isascii():
        return True
    return (
        _APOSTROPHES.search(raw) is None and _FULL_WIDTH.search(raw) is None and unicodedata.is_normalized("NFC", raw)
    )


def squeeze(raw: str) -> str:
    """Return a text composed, with single spaces and without invisible characters."""
    text = " ".join(raw.split())
    if text.isascii():
        return text if text.isprintable() else _INVISIBLE_EXCEPT_JOINERS.sub("", text).strip()
    text = _ZERO_WIDTH.sub("", unicodedata.normalize("NFC", _INVISIBLE_EXCEPT_JOINERS.sub("", text)))
    if _FULL_WIDTH.search(text):
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.split())


def tidy(raw: str) -> tuple[str, list[str]]:
    """Return a text with one form of spaces, apostrophes and dashes, and the rules that changed it."""
    text = squeeze(raw)
    changes = ["name_spaces"] if text != raw else []
    marked = _MAILBOX.sub(r"\1 \2", text.replace("_", " ")) if _MAILBOX.fullmatch(text) or "_" in text else text
    marked = _CARE_OF.sub("", marked)
    marked = _HYPHENS.sub("-", _DASHES.sub("-", _APOSTROPHES.sub("'", marked))).strip(_EDGES)
    if marked != text:
        changes.append("name_marks")
    return marked, changes


def says_nothing(text: str) -> bool:
    """Say whether a tidied text stands for no name: a placeholder, or nothing with a letter in it."""
    if not letters_in(text) or is_placeholder(text):
        return True
    known = placeholder_texts("placeholder")
    folded = fold(text) if is_latin(text) else text
    words = folded.split()
    return folded in known or (bool(words) and all(word in known or is_placeholder(word) for word in words))


def take_apart(raw: str) -> Cell:
    """Return a cell without contacts, nickname and birth name, each noted."""
    if is_bare(raw):
        return Cell(raw)
    cell = Cell(squeeze(raw))
    cell.changes = ["name_spaces"] if cell.text != raw else []
    for pattern in (EMAIL, WEB, PHONE):
        cell.text = _without(pattern, cell.text, cell, "name_contact_removed")
    if _HONORS.search(cell.text):
        cell.text = _HONORS.sub("", cell.text)
        cell.changes.append("name_suffix")
    birth = _BIRTH.search(cell.text)
    if birth and letters_in(cell.text[: birth.start()]):
        cell.birth = tidy(birth[1])[0]
        cell.text = cell.text[: birth.start()]
        cell.changes.append("name_birth_name")
    cell.text, changes = tidy(cell.text)
    cell.changes += [rule for rule in changes if rule not in cell.changes and rule != "name_spaces"]
    _take_nickname(cell)
    return cell


def _without(pattern: re.Pattern[str], text: str, cell: Cell, rule: str) -> str:
    left, count = pattern.subn(" ", text)
    if not count or not letters_in(left):
        return text
    if rule not in cell.changes:
        cell.changes.append(rule)
    return left


def _take_nickname(cell: Cell) -> None:
    found = _NICKNAME.search(cell.text)
    if found:
        name = next(group for group in found.groups() if group is not None).strip(_EDGES)
        rest = tidy(cell.text[: found.start()] + " " + cell.text[found.end() :])[0]
        if letters_in(rest) and letters_in(name):
            is_note = _NOTE.match(name) is not None
            cell.nickname, cell.text = "" if is_note else name, rest
            cell.changes.append("name_note" if is_note else "name_nickname")
    bare = tidy(_UNBALANCED.sub(" ", cell.text))[0]
    if bare != cell.text:
        cell.text = bare
        if "name_marks" not in cell.changes:
            cell.changes.append("name_marks")


_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "yxcvbnm")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_LEAST_KEYBOARD_RUN = 5  # letters; shorter runs, such as were and tyui, occur in words


@cache
def keyboard_runs() -> frozenset[str]:
    """Return every run of keys that is long enough to be no word, to the right and to the left."""
    return frozenset(
        row[start:end]
        for forth in _KEYBOARD_ROWS
        for row in (forth, forth[::-1])
        for start in range(len(row))
        for end in range(start + _LEAST_KEYBOARD_RUN, len(row) + 1)
    )


def is_nonsense_word(word: str) -> bool:
    """Say whether a word in small letters is keys in a row, one letter over and over, or consonants alone."""
    if word in keyboard_runs():
        return True
    if word not in ("iii", "viii") and len(set(word)) <= 2 and _REPEATED.search(word):
        return True
    return word.isascii() and _CONSONANTS.fullmatch(word) is not None


def is_nonsense(text: str) -> bool:
    """Say whether every word of a text is nonsense."""
    words = text.lower().split()
    return bool(words) and all(map(is_nonsense_word, words))
