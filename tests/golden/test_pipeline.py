"""The whole way, from source records to golden records, on tables of every shape."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.engines.memory import MemoryEngine
from pellucid.golden.match.plan import Engine
from pellucid.golden.pipeline import Cleaned, clean, content_order
from pellucid.golden.resolve.graph import Decisions
from pellucid.golden.standardize.parallel import spread

Row = dict[str, str]
ENGINES: dict[str, Engine] = {"memory": MemoryEngine(), "duckdb": DuckdbEngine()}
ANNA = {"given_name": "Anna", "family_name": "Berg", "email": "anna71@berg.example", "birth_date": "1980-03-04"}
OTTO = {"given_name": "Otto", "family_name": "Wiese", "email": "otto@wiese.example", "birth_date": "1955-11-30"}
FIRM = {
    "organization": "Netherroyd Logistics GmbH", "email": "info@netherroyd.example", "phone": "+49 431 1234567",
    "tax_id": "DE136695976", "city": "Kiel",
}  # fmt: skip


def records_of(rows: list[Row], *, fields: tuple[str, ...] = ()) -> pa.Table:
    names = sorted({*fields, *(name for row in rows for name in row)})
    return pa.table(
        {
            "record_id": pa.array(range(len(rows)), pa.int64()),
            "file": pa.array(["a.csv"] * len(rows), pa.string()),
            "row": pa.array(range(1, len(rows) + 1), pa.int64()),
            **{name: pa.array([row.get(name) for row in rows], pa.string()) for name in names},
        }
    )


def cleaned_of(rows: list[Row], *, engine: str = "memory", fields: tuple[str, ...] = (), **options: object) -> Cleaned:
    return clean(records_of(rows, fields=fields), engine=ENGINES[engine], **options)  # type: ignore[arg-type]


def assert_whole(cleaned: Cleaned, rows: int) -> None:
    """Say that every record is some customer's and every customer has a golden record."""
    count = len(cleaned.customer_ids)
    assert len(cleaned.customers) == rows
    assert set(cleaned.customers.tolist()) == set(range(count))
    assert cleaned.survived.golden["customer"].to_pylist() == list(range(count))
    assert len(set(cleaned.customer_ids.to_pylist())) == count


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("rows", "customers"),
    [
        ([], 0),
        ([ANNA], 1),
        ([FIRM], 1),
        ([ANNA, ANNA], 1),
        ([ANNA, OTTO], 2),
        ([ANNA, FIRM], 2),
        ([FIRM, FIRM], 1),
        ([FIRM, FIRM, {"organization": "Szczepanski Bakery", "city": "Ulm"}], 2),
        ([ANNA, ANNA | {"given_name": "Ana"}, OTTO], 2),
        ([ANNA, FIRM | {"email": ANNA["email"]}], 2),  # a company is never a person, whatever they share
        ([{}, {}], 2),  # who says nothing is nobody's double
        ([{"notes": "called"}, {"notes": "called"}], 2),
    ],
)
def test_small_tables_are_as_many_customers_as_there_are(rows: list[Row], customers: int, engine: str) -> None:
    cleaned = cleaned_of(rows, engine=engine, fields=("email",))

    assert_whole(cleaned, len(rows))
    assert len(cleaned.customer_ids) == customers


@pytest.mark.parametrize(
    "fields", [(), ("email",), ("email", "phone", "full_name", "birth_date", "address", "other:x")]
)
def test_columns_without_a_value_change_nothing(fields: tuple[str, ...]) -> None:
    cleaned = cleaned_of([ANNA, ANNA, OTTO], fields=fields)

    assert len(cleaned.customer_ids) == 2


def test_three_slots_of_a_field_are_looked_at_alike() -> None:
    phones = ("+49301234567", "+49307654321", "+491711234567")
    first = ANNA | {"phone": phones[0], "phone.2": phones[1], "phone.3": phones[2]}
    third = {"given_name": "Anna", "family_name": "Berg", "phone": phones[2]}
    cleaned = cleaned_of([first, third, OTTO])

    assert cleaned.customers[0] == cleaned.customers[1] != cleaned.customers[2]
    golden = cleaned.survived.golden.to_pylist()[int(cleaned.customers[0])]
    assert {golden[name] for name in ("phone", "phone.2", "phone.3")} == set(phones)


