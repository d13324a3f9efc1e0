"""What is wrong with a language."""

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.language import is_no_language

PLACEHOLDER = Rule(
    name="language_placeholder",
    severity=Severity.WARNING,
    about="Stands for no language: n/a, und.",
    source="ISO 639-2",
    bad="und",
)
UNKNOWN = Rule(
    name="language_unknown",
    severity=Severity.ERROR,
    about="Neither a code nor the name of a language in any language that is known here.",
    source="ISO 639; CLDR",
    bad="Elvish",
    good="en",
)
RULES: tuple[Rule, ...] = (PLACEHOLDER, UNKNOWN)


def check_language(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:  # noqa: ARG001
    """Return what is wrong with a language that standardize_language gave; nothing for a blank one."""
    raw = value.raw.strip()
    if value.value is not None or not raw:
        return ()
    if is_no_language(raw):
        return (PLACEHOLDER.issue("This stands for no language.", found=raw),)
    return (UNKNOWN.issue("No language has this name or code.", found=raw),)
