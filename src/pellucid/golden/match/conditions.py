"""Conditions on a pair of records: said once, evaluated by every engine.

A condition speaks of one column of both records, ``left`` and ``right``. Where either value is missing it does not
hold. Conditions are symmetric: swapping the records changes nothing. Text columns hold folded ASCII, so that bytes
are characters and every engine measures the same distance.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Equal:
    """Both have the same text in column."""

    column: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The lists in column have a value in common."""

    column: str


@dataclass(frozen=True, slots=True)
class Similar:
    """Jaro-Winkler similarity of the texts in column is at_least so much (0-1, prefix weight 0.1)."""

    column: str
    at_least: float


@dataclass(frozen=True, slots=True)
class Edits:
    """Damerau-Levenshtein distance in column is at_most so many edits, and both texts have min_length characters."""

    column: str
    at_most: int
    min_length: int = 0


@dataclass(frozen=True, slots=True)
class Begins:
    """One text in column begins with the other, which has min_length characters."""

    column: str
    min_length: int


@dataclass(frozen=True, slots=True)
class Crossed:
    """first of one record is like second of the other, and the reverse: two fields were swapped.

    at_least: Jaro-Winkler similarity of both, which also begin with the same letter; 1.0 means equal.
    """

    first: str
    second: str
    at_least: float = 1.0


@dataclass(frozen=True, slots=True)
class Far:
    """The whole numbers in column differ by at_least so much."""

    column: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Present:
    """Both have a value in column."""

    column: str


@dataclass(frozen=True, slots=True)
class Both:
    """Every one of the conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold, or a value it needs is missing."""

    condition: "Condition"


Condition = Equal | Shares | Similar | Edits | Begins | Crossed | Far | Present | Both | Either | Not


def both(*conditions: Condition) -> Both:
    """Return the condition that all of them hold."""
    return Both(conditions)


def either(*conditions: Condition) -> Either:
    """Return the condition that one of them holds."""
    return Either(conditions)


def columns_of(condition: Condition) -> frozenset[str]:
    """Return the columns a condition looks at."""
    match condition:
        case Both(conditions) | Either(conditions):
            return frozenset().union(*(columns_of(part) for part in conditions))
        case Not(inner):
            return columns_of(inner)
        case Crossed(first, second):
            return frozenset({first, second})
        case _:
            return frozenset({condition.column})
