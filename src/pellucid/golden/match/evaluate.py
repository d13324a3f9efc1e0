"""One pair at a time, in plain Python: the reference for what conditions mean, and what weighs a single record."""

from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from pellucid.golden.match.comparison import MISSING, Comparison, radices
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
    Shares,
    Similar,
)
from pellucid.golden.match.keys import BLOCK_RECORDS_MAX, Key

Form = dict[str, Any]
Block = tuple[str, ...]


def pattern_of(left: Form, right: Form, comparisons: Sequence[Comparison]) -> int:
    """Return the pattern of one pair."""
    outcomes = (outcome(left, right, comparison) for comparison in comparisons)
    return sum(factor * code for factor, code in zip(radices(comparisons), outcomes, strict=True))


def outcome(left: Form, right: Form, comparison: Comparison) -> int:
    """Return the code of one comparison for one pair."""
    if not holds(comparison.needs, left, right):
        return MISSING
    for code, level in enumerate(comparison.levels, 1):
        if holds(level.condition, left, right):
            return code
    return comparison.different_code


def holds(condition: Condition, left: Form, right: Form) -> bool:
    """Return whether a condition holds for one pair; never where a value it needs is missing."""
    match condition:
        case Both(conditions):
            return all(holds(part, left, right) for part in conditions)
        case Either(conditions):
            return any(holds(part, left, right) for part in conditions)
        case Not(inner):
            return not holds(inner, left, right)
        case Crossed(first, second, at_least):
            return _like(left[first], right[second], at_least) and _like(left[second], right[first], at_least)
    one, other = left[condition.column], right[condition.column]
    return one is not None and other is not None and _compared(condition, one, other)


def _compared(condition: Condition, one: Any, other: Any) -> bool:
    """Return whether a condition on one column holds of two values that are there."""
    match condition:
        case Equal():
            return bool(one == other)
        case Shares():
            return not set(one).isdisjoint(other)
        case Similar(_, at_least):
            return JaroWinkler.similarity(one, other) >= at_least
        case Edits(_, at_most, min_length):
            long_enough = min(len(one), len(other)) >= min_length
            return long_enough and DamerauLevenshtein.distance(one, other) <= at_most
        case Begins(_, min_length):
            short, long = sorted((one, other), key=len)
            return len(short) >= min_length and long.startswith(short)
        case Far(_, at_least):
            return bool(abs(one - other) >= at_least)
        case _:
            return True  # Present: both are there


def _like(one: str | None, other: str | None, at_least: float) -> bool:
    if one is None or other is None:
        return False
    if at_least >= 1.0:
        return one == other
    return one[:1] == other[:1] and JaroWinkler.similarity(one, other) >= at_least


def block_values(row: Form, key: Key) -> list[Block]:
    """Return the blocks a record falls in by one key: several when a column holds a list, none when one is empty."""
    lengths = dict(key.first)
    blocks: list[Block] = [()]
    for column in key.columns:
        value = row[column]
        values = value if isinstance(value, list) else [value]
        cut = [text[: lengths[column]] if column in lengths else text for text in values or () if text is not None]
        blocks = [(*block, text) for block in blocks for text in cut]
    return sorted(set(blocks))


def largest_affordable(counts: Mapping[int, int], pairs_max: int) -> tuple[int, int]:
    """Return the largest block size such that all blocks up to it give at most so many pairs, and how many.

    counts: how many blocks there are of each size.
    """
    largest, pairs = 1, 0
    for size in sorted(size for size in counts if 2 <= size <= BLOCK_RECORDS_MAX):
        more = counts[size] * size * (size - 1) // 2
        if pairs + more > pairs_max:
            break
        largest, pairs = size, pairs + more
    return largest, pairs
