"""Keeping what golden records show of where their parties belong; see golden.relate.traces."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.bulk.read import Rows, number_columns, rows_where
from pellucid.crm.bulk.write import delete_by, insert
from pellucid.golden.relate.traces import Trace, Traces

TRACES = "parties_trace"
COLUMNS = "party_id, kind, key, said"
Ints = NDArray[np.int64]


def keep_traces(customers: Sequence[int], traces: Traces) -> Traces:
    """Keep the traces of customers in place of those they had, and return these."""
    before = traces_where("party_id", customers)
    if len(before.party):
        delete_by(TRACES, "party_id", list(customers))
    order = np.lexsort((traces.party, traces.said, traces.key, traces.kind))
    columns = {"party_id": traces.party, "kind": traces.kind, "key": traces.key, "said": traces.said}
    insert(TRACES, pa.table({name: pa.array(values[order]) for name, values in columns.items()}))
    return before


def traces_where(column: str, ids: Sequence[int]) -> Traces:
    """Return the traces whose column holds one of the ids. column: SQL, with what else is asked before it."""
    return _as_traces(rows_where(COLUMNS, TRACES, column, ids))


def traces_met(kinds: Sequence[Trace], keys: Sequence[int]) -> Traces:
    """Return the traces of some kinds that have one of the keys."""
    return _as_traces([row for kind in kinds for row in rows_where(COLUMNS, TRACES, f"kind = {kind:d} AND key", keys)])


def all_traces() -> Traces:
    """Return every trace there is."""
    party, kind, key, said = number_columns(f"SELECT {COLUMNS} FROM {TRACES}", count=4)
    return Traces(party=as_ints(party), kind=as_ints(kind), key=as_ints(key), said=as_ints(said))


def as_ints(numbers: NDArray[np.float64]) -> Ints:
    """Return numbers that a query gave as the integers they are."""
    return numbers.astype(np.int64)


def _as_traces(rows: Rows) -> Traces:
    party, kind, key, said = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Traces(party=party, kind=kind, key=key, said=said)
