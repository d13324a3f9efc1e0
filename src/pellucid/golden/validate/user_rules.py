"""Users' rules over a whole table, as columns.

A condition on a missing value is neither true nor false (Kleene's logic): a rule finds fault only where what it
requires is false, and looks only where its ``when`` is true.
"""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.issue import Rule
from pellucid.golden.standardize.distinct import encode
from pellucid.golden.validate.across.columns import TEXT, column, holds, raised, together
from pellucid.golden.validate.table import in_row_order
from pellucid.golden.validate.user_condition import (
    TODAY,
    All,
    Any,
    Bound,
    Condition,
    Not,
    Operand,
    Span,
    Test,
    UserRule,
)

USER = "user:"  # prefix of the rule in issues
_NUMBER = r"^[+-]?[0-9]{1,100}(?:\.[0-9]{1,100})?$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def check_user_rules(standard: pa.Table, rules: Sequence[UserRule], *, today: str | None) -> pa.Table:
    """Return what the rules find, of schema validate.table.ISSUES, in order of record_id (the row's position).

    standard: text columns by field and slot; a field without a column is missing throughout. today: ISO date of the
    run; where it is None, conditions on today are neither true nor false.
    """
    found = [_check(_Looking(table=standard, own=field, today=today), rule) for rule in rules for field in rule.fields]
    return in_row_order([together(found)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looking:
    """The table, the field that a rule is about, and the day of the run."""

    table: pa.Table
    own: str
    today: str | None

    def field(self, name: str | None) -> pa.Array:
        return column(self.table, name or self.own)

    def bound(self, bound: Bound) -> pa.Array | pa.Scalar:
        """Return the date to compare with, as a column or as one value; null where it is not known."""
        if bound.field is not None:
            return _dates(self.field(bound.field))
        return pa.scalar(self.today if bound.date == TODAY else bound.date, TEXT)


def _check(looking: _Looking, rule: UserRule) -> pa.Table:
    broken = holds(pc.invert(_truth(rule.require, looking)))
    if rule.when is not None:
        broken &= holds(_truth(rule.when, looking))
    rows = np.flatnonzero(broken)
    named = Rule(name=USER + rule.name, severity=rule.severity, about=rule.message, source="the user's rules")
    found = looking.field(None).take(pa.array(rows))
    return raised(named, rows, field=looking.own, messages=rule.message, found=found)


def _truth(condition: Condition, looking: _Looking) -> pa.Array:
    """Return where a condition is true, false, or null for neither."""
    match condition:
        case All(conditions=inner):
            return reduce(pc.and_kleene, [_truth(one, looking) for one in inner])
        case Any(conditions=inner):
            return reduce(pc.or_kleene, [_truth(one, looking) for one in inner])
        case Not(condition=one):
            return pc.invert(_truth(one, looking))
        case Test(field=field, word=word, operand=operand):
            return _TESTS[word](looking.field(field), operand, looking)


def _present(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:  # noqa: ARG001
    return pc.is_valid(values) if operand else pc.is_null(values)


def _missing(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:  # noqa: ARG001
    return pc.is_null(values) if operand else pc.is_valid(values)


def _equals(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:  # noqa: ARG001
    return pc.equal(values, pa.scalar(operand, TEXT))


def _one_of(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:  # noqa: ARG001
    assert isinstance(operand, tuple)
    return _where_given(values, pc.is_in(values, value_set=pa.array(operand, TEXT)))


def _matches(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:  # noqa: ARG001
    return pc.match_substring_regex(values, operand)


def _compared(compare: Callable[[pa.Array, pa.Array], pa.Array]) -> "_Evaluate":
    def evaluate(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:
        assert isinstance(operand, Bound)
        if operand.number is not None:
            return compare(_numbers(values), pa.scalar(operand.number))
        return compare(_dates(values), looking.bound(operand))

    return evaluate


def _length(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:  # noqa: ARG001
    assert isinstance(operand, Span)
    letters = pc.utf8_length(values)
    least = pc.greater_equal(letters, operand.at_least or 0)
    return least if operand.at_most is None else pc.and_(least, pc.less_equal(letters, operand.at_most))


def _same_as(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:
    return pc.equal(values, looking.field(str(operand)))


def _differs_from(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:
    return pc.not_equal(values, looking.field(str(operand)))


def _unique(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:  # noqa: ARG001
    found = encode(values)
    counts = np.bincount(found.indices.drop_null().to_numpy(), minlength=len(found.dictionary))
    compare = operator.eq if operand else operator.gt
    return pa.array(compare(counts, 1), pa.bool_()).take(found.indices)


def _exists_in(values: pa.Array, operand: Operand, looking: _Looking) -> pa.Array:
    return _where_given(values, pc.is_in(values, value_set=looking.field(str(operand)).drop_null()))


def _where_given(values: pa.Array, truth: pa.Array) -> pa.Array:
    return pc.if_else(pc.is_valid(values), truth, pa.scalar(None, pa.bool_()))


def _numbers(values: pa.Array) -> pa.Array:
    return _shaped(values, _NUMBER).cast(pa.float64())


def _dates(values: pa.Array) -> pa.Array:
    return _shaped(values, _DATE)  # ISO dates stand in the order of their text


def _shaped(values: pa.Array, pattern: str) -> pa.Array:
    return pc.if_else(pc.match_substring_regex(values, pattern), values, pa.scalar(None, TEXT))


_Evaluate = Callable[[pa.Array, Operand, _Looking], pa.Array]
_TESTS: dict[str, _Evaluate] = {
    "present": _present,
    "missing": _missing,
    "equals": _equals,
    "one_of": _one_of,
    "matches": _matches,
    "min": _compared(pc.greater_equal),
    "max": _compared(pc.less_equal),
    "length": _length,
    "same_as": _same_as,
    "differs_from": _differs_from,
    "before": _compared(pc.less),
    "after": _compared(pc.greater),
    "unique": _unique,
    "exists_in": _exists_in,
}
