"""What is wrong with a currency."""

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.currency import is_no_currency, is_shared_sign, is_withdrawn

_ISO = "ISO 4217"
PLACEHOLDER = Rule(
    name="currency_placeholder",
    severity=Severity.WARNING,
    about="Stands for no currency: n/a, XXX.",
    source=_ISO,
    bad="XXX",
)
UNKNOWN = Rule(
    name="currency_unknown",
    severity=Severity.ERROR,
    about="Neither code, number, sign nor name of a currency.",
    source=_ISO,
    bad="ABC",
)
AMBIGUOUS = Rule(
    name="currency_ambiguous",
    severity=Severity.WARNING,
    about="Several currencies share this sign, and no country tells which is meant.",
    source="CLDR, currency symbols",
    bad="kr",
    good="ISK",
)
WITHDRAWN = Rule(
    name="currency_withdrawn",
    severity=Severity.WARNING,
    about="A currency that is no longer in use.",
    source="ISO 4217 list three",
    bad="DEM",
    good="EUR",
)
RULES: tuple[Rule, ...] = (PLACEHOLDER, UNKNOWN, AMBIGUOUS, WITHDRAWN)


def check_currency(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:  # noqa: ARG001
    """Return what is wrong with a currency that standardize_currency gave; nothing for a blank one."""
    raw = value.raw.strip()
    if not raw:
        return ()
    if value.value is None:
        if is_no_currency(raw):
            return (PLACEHOLDER.issue("This stands for no currency.", found=raw),)
        if is_shared_sign(raw):
            return (AMBIGUOUS.issue("Several currencies share this sign.", found=raw),)
        return (UNKNOWN.issue("No currency has this code, sign or name.", found=raw),)
    if "currency_assumed" in value.changes:
        return (AMBIGUOUS.issue("Several currencies share this sign.", found=raw, suggestion=value.value),)
    if is_withdrawn(value.value):
        return (WITHDRAWN.issue("This currency is no longer in use.", found=value.value),)
    return ()
