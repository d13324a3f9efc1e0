"""Every issue of source records: of single values, between the fields of a record, and against the other records."""

from collections.abc import Sequence

import pyarrow as pa

from pellucid.golden.standardize.parallel import HERE, Spread
from pellucid.golden.standardize.table import StandardTable
from pellucid.golden.validate.across import check_across
from pellucid.golden.validate.table import in_row_order, issues_of
from pellucid.golden.validate.user_condition import UserRule
from pellucid.golden.validate.user_rules import check_user_rules


def check_records(
    standard: StandardTable, *, today: str | None, rules: Sequence[UserRule] = (), mapper: Spread = HERE
) -> pa.Table:
    """Return every issue of every record, of schema validate.table.ISSUES, in order of record_id (the row's position).

    today: ISO date of the run, or None where age is not to be judged. rules: the user's own. mapper: has a process for
    the long part, so that a thread that calls this keeps no other from working.
    """
    return in_row_order(
        [
            issues_of(standard.columns),
            mapper.apart(check_across, standard.table, today=today),
            check_user_rules(standard.table, rules, today=today),
        ]
    )
