"""DuckDB, in this process: the fast engine of one machine."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from pellucid.golden.engines.duckdb_sql import keyed_sql, pattern_sql
from pellucid.golden.match.comparison import Comparison
from pellucid.golden.match.keys import BLOCK_RECORDS_MAX, Key, pairs_budget
from pellucid.golden.match.plan import PAIRS, PATTERNS


class DuckdbEngine:
    """Set work in DuckDB; tables live only as long as one call."""

    def propose(self, forms: pa.Table, keys: Sequence[Key]) -> pa.Table:
        """Return the candidate pairs; see plan.Engine."""
        with duckdb.connect() as connection:
            connection.register("arrow_forms", forms)
            connection.execute("CREATE TEMP TABLE forms AS FROM arrow_forms")
            list_columns = frozenset(name for name in forms.column_names if pa.types.is_list(forms[name].type))
            connection.execute("CREATE TEMP TABLE proposed (left_id INTEGER, right_id INTEGER)")
            for key in keys:
                self._propose_by(connection, key, list_columns, pairs_budget(key, forms.num_rows))
            pairs = connection.sql("SELECT DISTINCT left_id, right_id FROM proposed").to_arrow_table()
        return pairs.cast(PAIRS)

    def _propose_by(
        self, connection: duckdb.DuckDBPyConnection, key: Key, list_columns: frozenset[str], pairs_max: int
    ) -> None:
        """Add the pairs of one key; a block past the cap is split by the next column to refine by."""
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE keyed AS SELECT DISTINCT * FROM ({keyed_sql(key, list_columns)})"
        )
        left = pairs_max
        for refinement in (*key.refine, None):
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE sizes AS SELECT block, count(*) AS records FROM keyed GROUP BY block"
            )
            largest, pairs = self._largest_affordable(connection, left)
            left -= pairs
            connection.execute(
                f"""INSERT INTO proposed
                WITH fit AS (SELECT id, block FROM keyed SEMI JOIN
                    (SELECT block FROM sizes WHERE records BETWEEN 2 AND {largest}) USING (block))
                SELECT l.id, r.id FROM fit l JOIN fit r ON l.block = r.block AND l.id < r.id"""
            )
            if refinement is None:
                return
            connection.execute(
                f"""CREATE OR REPLACE TEMP TABLE keyed AS
                SELECT keyed.id, hash(keyed.block, forms."{refinement}") AS block
                FROM keyed JOIN forms USING (id) SEMI JOIN
                    (SELECT block FROM sizes WHERE records > {largest}) big ON keyed.block = big.block
                WHERE forms."{refinement}" IS NOT NULL"""
            )
            if connection.execute("SELECT count(*) FROM keyed").fetchall()[0][0] == 0:
                return

    def _largest_affordable(self, connection: duckdb.DuckDBPyConnection, pairs_max: int) -> tuple[int, int]:
        """Return the largest block size such that all blocks up to it give at most so many pairs, and how many."""
        sizes = connection.execute(
            f"""SELECT records, sum(count(*) * records * (records - 1) // 2) OVER (ORDER BY records)
            FROM sizes WHERE records BETWEEN 2 AND {BLOCK_RECORDS_MAX} GROUP BY records"""
        ).fetchall()
        return max(((int(records), int(pairs)) for records, pairs in sizes if pairs <= pairs_max), default=(1, 0))

    def compare(self, forms: pa.Table, pairs: pa.Table, comparisons: Sequence[Comparison]) -> pa.Table:
        """Return the pattern of every pair; see plan.Engine."""
        with duckdb.connect() as connection:
            connection.register("forms", forms)
            connection.register("pairs", pairs)
            table = connection.sql(
                f"""SELECT left_id, right_id, {pattern_sql(comparisons)} AS pattern
                FROM pairs JOIN forms l ON l.id = left_id JOIN forms r ON r.id = right_id"""
            ).to_arrow_table()
        return table.cast(PATTERNS)
