"""Issues of whole tables: each distinct value is judged once, and every record that holds it gets the issue."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

from pellucid.golden.model.issue import Issue
from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.table import Column
from pellucid.golden.validate.address import check_address
from pellucid.golden.validate.amount import check_amount, check_number
from pellucid.golden.validate.country import check_country
from pellucid.golden.validate.currency import check_currency
from pellucid.golden.validate.date import check_date
from pellucid.golden.validate.email import check_email
from pellucid.golden.validate.gender import check_gender
from pellucid.golden.validate.identifier import check_identifier
from pellucid.golden.validate.language import check_language
from pellucid.golden.validate.name import check_name
from pellucid.golden.validate.organization import check_organization
from pellucid.golden.validate.phone import check_phone
from pellucid.golden.validate.text import check_text
from pellucid.golden.validate.url import check_url

Check = Callable[[Standardized, Hints], tuple[Issue, ...]]

CHECKS: dict[str, Check] = {
    "address": check_address,
    "amount": check_amount,
    "country": check_country,
    "currency": check_currency,
    "date": check_date,
    "email": check_email,
    "gender": check_gender,
    "identifier": check_identifier,
    "language": check_language,
    "name": check_name,
    "number": check_number,
    "organization": check_organization,
    "phone": check_phone,
    "text": check_text,
    "url": check_url,
}

ISSUES = pa.schema(
    [
        ("record_id", pa.int64()),
        ("field", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("message", pa.string()),
        ("found", pa.string()),
        ("suggestion", pa.string()),
    ]
)


def check_columns(columns: Sequence[Column]) -> pa.Table:
    """Return every issue of every record, of schema ISSUES, in order of record_id (the row's position)."""
    tables = [_check_column(column) for column in columns if column.kind in CHECKS]
    return pa.concat_tables([ISSUES.empty_table(), *tables]).sort_by("record_id")


def _check_column(column: Column) -> pa.Table:
    check = CHECKS[column.kind]
    positions = column.positions.to_numpy(zero_copy_only=False)
    found = [check(item, hints) for item, hints in zip(column.items, column.hints, strict=True)]
    faulty = np.array([bool(issues) for issues in found], dtype=bool)
    known = np.flatnonzero(column.positions.is_valid().to_numpy(zero_copy_only=False))
    if len(known) == 0 or not faulty.any():
        return ISSUES.empty_table()
    codes = positions[known].astype(np.int64)
    hit = faulty[codes]
    rows, codes = known[hit], codes[hit]
    counts = np.array([len(issues) for issues in found])
    starts = np.cumsum(counts) - counts
    repeats = counts[codes]
    flat = np.repeat(starts[codes], repeats) + _within(repeats)
    issues = [(issue, item.raw) for issues, item in zip(found, column.items, strict=True) for issue in issues]
    take = pa.array(flat)
    return pa.table(
        [
            pa.array(np.repeat(rows, repeats)),
            pa.array([column.target] * len(flat), pa.string()),
            pa.array([issue.rule for issue, _ in issues], pa.string()).take(take),
            pa.array([issue.severity.value for issue, _ in issues], pa.string()).take(take),
            pa.array([issue.message for issue, _ in issues], pa.string()).take(take),
            pa.array([issue.found or raw for issue, raw in issues], pa.string()).take(take),
            pa.array([issue.suggestion for issue, _ in issues], pa.string()).take(take),
        ],
        schema=ISSUES,
    )


def _within(repeats: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return 0, 1, ... within each run of so many."""
    ends = np.cumsum(repeats)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - repeats, repeats)
