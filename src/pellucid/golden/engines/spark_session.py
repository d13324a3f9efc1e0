"""The Spark session that work runs in: the one there is, or one of this machine."""

import os
import sys

from pyspark.errors import PySparkRuntimeError
from pyspark.sql import SparkSession

from pellucid.golden.match.plan import NoEngine

SETTINGS = {
    "spark.ui.showConsoleProgress": "false",
    "spark.ui.enabled": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


def spark_session() -> SparkSession:
    """Return the session there is, or start one.

    Where it runs is Spark's own business: spark-submit, spark-defaults.conf or PYSPARK_SUBMIT_ARGS name a cluster, and
    without them it is all cores of this machine. Raises NoEngine when it does not start.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # of the workers: the one that has Pellucid
    builder = SparkSession.builder.appName("pellucid")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise NoEngine(
            f"Spark did not start; it needs Java 17 or newer, found by JAVA_HOME or PATH. ({error})"
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    if str(session.sparkContext.master).startswith("local"):  # Spark's own 200 partitions are for a cluster
        session.conf.set("spark.sql.shuffle.partitions", str(session.sparkContext.defaultParallelism))
    return session
