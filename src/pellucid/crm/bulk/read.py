"""Rows of the database as columns."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from pellucid.crm.bulk.write import parts

Rows = list[tuple[Any, ...]]
FETCHED_ROWS = 100_000


def rows_where(columns: str, table: str, column: str, ids: Sequence[Any], *, order: str = "") -> Rows:
    """Return columns of the rows whose column holds one of the ids. The names are SQL, the ids are not."""
    return list(_rows_where(columns, table, column, list(ids), order))


def _rows_where(columns: str, table: str, column: str, ids: list[Any], order: str) -> Iterator[tuple[Any, ...]]:
    ending = f" ORDER BY {order}" if order else ""
    with connection.cursor() as cursor:
        for part in parts(ids):
            if connection.vendor == "postgresql":
                cursor.execute(f"SELECT {columns} FROM {table} WHERE {column} = ANY(%s){ending}", [part])
            else:
                marks = ", ".join(["%s"] * len(part))
                cursor.execute(f"SELECT {columns} FROM {table} WHERE {column} IN ({marks}){ending}", part)
            yield from cursor.fetchall()


def all_rows(sql: str, parameters: Sequence[Any] = ()) -> Rows:
    """Return all rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def rows_at_a_time(sql: str, parameters: Sequence[Any] = ()) -> Iterator[Rows]:
    """Yield the rows of a query, so many at once that their texts do not fill the memory."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(FETCHED_ROWS):
            yield rows


def number_columns(sql: str, *, count: int) -> list[NDArray[np.float64]]:
    """Return the columns of a query that gives so many columns of numbers, whatever the number of rows.

    Integers are exact below 2**53.
    """
    chunks = [np.empty((0, count))]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(FETCHED_ROWS):
            chunks.append(np.array(rows, dtype=np.float64))
    return list(np.concatenate(chunks).T)


def json_text(column: str, name: str) -> str:
    """Return SQL for one text of a column of JSON objects. name: of a field, never what somebody typed."""
    if connection.vendor == "postgresql":
        return f"{column} ->> '{name}'"
    return f"json_extract({column}, '$.{name}')"


def json_column(column: str) -> str:
    """Return SQL for a column of JSON objects as texts."""
    return f"{column}::text" if connection.vendor == "postgresql" else column
