"""Rows as JSON objects and back, a column at a time."""

import json
import re
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.string()
ESCAPED = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
CONTROLS = r"[\x00-\x1f]"
FEW_ROWS = 20  # below it the columns' way takes longer to begin than the rows take
SHORT_ESCAPES = re.compile(r"\\[\\bf]")  # pairs, so that an escaped backslash before a letter is passed over
LONG_ESCAPES = {"\\b": "\\u0008", "\\f": "\\u000c"}


def rows_as_json(table: pa.Table) -> pa.Array:
    """Return each row as a JSON object; what is null is left out. table: columns of text and of lists of texts."""
    if table.num_rows <= FEW_ROWS:
        return pa.array([_row_as_json(row) for row in table.to_pylist()], TEXT)
    return columns_as_json(table)


def columns_as_json(table: pa.Table) -> pa.Array:
    """Return the same for many rows, a column at a time."""
    members = [_members(name, _column(table, name)) for name in sorted(table.column_names)]
    if not members:
        return pa.array(["{}"] * table.num_rows, TEXT)
    # Each member brings its comma: joining with nulls skipped loses rows that are null throughout (pyarrow 26).
    joined = pc.binary_join_element_wise(*(pc.fill_null(member, "") for member in members), "")
    return pc.binary_join_element_wise("{", pc.utf8_slice_codeunits(joined, 1, None), "}", "")


def _row_as_json(row: Mapping[str, object]) -> str:
    told = {name: value for name, value in row.items() if value is not None}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return SHORT_ESCAPES.sub(lambda pair: LONG_ESCAPES.get(pair[0], pair[0]), text)


def _column(table: pa.Table, name: str) -> pa.Array:
    column = table[name].combine_chunks()
    return column.chunk(0) if isinstance(column, pa.ChunkedArray) else column


def _members(name: str, column: pa.Array) -> pa.Array:
    """Return ``,"name":value`` for each value, null for null."""
    start = "," + json.dumps(name, ensure_ascii=False) + ":"
    if pa.types.is_list(column.type):
        quoted = pa.ListArray.from_arrays(column.offsets, _quoted(column.values), mask=column.is_null())
        return pc.binary_join_element_wise(start + "[", pc.binary_join(quoted, ","), "]", "")
    return pc.binary_join_element_wise(start, _quoted(column), "")


def _quoted(column: pa.Array) -> pa.Array:
    for mark, escaped in ESCAPED:
        column = pc.replace_substring(column, mark, escaped)
    if pc.any(pc.match_substring_regex(column, CONTROLS)).as_py():
        column = pa.array([text if text is None else _without_controls(text) for text in column.to_pylist()], TEXT)
    return pc.binary_join_element_wise('"', column, '"', "")


def _without_controls(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" if ord(letter) < 32 else letter for letter in text)


def json_as_rows(objects: Sequence[str | dict[str, str]]) -> pa.Table:
    """Return a table with a text column for every name in the objects, null where an object lacks it."""
    rows = [json.loads(each) if isinstance(each, str) else each for each in objects]
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: pa.array([row.get(name) for row in rows], TEXT) for name in names}
    return pa.table(columns or {"nothing": pa.nulls(len(rows), TEXT)})  # a table without columns has no rows
