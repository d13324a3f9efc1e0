"""The one interface behind which anything that derives values stands, whether offline or, one day, online."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]
TEXT = pa.string()
# record_id: the row's position. field: a field or its slot. because: one plain sentence that says what the value
# follows from; provider and because together are the value's provenance.
DERIVED = pa.schema([("record_id", pa.int64()), *((name, TEXT) for name in ("field", "value", "provider", "because"))])


class Provider(Protocol):
    """Derives values from a standard table.

    name: what provenance shows. needs: the fields it looks at; it is not asked where the table has none of them. gives:
    the fields it may derive, without slots.
    """

    @property
    def name(self) -> str:
        """What provenance shows."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields it looks at."""
        ...

    @property
    def gives(self) -> tuple[str, ...]:
        """The fields it may derive."""
        ...

    def derive(self, table: pa.Table) -> pa.Table:
        """Return what a standard table implies, of schema DERIVED; it need not look whether a value is given."""
        ...


def derived(provider: str, rows: Ints, *, field: str, values: pa.Array, because: pa.Array) -> pa.Table:
    """Return one derived value for each of the rows, of schema DERIVED. values, because: by place in rows."""
    same = pa.array(np.zeros(len(rows), np.int64))
    named, by = (pa.array([text], TEXT).take(same) for text in (field, provider))
    return pa.table([pa.array(rows, pa.int64()), named, values, by, because], schema=DERIVED)


def together(tables: Sequence[pa.Table]) -> pa.Table:
    """Return derived values of several fields or slots as one table."""
    return pa.concat_tables([DERIVED.empty_table(), *tables])
