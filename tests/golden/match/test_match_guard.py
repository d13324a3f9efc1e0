"""Values that many unrelated names use prove nothing; a family's phone does."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.match.contacts import email_keys, national_numbers
from pellucid.golden.match.guard import FAMILY_NAMES_MAX, GIVEN_NAMES_MAX, disarm, judge_values


def use_of(names: list[tuple[str | None, str | None]]) -> str:
    """Return what a value is judged to be that is used under these given and family names."""
    judged = judge_values(
        pa.array(["x"] * len(names), pa.string()),
        pa.array([given for given, _ in names], pa.string()),
        pa.array([family for _, family in names], pa.string()),
    )
    return str(judged["use"][0].as_py())


@pytest.mark.parametrize(
    ("names", "use"),
    [
        ([("anna", "berg")], "personal"),
        ([("anna", "berg")] * 9, "personal"),
        ([("anna", "berg"), ("anna", "holm")], "personal"),  # she married
        ([("anna", "berg"), (None, None)], "personal"),
        ([("anna", "berg"), ("otto", "berg")], "household"),
        ([(f"child {number}", "berg") for number in range(GIVEN_NAMES_MAX)], "household"),
        ([("anna", "berg"), ("otto", "holm"), ("ida", "wiese")], "household"),  # flatmates
        ([(f"given {number}", f"family {number}") for number in range(FAMILY_NAMES_MAX + 1)], "shared"),
        ([(f"given {number}", "berg") for number in range(GIVEN_NAMES_MAX + 1)], "shared"),
        ([("anna", f"family {number}") for number in range(9)], "personal"),  # nine family names and one given name
    ],
)
def test_use_is_told_by_how_many_names_there_are(names: list[tuple[str | None, str | None]], use: str) -> None:
    assert use_of(names) == use


def test_counts_are_of_names_and_records() -> None:
    judged = judge_values(
        pa.array(["x", "x", None, "y"]), pa.array(["a", "b", "c", "d"]), pa.array(["f", "f", "f", None])
    )

    assert judged.sort_by("value").to_pylist() == [
        {"value": "x", "record_count": 2, "given_count": 2, "family_count": 1, "use": "household"},
        {"value": "y", "record_count": 1, "given_count": 1, "family_count": 0, "use": "personal"},
    ]


def test_shared_values_are_disarmed_and_others_stay() -> None:
    names = [f"name {number}" for number in range(9)]
    column = pa.array(["all@desk.example"] * 9 + ["anna@berg.example", None])
    judged = judge_values(column, pa.array([*names, "anna", "otto"]), pa.array([*names, "berg", "berg"]))

    assert disarm(column, judged).to_pylist() == [None] * 9 + ["anna@berg.example", None]


def test_nothing_to_judge_is_nothing_judged() -> None:
    nothing = pa.array([], pa.string())

    assert judge_values(nothing, nothing, nothing).num_rows == 0


@pytest.mark.parametrize("number", ["0000000000", "1111111", "123456789", "1234567890", "999999999999999"])
def test_digits_typed_to_get_past_a_form_are_no_number(number: str) -> None:
    assert national_numbers(pa.array([number])).to_pylist() == [None]


@pytest.mark.parametrize(
    ("number", "key"),
    [("+49301234567", "301234567"), ("+35412345678", "412345678"), ("112", "112"), ("", None), (None, None)],
)
def test_a_number_is_its_last_nine_digits(number: str | None, key: str | None) -> None:
    assert national_numbers(pa.array([number], pa.string())).to_pylist() == [key]


@pytest.mark.parametrize("address", ["test@test.com", "noreply@berg.example", "none@none.com", "a@a.com"])
def test_an_address_nobody_reads_is_no_address(address: str) -> None:
    assert email_keys(pa.array([address, "anna@berg.example"])).to_pylist() == [None, "anna@berg.example"]


@pytest.mark.parametrize("address", ["test@berg.example", "info@berg.example", "anna.test@test.com"])
def test_an_address_somebody_may_read_stays(address: str) -> None:
    assert email_keys(pa.array([address])).to_pylist() == [address]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=6))
def test_any_text_can_be_a_contact(texts: list[str | None]) -> None:
    column = pa.array(texts, pa.string())

    assert len(national_numbers(column)) == len(texts)
    assert len(email_keys(pa.array([f"{text}@x.example" if text else None for text in texts], pa.string()))) == len(
        texts
    )
