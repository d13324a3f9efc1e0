"""Conditions of comparisons, in words."""

from collections.abc import Sequence

from docs.generate.markdown import code

from pellucid.golden.match.conditions import (
    Begins,
    Both,
    Condition,
    Crossed,
    Edits,
    Either,
    Equal,
    Far,
    Not,
    Present,
    Shares,
    Similar,
)


def in_words(condition: Condition) -> str:
    """Return a condition as a clause, columns as code."""
    match condition:
        case Both(conditions):
            return _joined(conditions, "and")
        case Either(conditions):
            return _joined(conditions, "or")
        case Not(inner):
            return f"not ({in_words(inner)})"
        case _:
            return _of_column(condition)


def _of_column(condition: Condition) -> str:
    match condition:
        case Equal(column):
            return f"{code(column)} is the same"
        case Shares(column):
            return f"{code(column)} have one in common"
        case Similar(column, at_least):
            return f"{code(column)} is alike (Jaro-Winkler from {at_least:g})"
        case Edits(column, at_most, min_length):
            least = f", both of {min_length} characters or more" if min_length else ""
            return f"{code(column)} differs by at most {at_most} edit{'s' * (at_most > 1)}{least}"
        case Begins(column, min_length):
            least = f", of {min_length} characters or more" if min_length > 1 else ""
            return f"one {code(column)} begins with the other{least}"
        case Crossed(first, second, at_least):
            alike = "is" if at_least == 1.0 else f"is like (Jaro-Winkler from {at_least:g}, same first letter)"
            return f"{code(first)} of one {alike} {code(second)} of the other, and the reverse"
        case Far(column, at_least):
            return f"{code(column)} differ by {at_least} or more"
        case Present(column):
            return f"both have {code(column)}"
        case _:
            raise NotImplementedError(f"no words for {condition}")


def _joined(conditions: Sequence[Condition], word: str) -> str:
    told = [
        f"({in_words(inner)})" if isinstance(inner, Both | Either) and len(inner.conditions) > 1 else in_words(inner)
        for inner in conditions
    ]
    return f" {word} ".join(told)