@pytest.mark.slow
def test_both_engines_come_to_the_same_customers() -> None:
    rows = [ANNA, ANNA | {"given_name": "Ana"}, OTTO, OTTO | {"email": "ow@holm.example"}, FIRM, FIRM, {}]
    one, other = (cleaned_of(rows, engine=engine) for engine in ENGINES)

    assert one.customers.tolist() == other.customers.tolist()
    assert one.customer_ids.to_pylist() == other.customer_ids.to_pylist()
    assert one.survived.golden.equals(other.survived.golden)


def test_what_people_decided_holds() -> None:
    rows = [ANNA, ANNA, OTTO]
    apart = cleaned_of(rows, decisions=Decisions(different=((0, 1),)))
    joined = cleaned_of(rows, decisions=Decisions(same=((0, 2),)))

    assert len(apart.customer_ids) == 3
    assert [held.reason for held in apart.resolution.held] == ["decision"]
    assert joined.customers[0] == joined.customers[2]


def test_an_id_is_of_the_content_and_not_of_the_place() -> None:
    alone = cleaned_of([ANNA, OTTO])
    turned = cleaned_of([OTTO, ANNA])

    assert set(alone.customer_ids.to_pylist()) == set(turned.customer_ids.to_pylist())
    assert all(len(name) == 17 and name.startswith("C") for name in alone.customer_ids.to_pylist())


def test_records_of_equal_content_are_numbered_apart() -> None:
    order = content_order(records_of([ANNA, ANNA, OTTO]))

    assert len(set(order.tolist())) == 3
    assert order[0] == content_order(records_of([OTTO, ANNA]))[1]
    assert (order >= 0).all()


def test_columns_that_say_where_a_record_came_from_are_no_content() -> None:
    records = records_of([ANNA, OTTO])
    elsewhere = records.set_column(1, "file", pa.array(["b.csv", "c.csv"]))

    assert content_order(records).tolist() == content_order(elsewhere).tolist()


values = st.one_of(
    st.sampled_from(["Anna", "Berg", "a@b.example", "1980-03-04", "+49301234567", "n/a", "DE", "", " "]),
    st.text(max_size=8),
)
some_rows = st.lists(
    st.dictionaries(
        st.sampled_from(
            ["full_name", "given_name", "family_name", "email", "phone", "birth_date", "address", "city",
             "organization", "country", "tax_id", "updated_date", "notes", "other:x"]
        ),
        values,
        max_size=5,
    ),
    max_size=5,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(some_rows)
def test_any_text_goes_the_whole_way(rows: list[Row]) -> None:
    filled = [{name: value for name, value in row.items() if value} for row in rows]
    cleaned = cleaned_of(filled)

    assert_whole(cleaned, len(rows))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([ANNA, ANNA | {"given_name": "Ana"}, OTTO, FIRM, {"email": ANNA["email"]}]), max_size=6)
)
def test_the_order_of_records_changes_no_customer(rows: list[Row]) -> None:
    one, turned = cleaned_of(rows), cleaned_of(rows[::-1])
    ids = one.customer_ids.take(pa.array(one.customers)).to_pylist()
    ids_turned = turned.customer_ids.take(pa.array(turned.customers)).to_pylist()

    def by_content(told: list[str], given: list[Row]) -> list[tuple[str, str]]:
        return sorted((str(row), name) for row, name in zip(given, told, strict=True))

    assert by_content(ids, rows) == by_content(ids_turned, rows[::-1])
    assert np.array_equal(np.sort(one.customers), np.sort(turned.customers)) or len(set(ids)) == len(set(ids_turned))


def test_another_file_with_other_columns_changes_no_id() -> None:
    alone = cleaned_of([ANNA, OTTO])
    beside = cleaned_of([ANNA, OTTO, {"organization": "Szczepanski Bakery", "notes": "called"}])

    assert set(alone.customer_ids.to_pylist()) < set(beside.customer_ids.to_pylist())


@pytest.mark.slow  # starts processes
def test_over_processes_everything_is_as_in_one() -> None:
    rows = [{**ANNA, "birth_date": "1999-99-99"}, OTTO, {**FIRM, "phone": "12"}, {**ANNA, "country": "DE"}]
    alone = cleaned_of(rows, engine="duckdb")
    with spread(2) as mapper:
        spread_out = cleaned_of(rows, engine="duckdb", mapper=mapper)
    assert alone.issues.num_rows > 0
    assert alone.derived.num_rows > 0
    for one, other in zip(
        (alone.issues, alone.derived, alone.survived.golden, alone.survived.provenance),
        (spread_out.issues, spread_out.derived, spread_out.survived.golden, spread_out.survived.provenance),
        strict=True,
    ):
        assert one.equals(other)
