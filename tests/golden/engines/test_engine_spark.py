"""Spark gives what DuckDB gives: the same pairs, patterns and customers. One session for all of it."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import csv

from pellucid import sample
from pellucid.cli.main import main
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.engines.spark import SparkEngine
from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Begins, Condition, Crossed, Far, Not
from pellucid.golden.match.keys import Key
from pellucid.golden.match.plan import PAIRS, Engine

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("spark")]

BOTH: tuple[type[Engine], ...] = (DuckdbEngine, SparkEngine)


@pytest.fixture(scope="module")
def crowd() -> pa.Table:
    """A crowd that shares few values: blocks past what is affordable, lists that name a value twice, and gaps."""
    count = 3_000
    return pa.table(
        {
            "id": pa.array(range(count), pa.int32()),
            "one": pa.array([f"k{number % 40}" if number % 7 else None for number in range(count)]),
            "two": pa.array([f"x{number % 11}" if number % 5 else None for number in range(count)]),
            "many": pa.array(
                [[f"m{number % 900}", f"m{number % 450}"] if number % 3 else None for number in range(count)]
            ),
            "number": pa.array([number % 17 if number % 4 else None for number in range(count)], pa.int64()),
        }
    )


def sorted_rows(table: pa.Table) -> pa.Table:
    return table.sort_by([(name, "ascending") for name in table.column_names]).combine_chunks()


def test_blocks_are_capped_and_split_as_everywhere(crowd: pa.Table) -> None:
    keys = [
        Key(name="one", columns=("one",), refine=("two",), weak=True),
        Key(name="start of one, and two", columns=("one", "two"), first=(("one", 2),), refine=("one",)),
        Key(name="many", columns=("many",), refine=("one", "two")),
    ]
    proposed = []
    for engine in BOTH:
        with engine().load(crowd) as loaded:
            proposed.append(sorted_rows(loaded.propose(keys)))

    assert proposed[0].num_rows > 10_000
    assert proposed[0].equals(proposed[1])


def comparison(name: str, condition: Condition) -> Comparison:
    level = Level(name="level", words="", condition=condition, same=0.5)
    return Comparison(
        name=name, needs=Not(Far("number", 20)), levels=(level,), different_same=0.5, household_share=0.5,
        different_words="",
    )  # fmt: skip


def test_numbers_beginnings_and_swaps_are_compared_as_everywhere(crowd: pa.Table) -> None:
    conditions = (Begins("one", 2), Crossed("one", "two", 0.7), Far("number", 3))
    comparisons = [comparison(str(number), condition) for number, condition in enumerate(conditions)]
    pairs = pa.table([range(900), range(1, 1801, 2)], schema=PAIRS)
    told = []
    for engine in BOTH:
        with engine().load(crowd) as loaded:
            told.append(sorted_rows(loaded.compare(pairs, comparisons)))

    assert len(set(told[0]["pattern"].to_pylist())) > 2
    assert told[0].equals(told[1])


def test_a_cleaning_gives_the_same_files_on_spark(tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    csv.write_csv(sample.contacts(1_500, 5).drop_columns(["truth_id"]), file)
    for engine in ("duckdb", "spark"):
        assert main(["clean", str(file), "--out", str(tmp_path / engine), "--json", "--engine", engine]) == 0

    for name in ("customers.csv", "records.csv", "pairs.csv"):
        assert (tmp_path / "duckdb" / name).read_bytes() == (tmp_path / "spark" / name).read_bytes(), name


def test_spark_without_java_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    file.write_text("name,email\nAnna Berg,anna@berg.example\nAnna Berg,a@berg.example\n")
    words = [sys.executable, "-m", "pellucid.cli.main", "clean", str(file), "--engine", "spark", "--out"]
    without = {**os.environ, "PATH": str(tmp_path), "JAVA_HOME": ""}
    done = subprocess.run([*words, str(tmp_path / "out")], env=without, capture_output=True, text=True, check=False)

    assert done.returncode == 3
    assert "Java 17" in done.stderr.splitlines()[-1]
