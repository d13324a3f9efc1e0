"""Tables in memory come in like files do: mapped, as text, no row lost."""

import datetime
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.intake.arrow import read_table
from pellucid.golden.intake.mapping import MappingRefused
from pellucid.golden.intake.read import CannotRead, read_bytes
from pellucid.golden.model.delivery import Delivery

PEOPLE = {"Vorname": ["Anna", "Jón"], "Nachname": ["Berg", "Þórsson"], "E-Mail": ["anna@example.com", None]}


class Frame:
    """Stands for a data frame of any library: it offers the Arrow C stream interface and nothing else."""

    def __init__(self, columns: dict[str, object]) -> None:
        self._table = pa.table(columns)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def texts(values: pa.Array) -> list[str | None]:
    """Return a column of values as it comes in."""
    delivery = read_table(pa.table({"kept": range(len(values)), "value": values}), file="t")
    return delivery.records["other:value"].to_pylist()


def targets(delivery: Delivery) -> list[str]:
    return [column.target for column in delivery.columns]


def test_a_frame_is_mapped_as_the_same_file_is() -> None:
    file = "Vorname,Nachname,E-Mail\nAnna,Berg,anna@example.com\nJón,Þórsson,\n".encode()
    of_frame, of_file = read_table(Frame(PEOPLE), file="t"), read_bytes(file, file="t")
    assert of_frame.columns == of_file.columns
    assert of_frame.records.equals(of_file.records)


def test_a_duckdb_relation_is_read() -> None:
    relation = duckdb.sql(
        "select * from (values ('Anna', 'Berg', date '1990-05-01', 7)) t(firstname, surname, dob, id)"
    )
    delivery = read_table(relation, file="crm")
    assert targets(delivery) == ["given_name", "family_name", "birth_date", "source_key"]
    assert delivery.records.to_pylist() == [
        {"row": 1, "given_name": "Anna", "family_name": "Berg", "birth_date": "1990-05-01", "source_key": "7"}
    ]


def test_rows_count_from_one_over_all_chunks() -> None:
    chunks = pa.chunked_array([["a@example.com"], ["b@example.com", "c@example.com"]])
    assert read_table(pa.table({"email": chunks}), file="t").records["row"].to_pylist() == [1, 2, 3]


def test_an_override_wins() -> None:
    delivery = read_table(Frame(PEOPLE), file="t", overrides={"nickname": "Vorname"})
    assert targets(delivery) == ["nickname", "family_name", "email"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array([1001, None]), ["1001", None]),
        (pa.array([1001.0, 1.5, float("nan"), None]), ["1001", "1.5", None, None]),
        (pa.array([1e20]), ["100000000000000000000"]),
        (pa.array([Decimal("12.50")]), ["12.50"]),
        (pa.array([True, False]), ["TRUE", "FALSE"]),
        (pa.array([datetime.date(2020, 1, 31)]), ["2020-01-31"]),
        (pa.array([datetime.datetime(2020, 1, 31), datetime.datetime(2020, 1, 31, 8, 5)]),
         ["2020-01-31", "2020-01-31 08:05:00"]),
        (pa.array([1_580_428_800_000_000_001], pa.timestamp("ns")), ["2020-01-31"]),
        (pa.array([700_000_000_000], pa.timestamp("s")), ["24152-02-12 20:26:40"]),
        (pa.array(["", " ", "a"]), [None, " ", "a"]),
        (pa.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
        (pa.array(["a", None], pa.large_string()), ["a", None]),
        (pa.array(["a", None], pa.string_view()), ["a", None]),
        (pa.array([b"a", None]), ["a", None]),
        (pa.array([["a", "b"], [], None]), ["a; b", None, None]),
        (pa.array([[1.0, None]]), ["1"]),
        (pa.nulls(2), [None, None]),
    ],
)  # fmt: skip
def test_values_become_the_text_a_person_would_have_typed(values: pa.Array, expected: list[str | None]) -> None:
    assert texts(values) == expected


def test_fields_of_structures_become_columns() -> None:
    delivery = read_table(Frame({"address": [{"city": "Ulm", "place": {"lot": "3"}}]}), file="t")
    assert [column.column for column in delivery.columns] == ["address.city", "address.place.lot"]
    assert targets(delivery) == ["city", "other:address.place.lot"]


@pytest.mark.parametrize(
    "spoilt",
    [
        pa.array([b"Anna", b"J\xf3n", b"Zo\xc3\xab"]),
        pa.array([b"Anna", b"J\xf3n", b"Zo\xc3\xab"]).view(pa.string()),
        pa.array(["Anna", "J\0n", "Zoë"]),
    ],
    ids=["bytes", "text that is not valid", "a zero byte"],
)  # fmt: skip
def test_a_row_that_is_not_text_is_quarantined_and_the_others_go_on(spoilt: pa.Array) -> None:
    delivery = read_table(pa.table({"first name": spoilt, "id": [7, 8, 9]}), file="t")
    assert delivery.records["given_name"].to_pylist() == ["Anna", "Zoë"]
    assert delivery.records["row"].to_pylist() == [1, 3]
    (bad,) = delivery.quarantined
    assert (bad.row, bad.reason) == (2, "The row holds bytes that are not text.")
    assert b'"id": "8"' in bad.raw
    assert delivery.row_count == 3


@pytest.mark.parametrize(
    ("table", "said"),
    [(pa.table({"email": pa.array([], pa.string())}), "has no rows"), (pa.table({}), "has no rows"), ([1], "no table")],
)
def test_what_is_no_table_is_refused(table: object, said: str) -> None:
    with pytest.raises(CannotRead, match=said):
        read_table(table, file="t")  # type: ignore[arg-type]


def test_a_wrong_override_is_refused() -> None:
    with pytest.raises(MappingRefused, match="no column"):
        read_table(Frame(PEOPLE), file="t", overrides={"email": "Mail"})


CELLS = st.one_of(
    st.lists(st.none() | st.text(), min_size=2, max_size=2),
    st.lists(st.none() | st.binary(), min_size=2, max_size=2),
    st.lists(st.none() | st.floats(), min_size=2, max_size=2),
    st.lists(st.none() | st.datetimes(), min_size=2, max_size=2),
    st.lists(st.none() | st.lists(st.text()), min_size=2, max_size=2),
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), CELLS, min_size=1, max_size=4))
def test_no_row_is_ever_lost(columns: dict[str, list[object]]) -> None:
    try:
        table = pa.table({name: pa.array(cells) for name, cells in columns.items()})
    except UnicodeEncodeError:
        return  # half a character is no Arrow text
    assert read_table(table, file="t").row_count == 2
