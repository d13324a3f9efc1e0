"""Plain values of a column: those in whose standard form nothing is in doubt, read all at once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.model.value import Hints

TEXT = pa.string()
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Distinct values of one kind as they came.

    columns: the text columns of their cells, empty or null where a cell is. known: the different hints; hinted: which
    of them each value has.
    """

    columns: tuple[pa.Array, ...]
    known: tuple[Hints, ...]
    hinted: Ints

    def __len__(self) -> int:
        return len(self.hinted)

    def take(self, rows: Ints) -> "Cells":
        """Return some of the values."""
        at = pa.array(rows)
        return Cells(
            columns=tuple(column.take(at) for column in self.columns), known=self.known, hinted=self.hinted[rows]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The plain ones among the cells of a column.

    rows: their positions, rising. cells: as they came. standard, changes, parts: what standardizing them one by one
    would give; changes are names of rules, space apart, null for none.
    """

    rows: Ints
    cells: Cells
    standard: pa.Array
    changes: pa.Array
    parts: Mapping[str, pa.Array]

    def take(self, at: Ints) -> "Plain":
        """Return some of the plain values."""
        where = pa.array(at)
        return Plain(
            rows=self.rows[at],
            cells=self.cells.take(at),
            standard=self.standard.take(where),
            changes=self.changes.take(where),
            parts={name: part.take(where) for name, part in self.parts.items()},
        )


def truth(mask: pa.Array) -> Bools:
    """Return a boolean column as numpy has it; null is false."""
    filled = pc.fill_null(mask, False) if mask.null_count else mask
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=bool)


def nulls(count: int) -> pa.Array:
    """Return a text column of nulls."""
    return pa.nulls(count, TEXT)
