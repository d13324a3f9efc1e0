"""Apache Spark: blocks by its own joins, patterns by DuckDB's kernel on Arrow batches, on as many machines as it has.

The driver holds the forms, the pairs and their patterns, as every engine does; what grows with the work, joining blocks
and comparing values, is the executors'. These need Pellucid installed.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce

import duckdb
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from pellucid.golden.engines.duckdb_sql import FIRST, LENGTH, pattern_sql
from pellucid.golden.engines.spark_session import spark_session
from pellucid.golden.engines.spark_sql import falls_sql
from pellucid.golden.match.comparison import Comparison, columns_compared
from pellucid.golden.match.evaluate import largest_affordable
from pellucid.golden.match.keys import Key, pairs_budget
from pellucid.golden.match.plan import PAIRS, PATTERNS

Kernel = Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]


class SparkEngine:
    """Set work in the Spark session there is, or in one that is started here. Raises NoEngine when none starts."""

    def __init__(self) -> None:
        self._session = spark_session()

    @contextmanager
    def load(self, forms: pa.Table) -> Iterator["LoadedSpark"]:
        """Take in forms; see match.plan.Engine."""
        loaded = LoadedSpark(self._session, forms)
        try:
            yield loaded
        finally:
            loaded.release()


class LoadedSpark:
    """Records spread over the executors. See match.plan.Loaded."""

    def __init__(self, session: SparkSession, forms: pa.Table) -> None:
        self._session = session
        self._record_count = forms.num_rows
        self._list_columns = frozenset(name for name in forms.column_names if pa.types.is_list(forms[name].type))
        self._kept: list[DataFrame] = []
        self._forms = self._keep(session.createDataFrame(forms))

    def release(self) -> None:
        """Let the executors forget the records."""
        for frame in self._kept:
            frame.unpersist()

    def _keep(self, frame: DataFrame) -> DataFrame:
        self._kept.append(frame.persist())
        return frame

    def propose(self, keys: Sequence[Key]) -> pa.Table:
        """Return the candidate pairs. All keys at once: a block that has grown too large is split step by step."""
        self._forms.createOrReplaceTempView("forms")
        falls = self._session.sql(falls_sql(keys, self._list_columns))
        budgets = [pairs_budget(key, self._record_count) for key in keys]
        proposed = []
        for step in range(1 + max(len(key.refine) for key in keys)):
            sized = self._keep(_sized(falls))
            cuts, any_larger = _cuts(sized, budgets)
            cut = f.element_at(f.array(*(f.lit(one) for one in cuts)), f.col("key") + 1)
            proposed.append(_pairs_within(sized.where(f.col("records") <= cut)))
            if not any_larger:
                break
            finer = f.get("refine", f.lit(step))
            falls = sized.where((f.col("records") > cut) & finer.isNotNull()).select(
                "id", "key", f.xxhash64("block", finer).alias("block"), "refine"
            )
        pairs = reduce(DataFrame.union, proposed).distinct()
        return _as_table(pairs, PAIRS)

    def compare(self, pairs: pa.Table, comparisons: Sequence[Comparison]) -> pa.Table:
        """Return the pattern of every pair."""
        left, right = (self._side(comparisons, side) for side in ("l", "r"))
        joined = self._session.createDataFrame(pairs.cast(PAIRS)).join(left, "left_id").join(right, "right_id")
        compared = joined.mapInArrow(_kernel(pattern_sql(comparisons)), "left_id int, right_id int, pattern bigint")
        return _as_table(compared, PATTERNS)

    def _side(self, comparisons: Sequence[Comparison], side: str) -> DataFrame:
        """Return the records as one side of a pair: its id, and a struct of what is compared."""
        values = []
        for name in sorted(columns_compared(comparisons)):
            values.append(f.col(name))
            if name in self._list_columns:  # see duckdb.LoadedDuckdb
                values += [f.get(name, f.lit(0)).alias(name + FIRST), f.size(name).alias(name + LENGTH)]
        own_id = "left_id" if side == "l" else "right_id"
        return self._forms.select(f.col("id").alias(own_id), f.struct(*values).alias(side))


def _sized(falls: DataFrame) -> DataFrame:
    """Return the falls into blocks of two and more records, with how many they are."""
    counted = falls.groupBy("key", "block").agg(f.count("*").alias("records")).where(f.col("records") > 1)
    return falls.join(counted, ["key", "block"])


def _cuts(sized: DataFrame, budgets: list[int]) -> tuple[list[int], bool]:
    """Return, by key, the largest block that it can afford, and whether any is larger.

    budgets: how many pairs each key may still propose; what it takes is taken off.
    """
    counts: list[dict[int, int]] = [{} for _ in budgets]
    for row in sized.groupBy("key", "records").count().collect():
        counts[row["key"]][row["records"]] = row["count"] // row["records"]
    cuts = []
    for place, of_key in enumerate(counts):
        largest, pairs = largest_affordable(of_key, budgets[place])
        budgets[place] -= pairs
        cuts.append(largest)
    any_larger = any(max(of_key, default=0) > cut for of_key, cut in zip(counts, cuts, strict=True))
    return cuts, any_larger


def _pairs_within(fit: DataFrame) -> DataFrame:
    """Return all pairs within blocks."""
    left = fit.select("key", "block", f.col("id").alias("left_id"))
    right = fit.select("key", "block", f.col("id").alias("right_id"))
    joined = left.join(right, ["key", "block"]).where(f.col("left_id") < f.col("right_id"))
    return joined.select("left_id", "right_id")


def _kernel(pattern: str) -> Kernel:
    """Return the kernel that tells patterns of batches of pairs. pattern: SQL over the structs l and r."""

    def patterns(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with duckdb.connect(config={"threads": 1}) as connection:  # Spark has a task for every core
            for batch in batches:
                connection.register("pairs", pa.Table.from_batches([batch]))
                told = connection.sql(f"SELECT left_id, right_id, {pattern} AS pattern FROM pairs").to_arrow_table()
                yield from told.cast(PATTERNS).to_batches()

    return patterns


def _as_table(frame: DataFrame, schema: pa.Schema) -> pa.Table:
    return frame.toArrow().cast(schema)
