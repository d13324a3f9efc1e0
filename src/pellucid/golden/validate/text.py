"""What is wrong with free text."""

import re
import unicodedata

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.text import is_no_text

_SECURITY = "Unicode Technical Standard 39"


def _rule(name: str, severity: Severity, about: str, source: str, bad: str = "", good: str = "") -> Rule:
    return Rule(name=name, severity=severity, about=about, source=source, bad=bad, good=good)


PLACEHOLDER = _rule("text_placeholder", Severity.WARNING, "Stands for nothing: n/a, a dash.", "Data-entry usage", "n/a")
MOJIBAKE = _rule(
    "text_mojibake",
    Severity.WARNING,
    "Was read in the wrong encoding and has been repaired.",
    "ftfy",
    "schÃ¶n",
    "schön",
)
CONTROL = _rule(
    "text_control", Severity.WARNING, "Held control characters.", "The Unicode Standard, chapter 23", "a\\x00b", "ab"
)
INVISIBLE = _rule(
    "text_invisible", Severity.WARNING, "Held characters without width.", _SECURITY, "a\\u200bb", "ab"
)  # fmt: skip
BIDI = _rule(
    "text_bidi", Severity.WARNING, "Held characters that turn the direction of writing around, which can hide what is "
    "written.", "Unicode Technical Report 36", "abc\\u202edef", "abcdef",
)  # fmt: skip
LOST = _rule(
    "text_lost_characters",
    Severity.ERROR,
    "A character was lost before the text came here.",
    "U+FFFD",
    "caf\ufffd",
    "café",
)
LOOK_ALIKE = _rule(
    "text_look_alike", Severity.WARNING, "A word mixes letters that look alike from two scripts.", _SECURITY, "pаypal",
    "paypal",
)  # fmt: skip
HTML = _rule("text_html", Severity.WARNING, "Holds markup of a web page.", "HTML Standard", "a<br>b")

RULES: tuple[Rule, ...] = (PLACEHOLDER, MOJIBAKE, CONTROL, INVISIBLE, BIDI, LOST, LOOK_ALIKE, HTML)

_BY_CHANGE = {
    "text_mojibake_repaired": (MOJIBAKE, "Read in the wrong encoding, repaired."),
    "text_control_removed": (CONTROL, "Control characters were taken out."),
    "text_invisible_removed": (INVISIBLE, "Invisible characters were taken out."),
    "text_bidi_removed": (BIDI, "Characters that turn the direction around were taken out."),
}
_HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,5});", re.I)
_MIXED_WORD = re.compile(r"[A-Za-zͰ-ϿЀ-ӿ]{2,}")
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι", "ABEKMHOPCTYXaeopcyxijsdhABEZHIKMNOPTYXovi")


def check_text(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:  # noqa: ARG001
    """Return what is wrong with text that standardize_text gave; nothing for a blank one."""
    text = value.value
    if text is None:
        raw = value.raw.strip()
        return (PLACEHOLDER.issue("This stands for nothing.", found=raw),) if raw and is_no_text(raw) else ()
    issues = [
        rule.issue(message, found=value.raw, suggestion=text)
        for name, (rule, message) in _BY_CHANGE.items()
        if name in value.changes
    ]
    if "\ufffd" in text:
        issues.append(LOST.issue("A character was lost.", found=text))
    if _HTML.search(text):
        issues.append(HTML.issue("Markup of a web page.", found=text))
    if not text.isascii():
        issues.extend(_look_alikes(text))
    return tuple(issues)


def _look_alikes(text: str) -> list[Issue]:
    return [
        LOOK_ALIKE.issue("Letters of two scripts look alike.", found=word, suggestion=plain)
        for word in _MIXED_WORD.findall(text)
        if not word.isascii()
        and (plain := word.translate(_LOOK_ALIKES)) != word
        and _is_mixed(word)
        and plain.isascii()
    ]


def _is_mixed(word: str) -> bool:
    return len({unicodedata.name(letter, "").partition(" ")[0] for letter in word}) > 1
