"""What is wrong with an amount or a number."""

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.placeholder import is_placeholder

PLACEHOLDER = Rule(
    name="amount_placeholder",
    severity=Severity.WARNING,
    about="Stands for no amount: n/a, a dash, or nines all through.",
    source="Data-entry usage",
    bad="99999999",
)
NOT_A_NUMBER = Rule(
    name="amount_not_a_number",
    severity=Severity.ERROR,
    about="Text that is no number, or a number whose marks make no sense.",
    source="CLDR, number symbols",
    bad="1.23.45",
)
AMBIGUOUS = Rule(
    name="amount_ambiguous",
    severity=Severity.WARNING,
    about="One mark and three digits after it: neither column nor country says whether it parts thousands or decimals.",
    source="CLDR, number symbols",
    bad="1.234",
    good="1234",
)
NEGATIVE = Rule(
    name="amount_negative", severity=Severity.NOTE, about="A negative amount.", source="Bookkeeping usage", bad="-12.50"
)
RULES: tuple[Rule, ...] = (PLACEHOLDER, NOT_A_NUMBER, AMBIGUOUS, NEGATIVE)

_FEWEST_NINES = 6


def check_amount(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:  # noqa: ARG001
    """Return what is wrong with an amount that standardize_amount gave; nothing for a blank one."""
    raw, number = value.raw.strip(), value.value
    if not raw:
        return ()
    if number is None:
        if is_placeholder(raw):
            return (PLACEHOLDER.issue("This stands for no amount.", found=raw),)
        return (NOT_A_NUMBER.issue("This is not a number.", found=raw),)
    issues = []
    digits = number.lstrip("-").partition(".")[0]
    if len(digits) >= _FEWEST_NINES and set(number.lstrip("-").replace(".", "")) == {"9"} and "." not in number:
        issues.append(PLACEHOLDER.issue("Nines all through: is this an amount?", found=raw))
    if "amount_mark_assumed" in value.changes:
        other = number.replace(".", "") if "." in number else f"{digits[:-3] or '0'}.{digits[-3:]}"
        issues.append(AMBIGUOUS.issue("Thousands or decimals?", found=raw, suggestion=other))
    if number.startswith("-"):
        issues.append(NEGATIVE.issue("A negative amount.", found=raw))
    return tuple(issues)


check_number = check_amount
