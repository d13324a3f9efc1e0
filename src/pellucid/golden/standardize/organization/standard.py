"""An organization's name to its standard form and parts."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.organization.core import core_name
from pellucid.golden.standardize.organization.forms import FoundForm, find_form, form_key, forms, glued_forms
from pellucid.golden.standardize.organization.tables import organization_words
from pellucid.golden.standardize.placeholder import is_placeholder

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_EDGES = " ,;:/\\|_*#=~^<>-\u2013"
_SEGMENT = re.compile(r"\s*[,;]\s*|\s+[-\u2013\u2014|]\s+|\s*\((?=[^()]*\)$)")
_TIGHT_COMMA = re.compile(r",(?=[^\s\d])")
_ATTENTION = re.compile(
    r"[\s,;-]+(?:c/o|attn|attention|att|z\.? ?hd|zu h\u00e4nden|a/a|t\.a\.v|t\.n\.v)[.:]?\s+(\S.*)$", re.IGNORECASE
)
_TRADING = re.compile(
    r"[\s,;]+(?:t/a|trading as|d/b/a|dba|d\.b\.a\.|doing business as|h\.o\.d\.n\.)\s+(\S.*)$", re.IGNORECASE
)
_STATUS = re.compile(
    r"[\s,]+(\(?(?:in|en|w|v) li[qk][uv]id[a-z\u00f3\u00e1]+\)?|"
    r"i\. ?L\.|i\. ?G\.|in administration|unipersonale|i\.o\.)$",
    re.IGNORECASE,
)
_NO_FORM = FoundForm("")
_PLACE = re.compile(r"(.*\S)\s*(?:\(([^()]+)\)|,\s*([^,()]+))")
_LETTER = re.compile(r"[^\W\d_]")
_SMALL_WORDS = frozenset(
    [
        "and",
        "of",
        "the",
        "for",
        "de",
        "del",
        "la",
        "du",
        "des",
        "le",
        "und",
        "et",
        "y",
        "e",
        "in",
        "on",
        "at",
        "von",
        "van",
        "der",
        "den",
        "og",
        "och",
        "i",
        "di",
    ]
)
_SHORT_WORD = 3  # letters up to which a word in capitals is taken for an abbreviation
_SAYABLE = re.compile(r"[bcdfghjklmnprstvwz][aeiou][bcdfghklmnprstwxyz]")  # three letters that make a syllable
_VOWEL = re.compile(r"[^bcdfghjklmnpqrstvwxz\W\d_]")
_LONE_SHORT_WORD = 5  # the same for a name of one word: UNICEF is not, NORDLICHT is a word


_PASSES_MAX = 4  # a reading settles on the first pass, or on the second where marks stand inside marks
CHARACTERS_MAX = 300  # more is a text; registers take 160 or less


@dataclass(slots=True)
class Draft:
    """A name while it is read."""

    text: str
    branch: str = ""
    department: str = ""
    attention: str = ""
    trading_name: str = ""
    status: str = ""
    legal_form: str = ""
    changes: list[str] = field(default_factory=list)

    def note(self, rule: str, *, when: bool = True) -> None:
        """Add a rule to the changes, once."""
        if when and rule not in self.changes:
            self.changes.append(rule)


def standardize_organization(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return an organization's name with its legal form as usually abbreviated, and its parts.

    Parts, only those there: core (folded, for matching), legal_form, branch, department, attention, trading_name,
    status. None where the text is a placeholder, an address, a number or nothing but a legal form. Source: ISO 20275.
    """
    found = _read_once(raw, hints)
    for _ in range(_PASSES_MAX):
        if found.value is None or found.value == raw:
            return found
        again = _read_once(found.value, hints)
        if again.value == found.value:
            return found
        changes = found.changes + tuple(rule for rule in again.changes if rule not in found.changes)
        found = replace(again, raw=raw, parts=dict(found.parts) | dict(again.parts), changes=changes)
    return Standardized(raw=raw, value=None, display=" ".join(raw.split()))


