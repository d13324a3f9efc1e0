"""Keeping what is wrong."""

import pyarrow as pa
import pyarrow.compute as pc

from pellucid.crm.bulk.write import ids_used, insert, next_id

ISSUES = "issues_issue"


def keep_issues(issues: pa.Table, versions: list[int]) -> None:
    """Keep the issues of versions of records.

    issues: golden's validate.table.ISSUES; versions: the version of each row it speaks of, 0 where none was kept.
    """
    owners = pa.array(versions, pa.int64()).take(issues["record_id"].combine_chunks())
    own = pc.not_equal(owners, 0)
    kept, owners = issues.filter(own).drop_columns(["record_id"]), owners.filter(own)
    if kept.num_rows == 0:
        return
    first = next_id(ISSUES)
    place = kept.schema.get_field_index("found")
    kept = kept.set_column(place, "found", pc.fill_null(kept["found"], ""))
    numbers = pa.array(range(first, first + kept.num_rows), pa.int64())
    insert(ISSUES, kept.append_column("id", numbers).append_column("version_id", owners))
    ids_used(ISSUES)
