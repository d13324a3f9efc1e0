"""Indexes of a table that is filled at once: made afterwards from sorted entries, not kept up row by row."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MANY_ROWS = 100_000  # below it an index is kept up about as fast as it is made
INDEXES = """
    SELECT indexes.name, indexes.sql FROM sqlite_schema AS indexes JOIN pragma_index_list(indexes.tbl_name) AS listed
    ON listed.name = indexes.name WHERE indexes.tbl_name = %s AND NOT listed."unique"
"""


@contextmanager
def indexes_aside(table: str, *, rows: int) -> Iterator[None]:
    """Let many rows into an empty table of SQLite without its indexes; they are back when the block has ended.

    Unique indexes stay, as they refuse what may not be. It is part of the transaction it stands in, so whoever reads
    sees the table with its indexes throughout. PostgreSQL would lock readers out meanwhile: there nothing is done.
    """
    aside = _indexes(table) if rows >= MANY_ROWS and connection.vendor == "sqlite" and _is_empty(table) else []
    _execute(f'DROP INDEX "{name}"' for name, _ in aside)
    yield
    _execute(sql for _, sql in aside)


def _indexes(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [table])
        return list(cursor.fetchall())


def _is_empty(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        return cursor.fetchone() is None


def _execute(statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