def _read_once(raw: str, hints: Hints) -> Standardized:
    draft = Draft(raw)
    _tidy(draft)
    tidied = draft.text
    if len(tidied) > CHARACTERS_MAX or _is_no_organization(tidied):
        return Standardized(raw=raw, value=None, display=tidied)
    _take_attention(draft)
    _take_trading_name(draft)
    _take_status(draft)
    _take_segments(draft)
    _take_place(draft, hints)
    _turn_article(draft)
    name = _with_form(draft, hints)
    core = core_name(_bare_core(draft, hints), hints.country)
    if not core or _is_no_organization(draft.text):
        return Standardized(raw=raw, value=None, display=tidied)
    name = f"{name} {draft.status}".strip()
    trading = f"{name} t/a {draft.trading_name}" if draft.trading_name else name
    value = ", ".join(part for part in (trading, draft.department, draft.branch) if part)
    named = {
        "core": core,
        "legal_form": draft.legal_form,
        "branch": draft.branch,
        "department": draft.department,
        "attention": draft.attention,
        "trading_name": draft.trading_name,
        "status": draft.status,
    }
    parts = {part: text for part, text in named.items() if text}
    return Standardized(raw=raw, value=value, display=value, parts=parts, changes=tuple(draft.changes))


def _tidy(draft: Draft) -> None:
    text = draft.text if draft.text.isascii() else unicodedata.normalize("NFC", draft.text)
    text = " ".join(_INVISIBLE.sub(" ", text).split())
    draft.note("organization_spaces", when=text != draft.text)
    marked = text.strip(_EDGES)
    if len(marked) > 1 and marked[0] == marked[-1] and marked[0] in "\"'":
        marked = marked[1:-1].strip(_EDGES)
    draft.note("organization_marks", when=marked != text)
    draft.text = marked


@lru_cache(maxsize=4_096)
def _is_no_organization(text: str) -> bool:
    if not _LETTER.search(text) or is_placeholder(text) or fold(text) in _placeholders() or text in _placeholders():
        return True
    if " " not in text and ("@" in text or text.lower().startswith(("www.", "http:", "https:"))):
        return True
    return " ".join(form_key(word) for word in text.split()) in forms() and not _may_be_name(text)


def _placeholders() -> frozenset[str]:
    return organization_words("placeholder")


def _may_be_name(text: str) -> bool:
    """A form of two or three letters, or one known only in some country, may be a name when it stands alone."""
    key = " ".join(form_key(word) for word in text.split())
    return all(form.countries for form in forms()[key]) or (len(key) < 3 and text.isupper())


def _take_attention(draft: Draft) -> None:
    found = _ATTENTION.search(draft.text)
    if found and _LETTER.search(draft.text[: found.start()]):
        draft.attention = found[1]
        draft.text = draft.text[: found.start()].rstrip(_EDGES)
        draft.note("organization_attention")


def _take_segments(draft: Draft) -> None:
    """Branch and department are the last segments that hold a word for one."""
    pieces = _SEGMENT.split(draft.text)
    while len(pieces) > 1:
        words = {word.strip(".:()").lower() for word in pieces[-1].split()}
        piece = pieces[-1].strip(" ()") if "(" not in pieces[-1] else pieces[-1]
        if not draft.branch and not words.isdisjoint(organization_words("branch")):
            draft.branch = piece
        elif not draft.department and not words.isdisjoint(organization_words("department")):
            draft.department = piece
        else:
            return
        start = draft.text.rindex(pieces.pop())
        draft.text = draft.text[:start].rstrip(_EDGES + "\u2014(")
        draft.note("organization_branch")


def _take_trading_name(draft: Draft) -> None:
    """Acme Ltd t/a Sunny Cafe: the legal name is what stands before."""
    found = _TRADING.search(draft.text)
    if found and _LETTER.search(draft.text[: found.start()]):
        draft.trading_name = found[1]
        draft.note("organization_trading_name", when=f" t/a {found[1]}" != found[0])
        draft.text = draft.text[: found.start()].rstrip(_EDGES)


