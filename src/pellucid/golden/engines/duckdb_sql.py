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


def condition_sql(condition: Condition) -> str:
    """Return an SQL expression over l and r; NULL counts as false, as in WHEN."""
    match condition:
        case Equal(column):
            return f'l."{column}" = r."{column}"'
        case Shares(column):
            return f'list_has_any(l."{column}", r."{column}")'
        case Similar(column, at_least):
            return f'jaro_winkler_similarity(l."{column}", r."{column}") >= {at_least}'
        case Edits(column, at_most, min_length):
            return _edits_sql(column, at_most, min_length)
        case Begins(column, min_length):
            left, right = f'l."{column}"', f'r."{column}"'
            return (
                f"(least(length({left}), length({right})) >= {min_length} "
                f"AND (starts_with({left}, {right}) OR starts_with({right}, {left})))"
            )
        case Crossed(first, second, at_least):
            return _crossed_sql(first, second, at_least)
        case Far(column, at_least):
            return f'abs(l."{column}" - r."{column}") >= {at_least}'
        case Present(column):
            return f'(l."{column}" IS NOT NULL AND r."{column}" IS NOT NULL)'
        case Both(conditions):
            return "(" + " AND ".join(condition_sql(part) for part in conditions) + ")"
        case Either(conditions):
            # NULL OR TRUE is true and NULL OR FALSE is NULL, which WHEN takes for false: as it should be.
            return "(" + " OR ".join(condition_sql(part) for part in conditions) + ")"
        case Not(inner):
            return f"NOT coalesce({condition_sql(inner)}, false)"


def _edits_sql(column: str, at_most: int, min_length: int) -> str:
    left, right = f'l."{column}"', f'r."{column}"'
    near = f"abs(length({left}) - length({right})) <= {at_most}"  # cheap, and true of all that pass
    long_enough = f"least(length({left}), length({right})) >= {min_length}"
    return f"({near} AND {long_enough} AND damerau_levenshtein({left}, {right}) <= {at_most})"


def _crossed_sql(first: str, second: str, at_least: float) -> str:
    if at_least >= 1.0:
        return f'(l."{first}" = r."{second}" AND l."{second}" = r."{first}")'
    return (
        f'(jaro_winkler_similarity(l."{first}", r."{second}") >= {at_least} '
        f'AND jaro_winkler_similarity(l."{second}", r."{first}") >= {at_least})'
    )


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
    return (
        f"SELECT id, hash('{key.name}', {', '.join(expressions)}) AS block FROM {source} WHERE {' AND '.join(present)}"
    )
