"""What is wrong with an identifier."""

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.identifier import explain_identifier

_STDNUM = "python-stdnum, after the issuing authorities"

PLACEHOLDER = Rule(
    name="identifier_placeholder",
    severity=Severity.WARNING,
    about="Something typed to fill the field: n/a, 000000000, 123456789.",
    source=_STDNUM,
    bad="123456789",
)
CHECK_DIGIT = Rule(
    name="identifier_check_digit",
    severity=Severity.ERROR,
    about="Written as a number of a known kind, but its check digit is wrong: a digit is mistyped or two are swapped.",
    source=_STDNUM,
    bad="DE136695977",
    good="DE136695976",
)
FORMAT = Rule(
    name="identifier_format",
    severity=Severity.ERROR,
    about="Begins as a number of a known kind, but has a length or a sign that this kind does not have.",
    source=_STDNUM,
    bad="DE13669597",
    good="DE136695976",
)
KIND_UNKNOWN = Rule(
    name="identifier_kind_unknown",
    severity=Severity.NOTE,
    about="A number of no kind whose check digit is known; it is kept as it is, compact.",
    source=_STDNUM,
    bad="4213579",
)

RULES: tuple[Rule, ...] = (PLACEHOLDER, CHECK_DIGIT, FORMAT, KIND_UNKNOWN)

_WITHOUT_VALUE = {
    "placeholder": (PLACEHOLDER, "This stands for no number."),
    "check_digit": (CHECK_DIGIT, "The check digit is wrong."),
    "format": (FORMAT, "A number of this kind is written differently."),
}


def check_identifier(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:
    """Return what is wrong with an identifier that standardize_identifier gave; nothing for a blank one."""
    if value.value is None:
        fault = explain_identifier(value.raw, hints)
        if not fault:
            return ()
        rule, message = _WITHOUT_VALUE[fault]
        return (rule.issue(message, found=value.raw),)
    if "kind" not in value.parts:
        return (KIND_UNKNOWN.issue("Its kind is not known, so its check digit is not checked.", found=value.value),)
    return ()
