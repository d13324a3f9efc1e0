"""Which engines there are, by the name a person gives them."""

import argparse
import importlib

from pellucid.cli.refusal import Refused
from pellucid.cli.without_pandas import let_pandas_in
from pellucid.golden.match.plan import Engine, NoEngine

# Imported only when named: Spark is an extra that few install, and DuckDB takes a tenth of a second.
ENGINES = {
    "duckdb": ("pellucid.golden.engines.duckdb", "DuckdbEngine"),
    "memory": ("pellucid.golden.engines.memory", "MemoryEngine"),
    "spark": ("pellucid.golden.engines.spark", "SparkEngine"),
}


def add_engine_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the argument of every command that matches."""
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default="duckdb",
        help="where pairs are proposed and compared; the results are the same (duckdb unless given)",
    )


def engine_named(name: str) -> Engine:
    """Return an engine. Raises Refused when what it needs is not installed, or does not start."""
    module, engine = ENGINES[name]
    if name == "spark":
        let_pandas_in()
    try:
        made: Engine = getattr(importlib.import_module(module), engine)()
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != "pyspark":
            raise
        raise Refused(
            "--engine spark needs Spark's Python side: install pellucid[spark], and Java 17 or newer."
        ) from missing
    except NoEngine as error:
        raise Refused(str(error)) from error
    return made
