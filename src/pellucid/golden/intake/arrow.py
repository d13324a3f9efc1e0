"""Tables that are already in memory: pandas, polars, DuckDB, Arrow - whatever offers the Arrow C stream interface."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt
from numpy.typing import NDArray

from pellucid.golden.intake.excel import cell_text
from pellucid.golden.intake.read import CannotRead, deliver_table
from pellucid.golden.intake.table import RawTable
from pellucid.golden.model.delivery import Delivery, Quarantined

_NO_OVERRIDES: Mapping[str, str] = MappingProxyType({})


class ArrowStream(Protocol):
    """Anything that gives its rows as an Arrow C stream: a pandas or polars frame, a DuckDB relation, a table."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return a capsule with an ArrowArrayStream (the Arrow PyCapsule interface)."""
        ...


def read_table(table: ArrowStream, *, file: str, overrides: Mapping[str, str] = _NO_OVERRIDES) -> Delivery:
    """Read a table as read.read_file reads a file: columns mapped to fields, values as text, rows counted from 1.

    file: what the table is called in results and reports. overrides: field to column, as for a file. Numbers, dates and
    truth become the text a person would have typed (1001, not 1001.0; 2020-01-31; TRUE); fields of structures become
    columns (``address.city``), values of lists are joined by ``; ``; NaN is empty. A row with bytes that are not text
    is quarantined. Raises CannotRead for what is no table or has no rows, MappingRefused as read_file does.
    """
    if not hasattr(table, "__arrow_c_stream__"):
        raise CannotRead(f"{file} is no table: it does not offer the Arrow C stream interface.")
    flat = _flattened(pa.table(table))
    if not flat.num_columns or not flat.num_rows:
        raise CannotRead(f"{file} has no rows; give a table of customers.")
    cells = [_column_texts(column) for column in flat.columns]
    unreadable = np.logical_or.reduce([bad for _, bad in cells])
    kept = pa.array(np.flatnonzero(~unreadable))
    raw = RawTable(
        headers=tuple(flat.column_names),
        columns=tuple(texts.take(kept) if unreadable.any() else texts for texts, _ in cells),
        rows=pc.add(kept, 1),
        quarantined=tuple(_quarantined(flat, int(at)) for at in np.flatnonzero(unreadable)),
        detected={"format": "Arrow table"},
    )
    return deliver_table(raw, file=file, overrides=overrides)


def _flattened(table: pa.Table) -> pa.Table:
    """Return the table with the fields of structures as columns of their own, as JSON files are read."""
    while any(pt.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    return table


def _column_texts(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, NDArray[np.bool_]]:
    """Return the cells as text, empty ones null, and which of them are not text.

    Chunk by chunk, as they come: together they may be more text than one Arrow array of strings holds.
    """
    chunks = [_texts(chunk) for chunk in column.chunks if len(chunk)]
    return pa.chunked_array([texts for texts, _ in chunks]), np.concatenate([bad for _, bad in chunks])


def _texts(array: pa.Array) -> tuple[pa.Array, NDArray[np.bool_]]:
    if pt.is_dictionary(array.type):
        array = array.dictionary_decode()
    plain = _plain(array)
    if plain is not None:
        return plain, np.zeros(len(array), dtype=bool)
    # Each distinct value is told once.
    encoded = _dictionary(array)
    told = [_text(value) for value in _values(encoded.dictionary)]
    spoilt = pa.array([text is None for text in told], pa.bool_())
    texts = pa.array([text or None for text in told], pa.string()).take(encoded.indices)
    bad = pc.fill_null(spoilt.take(encoded.indices), False)
    return texts, np.asarray(bad.to_numpy(zero_copy_only=False), dtype=bool)


def _plain(array: pa.Array) -> pa.Array | None:
    """Return the texts of a column that needs no telling value by value, or None where it may."""
    if pt.is_integer(array.type):
        return array.cast(pa.string())
    if not _is_text(array.type):
        return None
    try:
        array.validate(full=True)  # a producer may hand over text that is no valid UTF-8
    except pa.ArrowInvalid:
        return None
    texts = array.cast(pa.string())
    if pc.any(pc.match_substring(texts, "\0")).as_py():
        return None
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pt.is_string(kind) or pt.is_large_string(kind) or pt.is_string_view(kind))


def _dictionary(array: pa.Array) -> pa.DictionaryArray:
    if _is_text(array.type):
        array = array.cast(pa.large_binary())
    if pt.is_timestamp(array.type) and array.type.unit == "ns":
        array = array.cast(pa.timestamp("us", array.type.tz), safe=False)  # Python knows no nanoseconds
    try:
        return array.dictionary_encode()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        places = pa.array(np.arange(len(array)), pa.int64(), mask=~np.asarray(array.is_valid()))
        return pa.DictionaryArray.from_arrays(places, array)  # lists, which Arrow cannot compare


def _values(array: pa.Array | pa.ChunkedArray) -> list[object]:
    """Return the values for Python; those that it cannot hold, such as the year 20000, as Arrow writes them."""
    try:
        values: list[object] = array.to_pylist()
    except (ValueError, OverflowError):
        values = array.cast(pa.int64() if pt.is_duration(array.type) else pa.string()).to_pylist()
    return values


def _text(value: object) -> str | None:
    """Return one value as text, "" where it says nothing, or None where it is not text."""
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if isinstance(value, list):
        parts = [_text(inner) for inner in value]
        return None if None in parts else "; ".join(part for part in parts if part)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if value is None or value != value:  # NaN, as pandas writes a missing value
        return ""
    text = cell_text(value)
    return None if "\0" in text else text


def _quarantined(table: pa.Table, at: int) -> Quarantined:
    cells = table.slice(at, 1).columns
    row = {name: _shown(column) for name, column in zip(table.column_names, cells, strict=True)}
    return Quarantined(
        row=at + 1,
        reason="The row holds bytes that are not text.",
        raw=json.dumps(row, ensure_ascii=False).encode("utf-8"),
    )


def _shown(column: pa.ChunkedArray) -> str:
    (value,) = _values(_as_bytes(column))
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def _as_bytes(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.large_binary()) if _is_text(column.type) else column
