"""The guard: before anything is weighed, values that many unrelated names use lose their evidence.

A switchboard, an info@ mailbox or a number typed to get past a form proves nothing about who somebody is. What tells
them from a family's phone is not how many records use a value but how many *different* names do.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# A couple with two married children has three family names; more unrelated names than that are no family.
FAMILY_NAMES_MAX = 3
# A large household; with more different given names than that a value is an institution's, whatever the family names.
GIVEN_NAMES_MAX = 12

PERSONAL, HOUSEHOLD, SHARED = "personal", "household", "shared"


def judge_values(values: pa.Array, given: pa.Array, family: pa.Array) -> pa.Table:
    """Return what each distinct value is used by, and what that makes of it.

    values: one contact value a row, such as an e-mail address; given, family: the names' sounds on the same rows, so
    that a typing error does not make a new name. Result columns: value, record_count, given_count, family_count
    (int64), use (personal, household, shared).
    """
    table = pa.table({"value": values, "given": given, "family": family}).filter(pc.is_valid(values))
    counted = table.group_by("value", use_threads=False).aggregate(
        [("given", "count_distinct"), ("family", "count_distinct"), ("value", "count")]
    )
    given_count = counted["given_count_distinct"].to_numpy()
    family_count = counted["family_count_distinct"].to_numpy()
    shared = (family_count > FAMILY_NAMES_MAX) & (given_count > FAMILY_NAMES_MAX) | (given_count > GIVEN_NAMES_MAX)
    use = np.where(shared, SHARED, np.where(given_count > 1, HOUSEHOLD, PERSONAL))
    return pa.table(
        {
            "value": counted["value"],
            "record_count": counted["value_count"],
            "given_count": counted["given_count_distinct"],
            "family_count": counted["family_count_distinct"],
            "use": pa.array(use, pa.string()),
        }
    )


def disarm(column: pa.Array | pa.ChunkedArray, judged: pa.Table) -> pa.Array | pa.ChunkedArray:
    """Return the column with shared values made null: they take no part in keys or comparisons."""
    shared = judged.filter(pc.equal(judged["use"], SHARED))["value"].combine_chunks()
    if len(shared) == 0:
        return column
    return pc.if_else(pc.is_in(column, value_set=shared), pa.scalar(None, pa.string()), column)
