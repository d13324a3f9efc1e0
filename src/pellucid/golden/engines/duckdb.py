"""DuckDB, in this process: the fast engine of one machine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from pellucid.golden.engines.duckdb_sql import FIRST, LENGTH, keyed_sql, pattern_sql
from pellucid.golden.match.comparison import Comparison
from pellucid.golden.match.keys import BLOCK_RECORDS_MAX, Key, pairs_budget
from pellucid.golden.match.plan import PAIRS, PATTERNS

PIECE_PAIRS = 20_000


class DuckdbEngine:
    """Set work in DuckDB; a database in memory lives as long as records are loaded."""

    @contextmanager
    def load(self, forms: pa.Table) -> Iterator["LoadedDuckdb"]:
        """Take in forms; see match.plan.Engine."""
        with duckdb.connect() as connection:
            yield LoadedDuckdb(connection, forms)


class LoadedDuckdb:
    """Records in a table of DuckDB's own, which it joins faster than Arrow's. See match.plan.Loaded."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, forms: pa.Table) -> None:
        self._connection = connection
        self._record_count = forms.num_rows
        self._list_columns = frozenset(name for name in forms.column_names if pa.types.is_list(forms[name].type))
        # Most lists hold one value; comparing that is far cheaper than comparing lists.
        firsts = "".join(
            f', "{name}"[1] AS "{name}{FIRST}", len("{name}") AS "{name}{LENGTH}"'
            for name in sorted(self._list_columns)
        )
        connection.register("arrow_forms", forms)
        connection.execute(f"CREATE TEMP TABLE forms AS SELECT *{firsts} FROM arrow_forms")
        connection.unregister("arrow_forms")

    def propose(self, keys: Sequence[Key]) -> pa.Table:
        """Return the candidate pairs."""
        self._connection.execute("CREATE OR REPLACE TEMP TABLE proposed (left_id INTEGER, right_id INTEGER)")
        for key in keys:
            self._propose_by(key, pairs_budget(key, self._record_count))
        return self._connection.sql("SELECT DISTINCT left_id, right_id FROM proposed").to_arrow_table().cast(PAIRS)

    def _propose_by(self, key: Key, pairs_max: int) -> None:
        """Add the pairs of one key; a block past what is affordable is split by the next column to refine by."""
        execute, left = self._connection.execute, pairs_max
        execute(f"CREATE OR REPLACE TEMP TABLE keyed AS {keyed_sql(key, self._list_columns)}")
        for refinement in (*key.refine, None):
            execute(
                """CREATE OR REPLACE TEMP TABLE sizes AS
                SELECT block, count(*) AS records FROM keyed GROUP BY block HAVING count(*) > 1"""
            )
            largest, pairs = self._largest_affordable(left)
            left -= pairs
            if pairs:
                execute(
                    f"""INSERT INTO proposed
                    WITH fit AS (SELECT id, block FROM keyed SEMI JOIN
                        (SELECT block FROM sizes WHERE records <= {largest}) USING (block))
                    SELECT l.id, r.id FROM fit l JOIN fit r ON l.block = r.block AND l.id < r.id"""
                )
            if refinement is None or not self._refine(refinement, largest):
                return

    def _refine(self, column: str, largest: int) -> bool:
        """Split the blocks that are too large by one more column; return whether there are any."""
        self._connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE keyed AS
            SELECT keyed.id, hash(keyed.block, forms."{column}") AS block
            FROM keyed SEMI JOIN (SELECT block FROM sizes WHERE records > {largest}) big ON keyed.block = big.block
            JOIN forms ON forms.id = keyed.id WHERE forms."{column}" IS NOT NULL"""
        )
        return bool(self._connection.execute("SELECT count(*) FROM keyed").fetchall()[0][0])

    def _largest_affordable(self, pairs_max: int) -> tuple[int, int]:
        """Return the largest block size such that all blocks up to it give at most so many pairs, and how many."""
        sizes = self._connection.execute(
            f"""SELECT records, sum(count(*) * records * (records - 1) // 2) OVER (ORDER BY records)
            FROM sizes WHERE records <= {BLOCK_RECORDS_MAX} GROUP BY records"""
        ).fetchall()
        return max(((int(records), int(pairs)) for records, pairs in sizes if pairs <= pairs_max), default=(1, 0))

    def compare(self, pairs: pa.Table, comparisons: Sequence[Comparison]) -> pa.Table:
        """Return the pattern of every pair."""
        # Each piece of a table is one thread's work.
        pieces = pairs.combine_chunks().to_batches(max_chunksize=PIECE_PAIRS)
        self._connection.register("pairs", pa.Table.from_batches(pieces, schema=PAIRS))
        table = self._connection.sql(
            f"""SELECT left_id, right_id, {pattern_sql(comparisons)} AS pattern
            FROM pairs JOIN forms l ON l.id = left_id JOIN forms r ON r.id = right_id"""
        ).to_arrow_table()
        self._connection.unregister("pairs")
        return table.cast(PATTERNS)
