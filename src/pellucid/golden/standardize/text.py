"""Free text: characters nobody sees taken out, broken encodings repaired where that can be proved."""

import re
import unicodedata
from collections.abc import Callable

import ftfy

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.placeholder import is_placeholder

_UNICODE = "The Unicode Standard, chapter 23"

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("text_mojibake_repaired", "Reads UTF-8 that was taken for another encoding again, where it fits exactly.",
         "ftfy", "schÃ¶n", "schön"),
        ("text_control_removed", "Takes out control characters other than tabs and line ends.", _UNICODE,
         "a\\x00b", "ab"),
        ("text_invisible_removed", "Takes out characters without width; joiners that scripts need stay.", _UNICODE,
         "a\\u200bb", "ab"),
        ("text_bidi_removed", "Takes out characters that turn the direction of writing around.",
         "Unicode Technical Report 36", "abc\\u202edef", "abcdef"),
        ("text_spaces_plain", "Writes spaces of other widths as plain ones and leaves out those at the ends.", _UNICODE,
         "a\\u00a0b", "a b"),
        ("text_line_ends_plain", "Writes line ends as line feeds.", "Unicode Standard Annex 14", "a\\r\\nb", "a\\nb"),
        ("text_composed", "Writes letters with their marks as one character (NFC).", "Unicode Standard Annex 15",
         "e\\u0301", "é"),
    )
)  # fmt: skip

_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")  # ASCII words, one space apart
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff\u{e0}]".replace(r"\u{e0}", "\U000e0001-\U000e007f")
)
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")
_ANSWERS = frozenset(
    {"x", "xx", "none", "nil", "no", "test", "testing", "private", "default", "sample", "example", "dummy", "fake",
     "later", "todo", "confidential", "withheld", "anonymous", "ohne", "kein", "keine", "ingen", "aucun", "aucune",
     "ninguno", "ninguna", "geen", "nenhum", "ekkert", "wala", "walang", "brak", "yok", "nincs", "нет", "ندارد", "គ្មាន",
     "無", "无", "なし", "void", "blank", "empty", "nothing"}
)  # fmt: skip
_SUSPECT = re.compile("[\u00c2-\u00f4\u0102-\u0178].?[\u0080-\u00ff\u0152-\u2122]")


def standardize_text(raw: str, hints: Hints = NO_HINTS) -> Standardized:  # noqa: ARG001
    """Return text that holds only what is seen, or None if it is blank or stands for nothing.

    The words stay as they are, also their spacing inside; joiners (U+200C, U+200D) and direction marks stay because
    Persian, Khmer and emoji need them.
    """
    if _PLAIN.fullmatch(raw):
        return Standardized(raw=raw, value=None) if is_no_text(raw) else Standardized(raw=raw, value=raw, display=raw)
    changes: dict[str, None] = {}
    text, before = raw, None
    while text != before:  # one step may lay bare what another has to do
        before = text
        for rule, step in _STEPS:
            text, given = step(text), text
            if text != given:
                changes[rule] = None
    if not text or is_no_text(text):
        return Standardized(raw=raw, value=None)
    return Standardized(raw=raw, value=text, display=text, changes=tuple(changes))


def is_no_text(text: str) -> bool:
    """Say whether a text stands for nothing. Fewer words do than elsewhere: a cross or a "none" may be an answer."""
    return is_placeholder(text) and text.strip().casefold() not in _ANSWERS


def _repaired(text: str) -> str:
    """Return text without mojibake, until nothing is left to prove: double encodings are repaired twice."""
    while _SUSPECT.search(text):
        found = ftfy.fix_encoding(text)
        if found == text or found.count("\ufffd") > text.count("\ufffd"):
            return text
        text = found
    return text


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("text_mojibake_repaired", _repaired),
    ("text_line_ends_plain", lambda text: _LINE_ENDS.sub("\n", text)),
    ("text_control_removed", lambda text: _CONTROL.sub("", text)),
    ("text_invisible_removed", lambda text: _INVISIBLE.sub("", text)),
    ("text_bidi_removed", lambda text: _BIDI.sub("", text)),
    ("text_spaces_plain", lambda text: _SPACES.sub(" ", text).strip()),
    ("text_composed", lambda text: unicodedata.normalize("NFC", text)),
)
