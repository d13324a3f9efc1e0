"""Golden records of whole tables, and why each contested value won."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.survive.policy import rules_of
from pellucid.golden.survive.table import Standing, Survived, survive

RULES = rules_of(CATALOG)


def standing(count: int, *, recency: list[float] | None = None, trust: list[float] | None = None) -> Standing:
    return Standing(
        recency=np.array(recency if recency else [-np.inf] * count),
        trust=np.array(trust if trust else [0.5] * count),
        verified=np.zeros(count),
        rank=np.arange(count, dtype=np.int64),
    )


def survived(columns: dict[str, list[str | None]], customers: list[int], **standings: list[float]) -> Survived:
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    return survive(table, np.array(customers, dtype=np.int64), RULES, standing(len(customers), **standings))


def test_every_customer_has_one_golden_record() -> None:
    golden = survived({"email": ["a@x.example", "b@x.example", "c@x.example"]}, [1, 0, 1]).golden

    assert golden["customer"].to_pylist() == [0, 1]
    assert golden["email"].to_pylist() == ["b@x.example", "a@x.example"]
    assert golden["email.2"].to_pylist() == [None, "c@x.example"]


def test_no_records_are_no_customers() -> None:
    result = survived({"email": []}, [])

    assert result.golden.num_rows == 0
    assert result.provenance.num_rows == 0


def test_columns_that_are_empty_throughout_stay_empty() -> None:
    golden = survived({"email": [None, None], "gender": [None, None]}, [0, 0]).golden

    assert {value for name in golden.column_names[1:] for value in golden[name].to_pylist()} <= {None}


def test_slots_of_all_records_compete_and_doubles_are_one() -> None:
    columns = {"phone": ["+1", "+2", "+3"], "phone.2": ["+2", None, "+1"], "phone.3": [None, None, "+4"]}
    golden = survived(columns, [0, 0, 0]).golden
    slots = [golden[name].to_pylist()[0] for name in golden.column_names if name.startswith("phone")]

    assert sorted(slots) == ["+1", "+2", "+3", "+4"]
    assert set(slots[:2]) == {"+1", "+2"}  # said twice each


def test_a_trusted_source_wins_over_a_newer_one() -> None:
    result = survived({"email": ["old@x.example", "new@x.example"]}, [0, 0], trust=[0.9, 0.5], recency=[1.0, 2.0])

    assert result.golden["email"].to_pylist() == ["old@x.example"]
    assert result.provenance.to_pylist() == [
        {"customer": 0, "field": "email", "record_id": 0, "reason": "trusted", "rivals": 1}
    ]


def test_what_nothing_parts_is_told_by_order() -> None:
    result = survived({"email": ["a@x.example", "b@x.example"]}, [0, 0])

    assert result.golden["email"].to_pylist() == ["a@x.example"]
    assert result.provenance["reason"].to_pylist() == ["first"]


def test_what_nobody_contests_needs_no_provenance() -> None:
    assert survived({"email": ["a@x.example", None]}, [0, 0]).provenance.num_rows == 0


def test_capitals_make_no_other_value() -> None:
    golden = survived({"email": ["A@x.example", "a@x.example"]}, [0, 0]).golden

    assert "email.2" not in golden.column_names or golden["email.2"].to_pylist() == [None]


texts = st.one_of(st.none(), st.sampled_from(["a", "b", "c", "B"]))
FIELDS = ("email", "email.2", "given_name", "family_name", "street", "city", "birth_date", "other:colour")


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.tuples(*(texts for _ in FIELDS))), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_nothing_is_invented_and_order_changes_nothing(
    rows: list[tuple[int, tuple[str | None, ...]]], chance: object
) -> None:
    customers = np.unique([customer for customer, _ in rows], return_inverse=True)[1]
    table = pa.table({name: pa.array([row[at] for _, row in rows], pa.string()) for at, name in enumerate(FIELDS)})
    one = survive(table, customers, RULES, standing(len(rows))).golden
    turned = np.arange(len(rows))[::-1]
    ranks = Standing(
        recency=np.full(len(rows), -np.inf), trust=np.full(len(rows), 0.5), verified=np.zeros(len(rows)), rank=turned
    )
    other = survive(table.take(pa.array(turned)), customers[turned], RULES, ranks).golden

    for name in one.column_names[1:]:
        field = name if name.startswith("other:") else name.partition(".")[0]
        said = [column for column in FIELDS if column == field or column.partition(".")[0] == field]
        for customer, value in enumerate(one[name].to_pylist()):
            values = {table[column][at].as_py() for column in said for at in np.flatnonzero(customers == customer)}
            assert value is None or value in values
    assert one.to_pylist() == other.select(one.column_names).to_pylist()
