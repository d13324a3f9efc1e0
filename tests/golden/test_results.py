"""The tables that people are given."""

import base64

import numpy as np
import pyarrow as pa
import pytest

from pellucid.golden.engines.memory import MemoryEngine
from pellucid.golden.intake.gather import gather, hints_of
from pellucid.golden.intake.read import read_bytes
from pellucid.golden.model.delivery import Delivery
from pellucid.golden.pipeline import Cleaned, clean
from pellucid.golden.results import (
    UNREADABLE,
    customers_table,
    issues_table,
    membership,
    pair_tables,
    records_table,
    verdicts,
)

SHOP = b"""Name;E-Mail;Telefon
Anna Berg;anna71@berg.example;+49 30 1234567
Anna Berg;anna71@berg.example;
broken row
Otto Wiese;otto(at)wiese;
"""
DESK = b"name,email,shoe size\nAnna Berg,anna71@berg.example,38\nIda Falk,,\n"


@pytest.fixture(scope="module")
def deliveries() -> list[Delivery]:
    return [read_bytes(SHOP, file="shop.csv"), read_bytes(DESK, file="desk.csv")]


@pytest.fixture(scope="module")
def cleaned(deliveries: list[Delivery]) -> Cleaned:
    return clean(gather(deliveries), engine=MemoryEngine(), file_hints=hints_of(deliveries))


def test_customers_have_their_id_and_how_many_records_they_have(cleaned: Cleaned) -> None:
    customers = customers_table(cleaned).to_pylist()

    assert {row["full_name"]: row["record_count"] for row in customers} == {
        "Anna Berg": 3, "Otto Wiese": 1, "Ida Falk": 1,
    }  # fmt: skip
    assert all(row["customer_id"] for row in customers)


def test_columns_that_are_empty_throughout_are_left_out(cleaned: Cleaned) -> None:
    customers = customers_table(cleaned)

    assert all(customers[name].null_count < customers.num_rows for name in customers.column_names)
    assert "other:shoe size" in customers.column_names


def test_every_row_that_came_in_is_listed_in_the_order_it_came(cleaned: Cleaned, deliveries: list[Delivery]) -> None:
    records = records_table(cleaned, deliveries)

    assert records.column_names[:4] == ["file", "row", "customer_id", "probability"]
    assert list(zip(records["file"].to_pylist(), records["row"].to_pylist(), strict=True)) == [
        ("shop.csv", 1), ("shop.csv", 2), ("shop.csv", 3), ("shop.csv", 4), ("desk.csv", 1), ("desk.csv", 2),
    ]  # fmt: skip
    lost = records.to_pylist()[2]
    assert [value for name, value in lost.items() if name not in ("file", "row")] == [None] * (records.num_columns - 2)


def test_issues_begin_with_rows_that_could_not_be_read(cleaned: Cleaned, deliveries: list[Delivery]) -> None:
    first, *others = issues_table(cleaned.issues, cleaned.records, deliveries).to_pylist()

    assert (first["file"], first["row"], first["rule"], first["severity"]) == ("shop.csv", 3, UNREADABLE, "error")
    assert base64.b64decode(first["raw"]).startswith(b"broken row")
    assert ("shop.csv", 4) in {(issue["file"], issue["row"]) for issue in others if issue["field"] == "email"}
    assert {issue["raw"] for issue in others} == {None}


def test_pairs_come_strongest_first_with_verdict_and_reasons(cleaned: Cleaned) -> None:
    pairs = pa.concat_tables(pair_tables(cleaned)).to_pylist()
    bits = [pair["weight_bits"] for pair in pairs]

    assert bits == sorted(bits, reverse=True)
    assert pairs[0]["verdict"] == "same"
    assert "the same e-mail address" in pairs[0]["reasons"]
    assert {(pair["left_file"], pair["right_file"]) for pair in pairs} >= {("shop.csv", "desk.csv")}


def test_verdicts_are_of_whole_customers(cleaned: Cleaned) -> None:
    for party in cleaned.runs:
        left, right = party.rows[party.run.left], party.rows[party.run.right]
        together = cleaned.customers[left] == cleaned.customers[right]

        assert ((verdicts(cleaned, party) == "same") == together).all()


def test_membership_is_how_sure_a_record_is_of_its_customer(cleaned: Cleaned) -> None:
    told = membership(cleaned)

    assert np.all((told >= 0) & (told <= 1))
    assert np.all(told > 0.5)
    assert len(told) == cleaned.records.num_rows
