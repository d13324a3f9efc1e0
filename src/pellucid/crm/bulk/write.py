"""Arrow tables into database tables, as fast as each database takes them."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from django.db import connection

CHUNK_ROWS = 50_000


def insert(table: str, rows: pa.Table) -> None:
    """Insert rows; the columns of the Arrow table are those of the database's. Raises django.db's errors."""
    if rows.num_rows == 0:
        return
    with connection.wrap_database_errors:  # drivers are asked directly, past what does this by itself
        if connection.vendor == "postgresql":
            _copy(table, rows)
        else:
            _execute_many(table, rows)


def _execute_many(table: str, rows: pa.Table) -> None:
    names = ", ".join(f'"{name}"' for name in rows.column_names)
    marks = ", ".join("?" for _ in rows.column_names)
    connection.ensure_connection()
    raw = connection.connection.cursor()
    for chunk in _tuples(rows):
        raw.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', chunk)


def _copy(table: str, rows: pa.Table) -> None:
    names = ", ".join(f'"{name}"' for name in rows.column_names)
    with connection.cursor() as cursor, cursor.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for chunk in _tuples(rows):
            for row in chunk:
                copy.write_row(row)
        # psycopg sends what is buffered when the block ends


def _tuples(rows: pa.Table) -> Iterator[Iterator[tuple[Any, ...]]]:
    for batch in rows.to_batches(max_chunksize=CHUNK_ROWS):
        yield zip(*(column.to_pylist() for column in batch.columns), strict=True)


def next_id(table: str) -> int:
    """Return the first free id of a table. Only under the writing lock: see history.actions.lock_writing."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT coalesce(max(id), 0) + 1 FROM "{table}"')
        (number,) = cursor.fetchone()
    return int(number)


def ids_used(table: str) -> None:
    """Tell the database that ids were given by hand, so that it goes on behind them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), "
                f'(SELECT coalesce(max(id), 0) + 1 FROM "{table}"), false)'
            )


def delete_by(table: str, column: str, ids: list[int], *, also: str = "TRUE") -> None:
    """Delete the rows whose column holds one of the ids. also: SQL that holds of them too."""
    with connection.cursor() as cursor:
        for part in parts(ids):
            if connection.vendor == "postgresql":
                cursor.execute(f'DELETE FROM "{table}" WHERE {also} AND "{column}" = ANY(%s)', [part])
            else:
                marks = ", ".join(["%s"] * len(part))
                cursor.execute(f'DELETE FROM "{table}" WHERE {also} AND "{column}" IN ({marks})', part)


def delete_pairs(table: str, columns: tuple[str, str], ones: list[int] | list[str], others: list[int]) -> None:
    """Delete the rows with these pairs of values in two columns, the first of numbers or of texts."""
    if not ones:
        return
    one, other = columns
    kind = "text" if isinstance(ones[0], str) else "bigint"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f'DELETE FROM "{table}" USING unnest(%s::{kind}[], %s::bigint[]) AS gone(one, other) '
                f'WHERE "{table}"."{one}" = gone.one AND "{table}"."{other}" = gone.other',
                [ones, others],
            )
        else:
            pairs: list[tuple[int | str, int]] = list(zip(ones, others, strict=True))
            cursor.executemany(f'DELETE FROM "{table}" WHERE "{one}" = %s AND "{other}" = %s', pairs)


def update_by_id(table: str, key: str, column: str, ids: list[int], values: list[int | None]) -> None:
    """Set one column of the rows with these keys, each to its own value."""
    if not ids:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f'UPDATE "{table}" SET "{column}" = new.value FROM unnest(%s::bigint[], %s::bigint[]) '
                f'AS new(id, value) WHERE "{table}"."{key}" = new.id',
                [ids, values],
            )
        else:
            changes = list(zip(values, ids, strict=True))
            cursor.executemany(f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s', changes)


def parts(ids: list[Any], size: int = 30_000) -> Iterator[list[Any]]:
    """Yield the ids some at a time: a statement takes only so many."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
