"""What a user's rule says, as values: conditions on fields, joined by all, any and not."""

from dataclasses import dataclass

from pellucid.golden.model.issue import Severity

TODAY = "today"  # as a bound: the day of the run


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What a value is compared with: a number, an ISO date or TODAY, or the date in another field of the record."""

    number: float | None = None
    date: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How many characters: from at_least to at_most; None where there is no bound."""

    at_least: int | None = None
    at_most: int | None = None


Operand = bool | str | tuple[str, ...] | Bound | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One condition on one field. field: None for the one the rule is about. word: which; operand: what it takes."""

    __test__ = False  # no test of ours, whatever its name

    field: str | None
    word: str
    operand: Operand


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Every condition holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """At least one condition holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """The condition does not hold."""

    condition: "Condition"


Condition = Test | All | Any | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRule:
    """A rule that a user wrote.

    name: without the ``user:`` that issues show. fields: each is judged by itself. when: the rule looks only at records
    of which it is true; None for all. require: an issue is raised where it is false.
    """

    name: str
    fields: tuple[str, ...]
    when: Condition | None
    require: Condition
    severity: Severity
    message: str
