"""All issues of records together: of values, between fields, of the user's rules."""

import pyarrow as pa

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.records import check_records
from pellucid.golden.validate.table import ISSUES, JUDGE
from pellucid.golden.validate.user_rule_language import parse_user_rules

TODAY = "2026-01-31"
RULES = parse_user_rules(
    "- {name: reachable, field: phone, severity: warn, message: No phone., require: {present: true}}", file="r.yaml"
)
COLUMNS: dict[str, list[str | None]] = {
    "file": ["a.csv"] * 3,
    "email": ["not an address", "info@berg.example.org", None],
    "birth_date": ["2015-05-01", None, "1990-05-03"],
    "created_date": ["2020-01-01", "2020-01-02", "1989-01-05"],
    "phone": [None, "+49 30 901820", None],
}


def test_issues_of_every_sort_stand_with_their_row() -> None:
    texts = {name: pa.array(column, pa.string()) for name, column in COLUMNS.items()}
    records = pa.table({"record_id": pa.array(range(3), pa.int64()), **texts})
    standard = standardize_table(records, judge=JUDGE, hints=Hints(today=TODAY))
    issues = check_records(standard, today=TODAY, rules=RULES)
    assert issues.schema == ISSUES
    found = list(zip(issues["record_id"].to_pylist(), issues["rule"].to_pylist(), strict=True))
    assert [row for row, _ in found] == sorted(row for row, _ in found)
    assert {
        (0, "email_without_at"), (0, "date_minor"), (0, "user:reachable"), (1, "email_role"),
        (2, "across_dates_out_of_order"), (2, "user:reachable"),
    } <= set(found)  # fmt: skip
    assert (1, "user:reachable") not in found
