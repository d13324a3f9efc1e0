"""Rows of the database as columns."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from pellucid.crm.bulk.write import parts

Rows = list[tuple[Any, ...]]


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
