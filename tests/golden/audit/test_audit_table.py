"""The audit of small tables that a reader can count."""

import numpy as np
import pyarrow as pa
import pytest

from pellucid.golden.audit.scorecard import Dimension, Scorecard, geometric_mean
from pellucid.golden.audit.table import audit_customers, audit_records
from pellucid.golden.audit.timeliness import still_true

TODAY = "2026-01-01"
ISSUES = pa.schema(
    [
        ("record_id", pa.int64()),
        *((name, pa.string()) for name in ("field", "rule", "severity", "message", "found", "suggestion")),
    ]
)


def issues(*rows: tuple[int, str, str, str, str]) -> pa.Table:
    """Rows of record_id, field, rule, severity, found."""
    return pa.table(
        {
            "record_id": pa.array([row[0] for row in rows], pa.int64()),
            "field": pa.array([row[1] for row in rows], pa.string()),
            "rule": pa.array([row[2] for row in rows], pa.string()),
            "severity": pa.array([row[3] for row in rows], pa.string()),
            "message": pa.array(["Something is wrong."] * len(rows), pa.string()),
            "found": pa.array([row[4] for row in rows], pa.string()),
            "suggestion": pa.nulls(len(rows), pa.string()),
        },
        schema=ISSUES,
    )


def texts(**columns: list[str | None]) -> pa.Table:
    """A standard table of text columns; two underscores in a name stand for the dot of a slot."""
    return pa.table({name.replace("__", "."): pa.array(values, pa.string()) for name, values in columns.items()})


def score(card: Scorecard, dimension: Dimension) -> float | None:
    return card.dimension(dimension).score


def test_a_table_without_rows_is_measured_in_no_dimension_and_has_no_score() -> None:
    card = audit_records(texts(email=[]), issues(), customers=np.empty(0, dtype=np.int64), today=TODAY)
    assert [one.score for one in card.dimensions] == [None] * 6
    assert card.overall is None


def test_a_table_of_unknown_columns_is_measured_in_no_dimension() -> None:
    card = audit_records(texts(**{"other:shoe size": ["44", "45"]}), issues(), customers=None, today=TODAY)
    assert card.overall is None
    assert card.fields == ()


def test_a_column_that_no_field_claims_may_have_a_dot_in_its_name_and_issues() -> None:
    table = texts(**{"other:v1.size": ["44", "?"]})
    found = issues((1, "other:v1.size", "text_unreadable", "error", "?"))
    assert audit_records(table, found, customers=None, today=TODAY).overall is None
    assert customers_of(table, found, table.slice(0, 1), []).invalid_count == 0


def test_accuracy_is_never_measured_from_files() -> None:
    card = audit_records(texts(email=["a@example.com"]), issues(), customers=None, today=TODAY)
    assert score(card, Dimension.ACCURACY) is None


def test_completeness_weighs_a_missing_value_by_what_its_field_is_worth() -> None:
    # e-mail is worth 4 and phone 3: of 14 in two rows, one phone is missing.
    card = audit_records(
        texts(email=["a@example.com", "b@example.com"], phone=["+4930901820", None]),
        issues(),
        customers=None,
        today=TODAY,
    )
    assert score(card, Dimension.COMPLETENESS) == pytest.approx(11 / 14)


def test_a_second_slot_fills_a_field() -> None:
    table = texts(email=[None, "b@example.com"], email__2=["a@example.com", None])
    assert score(audit_records(table, issues(), customers=None, today=TODAY), Dimension.COMPLETENESS) == 1.0


def test_not_everybody_has_a_middle_name_and_no_company_a_given_name() -> None:
    table = texts(given_name=["Ann", "Bo", None], middle_name=["May", None, None], organization=[None, None, "Brook"])
    card = audit_records(table, issues(), customers=None, today=TODAY)
    assert {field.name: field.missing_count for field in card.fields} == {
        "given_name": 0,
        "middle_name": 0,
        "organization": 0,
    }


def test_a_field_that_no_row_holds_anything_in_is_not_asked_for() -> None:
    card = audit_records(texts(city=["Bonn", "Bern"], street=[None, None]), issues(), customers=None, today=TODAY)
    assert score(card, Dimension.COMPLETENESS) == 1.0
    assert [field.name for field in card.fields] == ["city"]


def test_a_placeholder_is_missing_and_not_invalid() -> None:
    card = audit_records(
        texts(phone=[None, "+4930901820"]),
        issues((0, "phone", "phone_placeholder", "error", "n/a")),
        customers=None,
        today=TODAY,
    )
    (phone,) = (field for field in card.fields if field.name == "phone")
    assert (phone.missing_count, phone.placeholder_count, phone.invalid_count) == (1, 1, 0)


