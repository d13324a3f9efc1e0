"""What is taken out of a name cell before its words are read: stray marks, contacts, nicknames, birth names."""

import re
import unicodedata
from dataclasses import dataclass, field

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
_SPACES = re.compile(r"\s+")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u02bb\u02b9\u00b4\u0060\u2032\uff07]")
_DASHES = re.compile("\\s*[\u2010-\u2015\u2212\ufe63\uff0d]\\s*")
_HYPHENS = re.compile(r"\s*-+\s*(?=\S)")
_NICKNAME = re.compile(
    r"""["\u201c\u201d\u201e\u201f\u00ab\u00bb]\s*([^"\u201c\u201d\u201e\u201f\u00ab\u00bb]+?)\s*["\u201c\u201d\u201e\u201f\u00ab\u00bb]|\(\s*([^()]+?)\s*\)|\[\s*([^\[\]]+?)\s*\]|(?<![\w])'([^']+)'(?![\w])"""
)
_BIRTH = re.compile(
    r"[\s,(]+(?:geb\.?|geborene?[rn]?|n\u00e9e?|nee|born|maiden name|z domu|roz\.|f\u00f6dd|f\u00f8dt|f\u00e6dd|nata|nacida)[:\s]\s*([^()\d,]+?)\s*\)?$",
    re.IGNORECASE,
)
_EDGES = " ,;:/\\|_*#+=~^<>!?&\u3001\u060c-"
_UNBALANCED = re.compile('["\u201c\u201d\u201e\u201f\u00ab\u00bb()\\[\\]{}]')


@dataclass(slots=True)
class Cell:
    """A name cell taken apart as far as marks tell. text: what is left to read as a name."""

    text: str
    nickname: str = ""
    birth: str = ""
    changes: list[str] = field(default_factory=list)


def tidy(raw: str) -> tuple[str, list[str]]:
    """Return a text with one form of spaces, apostrophes and dashes, and the rules that changed it."""
    changes = []
    text = raw
    if not text.isascii():
        text = _ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text))
        text = unicodedata.normalize("NFKC", text) if re.search("[\uff01-\uff5e]", text) else text
    text = _SPACES.sub(" ", _INVISIBLE_EXCEPT_JOINERS.sub("", text)).strip()
    if text != raw:
        changes.append("name_spaces")
    marked = _HYPHENS.sub("-", _DASHES.sub("-", _APOSTROPHES.sub("'", text))).strip(_EDGES)
    if marked != text:
        changes.append("name_marks")
    return marked, changes


def says_nothing(text: str) -> bool:
    """Say whether a tidied text stands for no name: a placeholder, or nothing with a letter in it."""
    if not letters_in(text) or is_placeholder(text):
        return True
    return (fold(text) if is_latin(text) else text) in placeholder_texts("placeholder")


def take_apart(raw: str) -> Cell:
    """Return a cell without contacts, nickname and birth name, each noted."""
    cell = Cell(raw)
    for pattern in (EMAIL, WEB, PHONE):
        cell.text = _without(pattern, cell.text, cell, "name_contact_removed")
    birth = _BIRTH.search(cell.text)
    if birth and letters_in(cell.text[: birth.start()]):
        cell.birth = tidy(birth[1])[0]
        cell.text = cell.text[: birth.start()]
        cell.changes.append("name_birth_name")
    cell.text, changes = tidy(cell.text)
    cell.changes = changes + cell.changes
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
            cell.nickname, cell.text = name, rest
            cell.changes.append("name_nickname")
    bare = tidy(_UNBALANCED.sub(" ", cell.text))[0]
    if bare != cell.text:
        cell.text = bare
        if "name_marks" not in cell.changes:
            cell.changes.append("name_marks")
