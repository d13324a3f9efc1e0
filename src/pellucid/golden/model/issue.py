"""What is wrong with a value: a finding to show a person, never an exception."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue matters.

    ERROR: the value is not what its field says, and is not used. WARNING: it can be used but is probably wrong.
    NOTE: worth knowing, nothing to do.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One fault found in one value.

    rule: the name of the rule in docs/reference, such as ``email_without_domain``. message: one plain sentence fit to
    show. found: the offending text. suggestion: a value a person may accept instead; never applied alone.
    """

    rule: str
    severity: Severity
    message: str
    found: str = ""
    suggestion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named rule with what the manual says about it; the registry of rules is made of these.

    name: such as ``phone_impossible``. severity: of the issues it raises, or None for a standardizing rule, which
    changes a value and raises nothing. about: what it does and why, in a sentence or two. source: the document it
    rests on.
    """

    name: str
    severity: Severity | None
    about: str
    source: str
    bad: str = ""
    good: str = ""

    def issue(self, message: str, *, found: str = "", suggestion: str | None = None) -> Issue:
        """Return an issue raised by this rule. Raises ValueError for a rule that only changes values."""
        if self.severity is None:
            raise ValueError(f"{self.name} standardizes; it raises no issues")
        return Issue(rule=self.name, severity=self.severity, message=message, found=found, suggestion=suggestion)
