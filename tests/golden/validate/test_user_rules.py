"""Users' rules over tables."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.validate.table import ISSUES
from pellucid.golden.validate.user_rule_language import parse_user_rules
from pellucid.golden.validate.user_rules import check_user_rules

TODAY = "2026-01-31"
TABLE = pa.table(
    {
        "record_id": pa.array(range(4), pa.int64()),
        "source_key": pa.array(["A1", "A2", "A2", None], pa.string()),
        "email": pa.array(["ada@x.de", "bo@x.de", None, "cy@y.de"], pa.string()),
        "email.2": pa.array(["ada@x.de", "bob@x.de", None, None], pa.string()),
        "country": pa.array(["DE", "NL", "DE", None], pa.string()),
        "order_total": pa.array(["10", "9.50", "-3", "many"], pa.string()),
        "created_date": pa.array(["2024-01-01", "2026-01-31", "2027-01-01", None], pa.string()),
        "updated_date": pa.array(["2024-02-01", "2025-01-01", None, "2024-01-01"], pa.string()),
        "other:Sponsor": pa.array(["A2", "A9", None, "A1"], pa.string()),
    }
)


def rows(field: str, require: str, when: str = "", table: pa.Table = TABLE) -> list[int]:
    """Return the rows in which a rule finds fault."""
    condition = f", when: {when}" if when else ""
    text = f"- {{name: r, field: '{field}', severity: warn, message: m, require: {require}{condition}}}"
    issues = check_user_rules(table, parse_user_rules(text, file="r.yaml"), today=TODAY)
    assert issues.schema == ISSUES
    return [int(row) for row in issues["record_id"].to_pylist()]


@pytest.mark.parametrize(
    ("field", "require", "broken"),
    [
        ("email", "{present: true}", [2]),
        ("email", "{missing: true}", [0, 1, 3]),
        ("email", "{present: false}", [0, 1, 3]),
        ("email", "{matches: '@x[.]de$'}", [3]),
        ("email", "{matches: '(?i)^ADA'}", [1, 3]),
        ("country", "{equals: DE}", [1]),
        ("country", "{one_of: [DE, AT]}", [1]),
        ("order_total", "{min: 9.5}", [2]),
        ("order_total", "{max: 9.5}", [0]),
        ("created_date", "{max: today}", [2]),
        ("created_date", "{min: 2026-01-01}", [0]),
        ("created_date", "{before: today}", [1, 2]),
        ("created_date", "{before: updated_date}", [1]),
        ("updated_date", "{after: created_date}", [1]),
        ("updated_date", "{after: 2024-06-01}", [0, 3]),
        ("source_key", "{length: 3}", [0, 1, 2]),
        ("email", "{length: {min: 8, max: 9}}", [1, 3]),
        ("email", "{differs_from: email.2}", [0]),
        ("email", "{same_as: email.2}", [1]),
        ("source_key", "{unique: true}", [1, 2]),
        ("source_key", "{unique: false}", [0]),
        ("other:Sponsor", "{exists_in: source_key}", [1]),
        ("email", "{any: [{present: true}, {field: country, present: true}]}", []),
        ("email", "{all: [{present: true}, {field: country, present: true}]}", [2, 3]),
        ("email", "{all: [{field: country, equals: DE}, {matches: '^ada'}]}", [1, 3]),  # false beside a missing one
        ("email", "{not: {matches: '^a'}}", [0]),
        ("phone", "{matches: '^x'}", []),  # a field without a column is missing throughout
        ("phone", "{present: true}", [0, 1, 2, 3]),
    ],
)
def test_a_rule_finds_the_rows_that_break_it(field: str, require: str, broken: list[int]) -> None:
    assert rows(field, require) == broken


def test_a_rule_looks_only_where_its_condition_is_true() -> None:
    assert rows("email", "{present: true}", "{field: country, equals: NL}") == []
    assert rows("email", "{present: true}", "{field: country, equals: DE}") == [2]
    assert rows("country", "{present: true}", "{not: {field: country, equals: DE}}") == []  # missing is not "not DE"


def test_one_true_condition_is_enough_beside_a_missing_one() -> None:
    assert rows(
        "source_key", "{present: true}", "{any: [{field: country, equals: DE}, {field: email, length: 7}]}"
    ) == [3]


def test_an_issue_shows_the_rule_as_the_users_own() -> None:
    text = """
- {name: lower, fields: [email, email.2], severity: quarantine, message: Not of x., require: {matches: 'bo@'}}
- {name: land, field: country, severity: note, message: Where, require: {present: true}}
"""
    issues = check_user_rules(TABLE, parse_user_rules(text, file="r.yaml"), today=TODAY).to_pylist()
    assert issues[0] == {
        "record_id": 0, "field": "email", "rule": "user:lower", "severity": "error", "message": "Not of x.",
        "found": "ada@x.de", "suggestion": None,
    }  # fmt: skip
    told = [(issue["record_id"], issue["field"], issue["rule"]) for issue in issues]
    assert told == [
        (0, "email", "user:lower"), (0, "email.2", "user:lower"), (1, "email.2", "user:lower"),
        (3, "email", "user:lower"), (3, "country", "user:land"),
    ]  # fmt: skip
    assert issues[-1]["found"] == ""


def test_without_a_day_nothing_is_said_of_today() -> None:
    rules = parse_user_rules(
        "- {name: r, field: created_date, severity: note, message: m, require: {before: today}}", file="r.yaml"
    )
    assert check_user_rules(TABLE, rules, today=None).num_rows == 0


ALL_CONDITIONS = (
    "{any: [{present: true}, {equals: a}, {one_of: [a, b]}, {matches: 'a'}, {min: 1}, {max: 2020-01-01}, {length: 2}, "
    "{same_as: notes}, {differs_from: notes}, {before: notes}, {after: today}, {unique: true}, {exists_in: notes}]}"
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.one_of(st.none(), st.text(st.characters(codec="utf-8"), max_size=12))] * 2), max_size=6))
def test_no_text_in_a_table_is_an_exception(texts: list[tuple[str | None, str | None]]) -> None:
    table = pa.table(
        {
            "record_id": pa.array(range(len(texts)), pa.int64()),
            "tags": pa.array([one for one, _ in texts], pa.string()),
            "notes": pa.array([other for _, other in texts], pa.string()),
        }
    )
    rows("tags", f"{{not: {ALL_CONDITIONS}}}", ALL_CONDITIONS, table)
