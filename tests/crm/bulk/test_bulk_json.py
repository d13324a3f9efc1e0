"""Rows as JSON objects: whatever text is in them comes back."""

import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.crm.bulk.json import columns_as_json, json_as_rows, rows_as_json

NAMES = ("email", "email.2", 'a "quoted" \\ name')
texts = st.one_of(st.none(), st.text())
tables = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, texts)), max_size=6)
lists = st.one_of(st.none(), st.lists(st.text(), max_size=3))


def table_of(rows: list[dict[str, str | None]]) -> pa.Table:
    return pa.table({name: pa.array([row[name] for row in rows], pa.string()) for name in NAMES})


def without_nulls(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}


@pytest.mark.slow
@given(tables)
def test_any_text_comes_back(rows):
    written = rows_as_json(table_of(rows)).to_pylist()
    assert [json.loads(each) for each in written] == [without_nulls(row) for row in rows]
    back = json_as_rows(written)
    assert back.num_rows == len(rows)
    assert [without_nulls(row) for row in back.to_pylist()] == [without_nulls(row) for row in rows]


@pytest.mark.slow
@given(st.lists(st.tuples(texts, lists), max_size=6), st.integers(0, 3))
def test_lists_and_slices_come_back(rows, start):
    table = pa.table(
        {
            "one": pa.array([one for one, _ in rows], pa.string()),
            "many": pa.array([many for _, many in rows], pa.list_(pa.string())),
        }
    ).slice(start)
    assert [json.loads(each) for each in rows_as_json(table).to_pylist()] == [
        without_nulls(row) for row in table.to_pylist()
    ]


@pytest.mark.slow
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, texts)), max_size=6))
def test_few_rows_are_written_as_many_are(rows):
    assert rows_as_json(table_of(rows)) == columns_as_json(table_of(rows))


@pytest.mark.parametrize("text", ["\b\f", "\\b\\f", "\\\b", '\\"b', "\x00\x1f", "\n\r\t", "é\u2028"])
def test_every_escape_is_written_alike(text):
    table = pa.table({"a": [text]})
    assert rows_as_json(table) == columns_as_json(table)
    assert json.loads(rows_as_json(table)[0].as_py()) == {"a": text}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_rows_that_are_null_throughout_stay_rows(count):
    nulls = pa.table({"email": pa.nulls(count, pa.string()), "phones": pa.nulls(count, pa.list_(pa.string()))})
    assert rows_as_json(nulls).to_pylist() == ["{}"] * count
    assert json_as_rows(["{}"] * count).num_rows == count


def test_the_same_content_in_other_columns_is_the_same_text():
    row = {"b": ["2"], "a": ["1"]}
    assert rows_as_json(pa.table(row)) == rows_as_json(
        pa.table(dict(sorted(row.items())) | {"c": pa.nulls(1, pa.string())})
    )
