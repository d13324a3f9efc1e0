"""Deliveries laid into one table of source records, the way every later stage takes them."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from pellucid.golden.intake.convention import column_hints
from pellucid.golden.model.delivery import Delivery
from pellucid.golden.model.value import Hints


def gather(deliveries: Sequence[Delivery]) -> pa.Table:
    """Return all records of all files: record_id (int64, 0 to n-1), file, row (int64), then every raw text column.

    A column that a file does not have is null for its records.
    """
    tables = []
    for delivery in deliveries:
        file = pa.array([delivery.file], pa.string()).take(pa.array(np.zeros(delivery.records.num_rows, np.int64)))
        tables.append(delivery.records.add_column(0, "file", file))
    if not tables:
        return pa.table({"record_id": pa.array([], pa.int64()), "file": pa.array([], pa.string())})
    records = pa.concat_tables(tables, promote_options="default").combine_chunks()
    return records.add_column(0, "record_id", pa.array(np.arange(records.num_rows, dtype=np.int64)))


def hints_of(deliveries: Sequence[Delivery]) -> dict[tuple[str, str], Hints]:
    """Return what each column of each file showed as a whole, by file and target."""
    return {
        (delivery.file, target): hints for delivery in deliveries for target, hints in column_hints(delivery).items()
    }
