"""Conditions, comparisons and keys as DuckDB SQL."""

from collections.abc import Sequence

from pellucid.golden.match.comparison import Comparison, radices
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
from pellucid.golden.match.keys import Key

FIRST, LENGTH = "#first", "#length"  # behind a list column's name: its first value, and how many it holds


def condition_sql(condition: Condition) -> str:
    """Return an SQL expression over l and r; NULL counts as false, as in WHEN."""
    match condition:
        case Equal(column):
            return f'l."{column}" = r."{column}"'
        case Shares(column):
            return _shares_sql(column)
        case Similar(column, at_least):
            return f'jaro_winkler_similarity(l."{column}", r."{column}") >= {at_least}'
        case Edits(column, at_most, min_length):
            return _edits_sql(column, at_most, min_length)
        case Begins(column, min_length):
            left, right = f'l."{column}"', f'r."{column}"'
            begins = f"(starts_with({left}, {right}) OR starts_with({right}, {left}))"
            return _all_sql([begins, f"least(length({left}), length({right})) >= {min_length}"])
        case Crossed(first, second, at_least):
            return _crossed_sql(first, second, at_least)
        case Far(column, at_least):
            return f'abs(l."{column}" - r."{column}") >= {at_least}'
        case Present(column):
            return f'(l."{column}" IS NOT NULL AND r."{column}" IS NOT NULL)'
        case Both(conditions):
            return _all_sql([condition_sql(part) for part in conditions])
        case Either(conditions):
            return "CASE" + "".join(f" WHEN {condition_sql(part)} THEN true" for part in conditions) + " ELSE false END"
        case Not(inner):
            return f"NOT coalesce({condition_sql(inner)}, false)"


def _shares_sql(column: str) -> str:
    return (
        f'CASE WHEN l."{column}{FIRST}" = r."{column}{FIRST}" THEN true '
        f'WHEN l."{column}{LENGTH}" = 1 AND r."{column}{LENGTH}" = 1 THEN false '
        f'ELSE list_has_any(l."{column}", r."{column}") END'
    )


def _edits_sql(column: str, at_most: int, min_length: int) -> str:
    left, right = f'l."{column}"', f'r."{column}"'
    shorter = f"least(length({left}), length({right}))"
    steps = [f"abs(length({left}) - length({right})) <= {at_most}", f"{shorter} >= {min_length}"]
    if at_most == 1:
        # One edit leaves one half of the shorter text as it was. Cheap, and true of all that pass.
        half = f"(({shorter} - 1) // 2)::BIGINT"
        steps.append(f"({left}[:{half}] = {right}[:{half}] OR right({left}, {half}) = right({right}, {half}))")
    # A transposition is two plain edits, and plain edits are counted five times as fast.
    steps.append(f"levenshtein({left}, {right}) <= {2 * at_most}")
    return _all_sql([*steps, f"damerau_levenshtein({left}, {right}) <= {at_most}"])


def _crossed_sql(first: str, second: str, at_least: float) -> str:
    if at_least >= 1.0:
        return f'(l."{first}" = r."{second}" AND l."{second}" = r."{first}")'
    steps = []
    for one, other in ((first, second), (second, first)):
        steps.append(f'ascii(l."{one}") = ascii(r."{other}")')
        steps.append(f'jaro_winkler_similarity(l."{one}", r."{other}") >= {at_least}')
    return _all_sql([steps[0], steps[2], steps[1], steps[3]])


def _all_sql(steps: Sequence[str]) -> str:
    """Return SQL for all steps, each evaluated only where those before it hold: AND would evaluate every one."""
    *first, last = steps
    for step in reversed(first):
        last = f"CASE WHEN {step} THEN {last} ELSE false END"
    return last


def pattern_sql(comparisons: Sequence[Comparison]) -> str:
    """Return an SQL expression over l and r that is the pattern of the pair."""
    terms = []
    for comparison, factor in zip(comparisons, radices(comparisons), strict=True):
        whens = "".join(
            f" WHEN {condition_sql(level.condition)} THEN {code}" for code, level in enumerate(comparison.levels, 1)
        )
        missing = f"NOT coalesce({condition_sql(comparison.needs)}, false)"
        terms.append(f"{factor}::BIGINT * (CASE WHEN {missing} THEN 0{whens} ELSE {comparison.different_code} END)")
    return " + ".join(terms)


def keyed_sql(key: Key, list_columns: frozenset[str]) -> str:
    """Return a query of (id, block) for the records that have all of a key's columns; block is a 64-bit hash."""
    lengths = dict(key.first)
    expressions, source, present = [], "forms", []
    for column in key.columns:
        if column in list_columns:
            source = f'(SELECT *, unnest("{column}") AS one_value FROM forms)'
            expression = "one_value"
        else:
            expression = f'"{column}"'
        present.append(f"{expression} IS NOT NULL")
        expressions.append(f"left({expression}, {lengths[column]})" if column in lengths else expression)
    # A list may name a value twice; other columns cannot.
    distinct = "" if source == "forms" else "DISTINCT "
    block = f"hash('{key.name}', {', '.join(expressions)})"
    return f"SELECT {distinct}id, {block} AS block FROM {source} WHERE {' AND '.join(present)}"
