"""Rows into the database in sets, on whichever it is."""

from collections.abc import Iterator

import pyarrow as pa
import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pellucid.crm.bulk.read import all_rows, rows_where
from pellucid.crm.bulk.write import delete_by, delete_pairs, ids_used, insert, next_id, parts, update_by_id

TABLE = "bulk_trial"
several = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
numbers = st.integers(-(2**63), 2**63 - 1)
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)))  # PostgreSQL's text has no NUL


@pytest.fixture(autouse=True)
def trial(db: None) -> Iterator[None]:
    kind = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TABLE "{TABLE}" (id {kind} PRIMARY KEY, other bigint, said text, is_so boolean)')
        yield
        cursor.execute(f'DROP TABLE "{TABLE}"')


def keep(rows: list[tuple[int | None, str | None, bool | None]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{TABLE}"')
    others, said, are_so = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {
        "id": pa.array(range(1, len(rows) + 1), pa.int64()),
        "other": pa.array(others, pa.int64()),
        "said": pa.array(said, pa.string()),
        "is_so": pa.array(are_so, pa.bool_()),
    }
    insert(TABLE, pa.table(columns))


def kept() -> dict[int, tuple[int | None, str | None, bool | None]]:
    rows = all_rows(f'SELECT id, other, said, is_so FROM "{TABLE}" ORDER BY id')
    return {row: (other, said, None if is_so is None else bool(is_so)) for row, other, said, is_so in rows}


@pytest.mark.slow
@several
@given(st.lists(st.tuples(st.none() | numbers, st.none() | texts, st.none() | st.booleans()), max_size=5))
def test_what_is_inserted_is_there_as_it_was(rows):
    keep(rows)
    assert kept() == dict(enumerate(rows, 1))


@pytest.mark.slow
@several
@given(st.sets(st.integers(0, 8)), st.sets(st.integers(0, 12)))
def test_what_is_deleted_by_a_column_is_gone_and_nothing_else(there, gone):
    keep([(number, None, None) for number in sorted(there)])
    delete_by(TABLE, "other", sorted(gone))
    assert {other for other, _, _ in kept().values()} == there - gone
    assert {other for (other,) in rows_where("other", TABLE, "other", list(range(13)))} == there - gone


@pytest.mark.slow
@several
@given(st.sets(st.tuples(st.integers(1, 4), st.integers(1, 4))))
def test_pairs_are_deleted_as_pairs(gone):
    keep([(number % 4 + 1, None, None) for number in range(4)])
    delete_pairs(TABLE, ("id", "other"), [one for one, _ in gone], [other for _, other in gone])
    assert kept().keys() == {row for row in range(1, 5) if (row, (row - 1) % 4 + 1) not in gone}


@pytest.mark.slow
@several
@given(st.dictionaries(st.integers(1, 6), st.none() | numbers))
def test_each_row_gets_its_own_value(new):
    keep([(0, "x", None)] * 4)
    update_by_id(TABLE, "id", "other", list(new), list(new.values()))
    assert kept() == {row: (new.get(row, 0), "x", None) for row in range(1, 5)}


def test_ids_go_on_behind_those_that_were_given_by_hand():
    assert next_id(TABLE) == 1
    keep([(None, None, None)] * 3)
    ids_used(TABLE)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{TABLE}" (said) VALUES (%s)', ["by the database"])
    assert kept()[4] == (None, "by the database", None)
    assert next_id(TABLE) == 5


@given(st.lists(st.integers(), max_size=20), st.integers(1, 7))
def test_parts_are_all_in_order_and_none_too_large(ids, size):
    cut = list(parts(ids, size))
    assert [number for part in cut for number in part] == ids
    assert all(0 < len(part) <= size for part in cut)


def test_what_the_database_refuses_is_refused_in_the_words_of_the_framework():
    keep([(None, None, None)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(TABLE, pa.table({"id": pa.array([1], pa.int64())}))
