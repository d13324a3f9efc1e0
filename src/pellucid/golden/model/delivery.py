"""What a file gave: its rows as source records, what was detected, what could not be read."""

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    """Which field a column of a file was taken for, and why.

    column: the header as it came, or ``column 3`` where there is none. target: a field with its slot, such as
    ``phone.2``, or ``other:<header>`` for a column kept as it is. by: ``name``, ``values``, ``both``, ``override`` or
    ``nothing``. samples: up to three values, to show.
    """

    column: str
    target: str
    by: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A row that could not be read, with its bytes, so that nothing is lost.

    row: counted from 1 below the header. reason: one plain sentence.
    """

    row: int
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One file, read.

    detected: what was found out about the file and is reported: format, encoding, delimiter, quote, header, and for
    each column with dates or decimals its convention, such as ``{"date order of Geburtstag": "day first"}``.
    records: columns row (int64, from 1), then a string column a target of the mapping; empty cells are null; text is
    exactly as it came. row_count: len(records) + len(quarantined), always.
    """

    file: str
    detected: dict[str, str]
    columns: tuple[MappedColumn, ...]
    records: pa.Table
    quarantined: tuple[Quarantined, ...]

    @property
    def row_count(self) -> int:
        """Rows that came in: kept and quarantined."""
        return int(self.records.num_rows) + len(self.quarantined)
