"""Every issue of source records: of single values, between the fields of a record, and against the other records."""

import pyarrow as pa

from pellucid.golden.standardize.table import StandardTable
from pellucid.golden.validate.across import check_across
from pellucid.golden.validate.table import in_row_order, issues_of


def check_records(standard: StandardTable, *, today: str | None) -> pa.Table:
    """Return every issue of every record, of schema validate.table.ISSUES, in order of record_id (the row's position).

    today: ISO date of the run, or None where age is not to be judged.
    """
    return in_row_order([issues_of(standard.columns), check_across(standard.table, today=today)])
