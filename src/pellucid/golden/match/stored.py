"""The records an index was built of, column by column, every distinct text kept once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.golden.match.blocks import Blocks, Rows
from pellucid.golden.match.evaluate import Form
from pellucid.golden.match.hashes import NOWHERE, Places
from pellucid.golden.standardize.distinct import encode, flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The records an index was built of: count of them, their columns by distinct value, their blocks by key."""

    count: int
    columns: Mapping[str, pa.Array]
    codes: Mapping[str, NDArray[np.int32]]
    places: Mapping[str, Places]
    blocks: Mapping[str, Blocks]

    @property
    def byte_count(self) -> int:
        """How much memory they take."""
        parts = [column.nbytes for column in self.columns.values()]
        parts += [blocks.hashes.nbytes + blocks.rows.nbytes for blocks in self.blocks.values()]
        parts += [places.hashes.nbytes + places.places.nbytes for places in self.places.values()]
        parts += [codes.nbytes for codes in self.codes.values()]
        return int(sum(parts))

    def forms(self, rows: Rows, names: Collection[str]) -> list[Form]:
        """Return the forms of some records; those not named are None."""
        if len(rows) == 0:
            return []
        at, unsaid = pa.array(rows), dict.fromkeys(self.columns)
        wanted = [name for name in self.columns if name in names]
        taken = [_plain(self.columns[name].take(at)) for name in wanted]
        return [unsaid | dict(zip(wanted, values, strict=True)) for values in zip(*taken, strict=True)]

    def having(self, rows: Rows, column: str, text: str) -> Rows:
        """Return those of the rows that have this text in a column to refine by."""
        place = self.places[column].find(text)
        return rows[:0] if place == NOWHERE else rows[self.codes[column][rows] == place]


def by_value(column: pa.ChunkedArray) -> pa.Array:
    """Return a column of texts, or of lists of texts, with every distinct text kept once."""
    if not pa.types.is_list(column.type):
        return encode(column)
    lists = flat(column)
    return pa.ListArray.from_arrays(lists.offsets, encode(lists.values), mask=lists.is_null())


def _plain(column: pa.Array) -> list[object]:
    """Return the values of a column of by_value."""
    if pa.types.is_list(column.type):
        column = pa.ListArray.from_arrays(column.offsets, column.values.dictionary_decode(), mask=column.is_null())
        return list(column.to_pylist())
    return list(column.dictionary_decode().to_pylist())