def test_a_wrong_value_counts_against_validity_and_not_against_completeness_too() -> None:
    card = audit_records(
        texts(email=[None, "b@example.com"]),
        issues((0, "email", "email_without_at", "error", "jan.example.com")),
        customers=None,
        today=TODAY,
    )
    assert score(card, Dimension.VALIDITY) == 0.5
    assert score(card, Dimension.COMPLETENESS) == 1.0


@pytest.mark.parametrize("severity", ["warning", "note"])
def test_only_an_error_makes_a_value_invalid(severity: str) -> None:
    card = audit_records(
        texts(email=["info@example.com"]),
        issues((0, "email", "email_role", severity, "")),
        customers=None,
        today=TODAY,
    )
    assert score(card, Dimension.VALIDITY) == 1.0


def test_uniqueness_is_customers_over_rows() -> None:
    card = audit_records(texts(email=["a", "a", "a", "b"]), issues(), customers=np.array([0, 0, 0, 1]), today=TODAY)
    assert score(card, Dimension.UNIQUENESS) == 0.5
    assert card.dimension(Dimension.UNIQUENESS).failing_count == 2


def test_two_birth_dates_of_one_customer_and_a_change_before_creation_are_inconsistent() -> None:
    table = texts(
        birth_date=["1980-01-01", "1981-01-01", "1990-05-05", "1990-05-05"],
        created_date=["2020-01-01", None, None, None],
        updated_date=["2019-01-01", None, None, None],
    )
    consistency = audit_records(table, issues(), customers=np.array([0, 0, 1, 1]), today=TODAY).dimension(
        Dimension.CONSISTENCY
    )
    # Two customers compared, one row with all dates: birth before creation holds, creation before change does not.
    assert (consistency.measured_count, consistency.failing_count) == (4, 2)


def test_timeliness_is_the_mean_chance_that_a_value_is_still_true() -> None:
    table = texts(email=["a@example.com", "b@example.com"], updated_date=[TODAY, "2022-06-21"])
    card = audit_records(table, issues(), customers=None, today=TODAY)  # 1,290 days apart: the half-life of e-mail
    assert score(card, Dimension.TIMELINESS) == pytest.approx(0.75)
    assert {field.name: field.stale_count for field in card.fields}["email"] == 0


def test_timeliness_is_not_measured_without_dates() -> None:
    card = audit_records(texts(email=["a@example.com"]), issues(), customers=None, today=TODAY)
    assert score(card, Dimension.TIMELINESS) is None
    assert card.stale_count is None


@pytest.mark.parametrize(("age", "expected"), [(-10.0, 1.0), (0.0, 1.0), (100.0, 0.5), (200.0, 0.25)])
def test_half_of_the_values_are_true_after_a_half_life(age: float, expected: float) -> None:
    assert still_true(np.array([age]), 100.0)[0] == pytest.approx(expected)


def test_the_overall_score_does_not_hide_a_dimension_that_fails() -> None:
    assert geometric_mean([1.0, 1.0, 0.0]) == 0.0
    assert geometric_mean([0.9, 0.4]) == pytest.approx(0.6)
    assert geometric_mean([]) is None


def customers_of(table: pa.Table, found: pa.Table, golden: pa.Table, waiting: list[float]) -> Scorecard:
    return audit_customers(
        golden, standard=table, issues=found, customers=np.array([0, 0]), waiting=np.array(waiting), today=TODAY
    )


def test_an_error_follows_its_value_into_the_customer_and_no_further() -> None:
    table = texts(birth_date=["2031-01-01", "1981-01-01"])
    found = issues((0, "birth_date", "date_future", "error", "2031-01-01"))
    kept = customers_of(table, found, texts(birth_date=["2031-01-01"]), [])
    gone = customers_of(table, found, texts(birth_date=["1981-01-01"]), [])
    assert (kept.invalid_count, gone.invalid_count) == (1, 0)


@pytest.mark.parametrize(("told", "failing"), [(["1980-01-01"] * 2, 0), (["1980-01-01", "1981-01-01"], 1)])
def test_a_contradiction_without_a_majority_stays_one(told: list[str | None], failing: int) -> None:
    card = customers_of(texts(birth_date=told), issues(), texts(birth_date=["1980-01-01"]), [])
    assert card.dimension(Dimension.CONSISTENCY).failing_count == failing


def test_a_value_is_as_old_as_the_last_record_that_says_it() -> None:
    table = texts(phone=["+4930901820", "+4930901820"], updated_date=["2001-01-01", TODAY])
    card = customers_of(table, issues(), texts(phone=["+4930901820"], updated_date=[TODAY]), [])
    assert score(card, Dimension.TIMELINESS) == 1.0


def test_pairs_that_wait_leave_doubles_to_expect() -> None:
    table = texts(email=["a@example.com", "a@example.com"])
    card = customers_of(table, issues(), texts(email=["a@example.com"] * 10), [0.5, 0.5])
    assert score(card, Dimension.UNIQUENESS) == pytest.approx(0.9)
