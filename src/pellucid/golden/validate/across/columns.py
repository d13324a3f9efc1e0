"""Columns of a standard table as the rules across fields read them, and the issues they raise."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.model.field import OTHER, split_slot
from pellucid.golden.model.issue import Rule
from pellucid.golden.standardize.distinct import flat
from pellucid.golden.validate.table import ISSUES

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
TEXT = pa.string()


def column(standard: pa.Table, name: str) -> pa.Array:
    """Return a column as one array, all null where the table has none of the name."""
    return flat(standard[name]) if name in standard.column_names else pa.nulls(standard.num_rows, TEXT)


def slots(standard: pa.Table, field: str) -> list[int]:
    """Return the slots in which the table has a column of a field, in order."""
    names = (split_slot(name) for name in standard.column_names if not name.startswith(OTHER))
    return sorted(slot for name, slot in names if name == field)


def holds(condition: pa.Array) -> Bools:
    """Return where a condition is true; null is not."""
    return np.asarray(pc.fill_null(condition, False).to_numpy(zero_copy_only=False), dtype=bool)


def raised(
    rule: Rule,
    rows: Ints,
    *,
    field: str,
    messages: pa.Array | str,
    found: pa.Array,
    suggestions: pa.Array | None = None,
) -> pa.Table:
    """Return one issue for each of the rows, of schema ISSUES. found, messages, suggestions: by place in rows."""
    assert rule.severity is not None
    said = repeated(messages, len(rows)) if isinstance(messages, str) else messages
    constants = (repeated(text, len(rows)) for text in (field, rule.name, rule.severity.value))
    return pa.table(
        [
            pa.array(rows, pa.int64()),
            *constants,
            said,
            pc.fill_null(found, ""),
            suggestions if suggestions is not None else pa.nulls(len(rows), TEXT),
        ],
        schema=ISSUES,
    )


def repeated(text: str, count: int) -> pa.Array:
    """Return a column that says the same everywhere."""
    return pa.array([text], TEXT).take(pa.array(np.zeros(count, np.int64)))


def together(tables: Sequence[pa.Table]) -> pa.Table:
    """Return the issues of several slots as one table."""
    return pa.concat_tables([ISSUES.empty_table(), *tables])
