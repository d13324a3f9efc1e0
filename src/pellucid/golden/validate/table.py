"""Issues of whole tables: each distinct value is judged once, and every record that holds it gets the issue."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.model.issue import Issue
from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.column import Column
from pellucid.golden.standardize.plain import Plain
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
from pellucid.golden.validate.plain import check_plain
from pellucid.golden.validate.text import check_text
from pellucid.golden.validate.url import check_url

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
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


def check_value(kind: str, value: Standardized, hints: Hints) -> tuple[Issue, ...]:
    """Return what is wrong with one value of a kind."""
    check = CHECKS.get(kind)
    return check(value, hints) if check else ()


class TableJudge:
    """Judges the values of whole tables where they are made; see standardize.column.Judge."""

    def value(self, kind: str, value: Standardized, hints: Hints) -> tuple[Issue, ...]:
        """Return what is wrong with one value of a kind."""
        return check_value(kind, value, hints)

    def plain(self, kind: str, values: Plain) -> tuple[Bools, pa.Table]:
        """Return which plain values have to be looked at one by one, and the issues of the others."""
        return check_plain(kind, values)


JUDGE = TableJudge()


def issues_of(columns: Sequence[Column]) -> pa.Table:
    """Return every issue of every record, of schema ISSUES, in order of record_id (the row's position)."""
    tables = [_issues_of(column) for column in columns if column.values.issues.num_rows]
    return in_row_order(tables)


def in_row_order(tables: Sequence[pa.Table]) -> pa.Table:
    """Return issues of several tables as one, of schema ISSUES, in order of record_id; those of a record as given."""
    found = pa.concat_tables([ISSUES.empty_table(), *tables])
    return found.take(pa.array(np.argsort(found["record_id"].to_numpy(), kind="stable")))


def _issues_of(column: Column) -> pa.Table:
    """Return the issues of a column's distinct values, each once for every row that holds the value."""
    issues = column.values.issues
    positions = pc.fill_null(column.positions, -1).to_numpy()
    counts = np.bincount(issues["place"].to_numpy(), minlength=len(column.values.standard))
    rows = np.flatnonzero((positions >= 0) & (counts[positions] > 0))
    repeats = counts[positions[rows]]
    starts = np.cumsum(counts) - counts  # issues come in order of the values they are of
    take = np.repeat(starts[positions[rows]], repeats) + _within(repeats)
    found = issues.drop_columns(["place"]).take(pa.array(take))
    field = pa.array([column.target], pa.string()).take(pa.array(np.zeros(len(take), np.int64)))
    return pa.table([pa.array(np.repeat(rows, repeats)), field, *found.columns], schema=ISSUES)


def _within(repeats: Ints) -> Ints:
    """Return 0, 1, ... within each run of so many."""
    ends = np.cumsum(repeats)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - repeats, repeats)