def _take_status(draft: Draft) -> None:
    """What stands behind the legal form about its state, such as in Liquidation, is no part of the name."""
    found = _STATUS.search(draft.text)
    if found and _LETTER.search(draft.text[: found.start()]):
        draft.status = found[1]
        draft.text = draft.text[: found.start()].rstrip(_EDGES)


def _take_place(draft: Draft, hints: Hints) -> None:
    """What stands behind a legal form, in parentheses or behind a comma, is a place: Acme Ltd (London)."""
    found = _PLACE.fullmatch(draft.text)
    if draft.branch or found is None or (find_form(draft.text.split(), hints.country) or _NO_FORM).back_count:
        return
    place = (found[2] or found[3]).strip(_EDGES)
    behind = find_form(["x", *place.split()], hints.country)
    name = find_form(found[1].split(), hints.country) if " " in found[1] else None
    if place and name and name.back_count and not (behind and behind.back_count):
        draft.branch, draft.text = place, found[1].strip(_EDGES)
        draft.note("organization_branch")


def _turn_article(draft: Draft) -> None:
    head, comma, tail = draft.text.rpartition(",")
    if comma and tail.strip().lower() in ("the", "der", "die", "das", "la", "le", "el") and head.strip():
        draft.text = f"{tail.strip()} {head.strip()}"
        draft.note("organization_article")


def _with_form(draft: Draft, hints: Hints) -> str:
    """Return the name with its legal form, if it has one, as usually abbreviated; set legal_form and text."""
    words = _TIGHT_COMMA.sub(", ", draft.text).split()
    found = find_form(words, hints.country) if len(words) > 1 else None
    if found is None:
        draft.legal_form = next((usual for text, usual in glued_forms() if text in draft.text), "")
        draft.text = _restore(draft)
        return draft.text
    front, back = words[: found.front_count], words[len(words) - found.back_count :]
    draft.legal_form = found.usual
    rest = words[found.front_count : len(words) - found.back_count]
    again = find_form(rest, hints.country) if len(rest) > 1 and found.back_count else None
    if again and again.usual == found.usual and again.back_count:
        rest, back = rest[: -again.back_count], [*rest[-again.back_count :], *back]
    draft.text = " ".join(rest).strip(_EDGES)
    draft.text = _restore(draft)
    usual_front, usual_back = _usual_ends(found.usual, bool(front), bool(back))
    draft.note("organization_legal_form", when=" ".join(front) != usual_front or " ".join(back) != usual_back)
    return " ".join(part for part in (usual_front, draft.text, usual_back) if part)


def _usual_ends(usual: str, has_front: bool, has_back: bool) -> tuple[str, str]:
    if has_front and has_back:
        front, _, back = usual.partition(" ")
        return front, back
    return (usual, "") if has_front else ("", usual)


def _bare_core(draft: Draft, hints: Hints) -> str:  # noqa: ARG001 - hints kept beside the other steps
    text = draft.text
    for form, _ in glued_forms():
        text = text.replace(form, " ")
    return text


def _restore(draft: Draft) -> str:
    """Return the text with capitals restored where all letters are capitals or all small."""
    text = draft.text
    is_upper, is_lower = text.isupper(), text.islower()
    if not (is_upper or is_lower):
        return text
    words = text.split()
    limit = _SHORT_WORD if len(words) > 1 else _LONE_SHORT_WORD
    restored = " ".join(
        _restored_word(word, first=place == 0, limit=limit if is_upper else 0) for place, word in enumerate(words)
    )
    draft.note("organization_case", when=restored != text)
    return restored


def _restored_word(word: str, *, first: bool, limit: int) -> str:
    small = word.lower()
    if small in _SMALL_WORDS:
        return small.capitalize() if first else small
    is_short = len(word) <= limit and not (limit == _SHORT_WORD and _SAYABLE.fullmatch(small))
    if (
        is_short
        or not word[0].isalpha()
        or not _VOWEL.search(small)
        or any(char.isdigit() for char in word)
        or "." in word[:-1]
    ):
        return word
    return "-".join(part[:1].upper() + part[1:] for part in small.split("-"))
