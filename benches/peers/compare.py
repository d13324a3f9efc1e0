"""Splink, as documented, faster, and tuned, beside Pellucid: the same standard values in the same run."""

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import parquet

from benches.measure import accuracy_of
from benches.sets import LabelledSet, clean_set, generated
from pellucid import __version__

SIZES = (10_000, 100_000)
PYTHON = Path(".venv-peers/bin/python")
SCRIPT = Path(__file__).parent / "splink_run.py"
VARIANTS = ("documented", "fast", "tuned")
COLUMNS = ("given_name", "family_name", "birth_date", "email", "phone", "postal_code")
LOWERED = ("given_name", "family_name", "email", "postal_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The customer of each record, and the seconds from standard values to customers.

    cpu_seconds: of all cores together.
    others: the same at other thresholds, for the best that could have been chosen by somebody who knew the truth.
    """

    engine: str
    customers: NDArray[np.int64]
    seconds: float
    cpu_seconds: float
    others: Mapping[str, NDArray[np.int64]]


def run(arguments: argparse.Namespace) -> None:
    if not PYTHON.exists():
        print(f"  left out: {PYTHON.parent.parent} is not there; ./dev bench peers installs it.")
        return
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: on a busy machine read seconds as ratios")
    print(
        "Seconds of matching alone: standard values in memory (Splink: in parquet) to customers. ratio: to Pellucid's."
    )
    print(
        "documented: its library's comparisons, EM over all pairs of two rules. fast: EM over a sample, without rarity."
    )
    print("tuned: by somebody who knows of families: phone and address as one comparison.")
    print("cpu s: seconds of all cores together, which a busy machine changes less.")
    print("best F1: over thresholds, chosen with the truth; nobody without labels can choose so.")
    for rows in arguments.rows if arguments.rows is not None else SIZES:
        labelled = generated(rows)
        widths = {"F1": 8, "P": 8, "R": 8, "mixed %": 9, "seconds": 9, "ratio": 7, "cpu s": 8}
        print(f"{labelled.name:<26}" + "".join(f"{word:>{width}}" for word, width in widths.items()) + "   best F1")
        own, values = match_own(labelled)
        _print(own, labelled, own.seconds)
        for variant in VARIANTS:
            _print(match_splink(values, variant), labelled, own.seconds)


def match_own(labelled: LabelledSet) -> tuple[Match, pa.Table]:
    """Return Pellucid's customers and the values that Splink gets.

    Timed from the guard, the first stage that reads standard values, until golden records begin to be chosen.
    """
    began: dict[str, tuple[float, float]] = {}

    def note(stage: str) -> None:
        began.setdefault(stage, (time.perf_counter(), time.process_time()))

    cleaned = clean_set(labelled, note)
    seconds, cpu_seconds = (end - start for start, end in zip(began["guard"], began["survive"], strict=True))
    match = Match(
        engine=f"Pellucid {__version__}",
        customers=cleaned.customers,
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        others={},
    )
    return match, peer_values(cleaned.standard.table)


def peer_values(standard: pa.Table) -> pa.Table:
    """Return the columns Splink compares, names and streets in lower case as its documentation advises."""
    columns = {name: standard[name] for name in COLUMNS}
    columns.update({name: pc.utf8_lower(standard[name]) for name in LOWERED})
    house = pc.fill_null(standard["house_number"], "")
    columns["street"] = pc.utf8_trim_whitespace(
        pc.binary_join_element_wise(pc.utf8_lower(standard["street"]), house, " ")
    )
    columns["whole_name"] = pc.binary_join_element_wise(columns["given_name"], columns["family_name"], " ")
    return pa.table({"unique_id": pa.array(np.arange(standard.num_rows)), **columns})


def match_splink(values: pa.Table, variant: str) -> Match:
    """Return Splink's customers, from a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "values.parquet", Path(folder) / "clusters.parquet"
        parquet.write_table(values, source)
        command = [str(PYTHON), str(SCRIPT), str(source), str(target), variant]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        clusters = parquet.read_table(target).sort_by("unique_id")
    told = json.loads(done.stdout)
    assert clusters.num_rows == values.num_rows
    by_threshold = {name: _codes(clusters[name]) for name in told["thresholds"]}
    return Match(
        engine=f"Splink {told['version']}, {variant}",
        customers=by_threshold[told["default"]], seconds=told["seconds"], cpu_seconds=told["cpu_seconds"],
        others=by_threshold,
    )  # fmt: skip


def _codes(clusters: pa.ChunkedArray) -> NDArray[np.int64]:
    _, codes = np.unique(clusters.to_numpy(), return_inverse=True)
    return codes.astype(np.int64)


def _print(match: Match, labelled: LabelledSet, own_seconds: float) -> None:
    got = accuracy_of(match.customers, labelled.truth)
    found = {threshold: accuracy_of(customers, labelled.truth) for threshold, customers in match.others.items()}
    best = max(found, key=lambda threshold: found[threshold].f1, default=None)
    print(
        f"{match.engine:<26}{got.f1:>8.4f}{got.precision:>8.4f}{got.recall:>8.4f}{100 * got.over_merged_share:>9.2f}"
        f"{match.seconds:>9.1f}{match.seconds / own_seconds:>7.1f}{match.cpu_seconds:>8.1f}"
        + (f"   {found[best].f1:.4f} at {best}" if best else ""),
        flush=True,
    )
