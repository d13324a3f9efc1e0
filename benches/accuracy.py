"""Accuracy of the final customers at default settings, zero configuration, on every labelled set."""

import argparse
import time
from datetime import UTC, datetime

from benches.measure import accuracy_of
from benches.sets import all_sets
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.estimate import estimate_precision
from pellucid.golden.model.value import Hints
from pellucid.golden.pipeline import clean

SIZES = (10_000, 100_000)


def run(arguments: argparse.Namespace) -> None:
    print(f"{'set':<20}{'rows':>9}", *(f"{name:>7}" for name in ("P", "R", "F1", "B3 P", "B3 R", "mixed %")), "  own P")
    today = datetime.now(UTC).date().isoformat()
    for labelled in all_sets(arguments.data, arguments.rows if arguments.rows is not None else SIZES):
        began = time.perf_counter()
        cleaned = clean(
            labelled.records, engine=DuckdbEngine(), hints=Hints(today=today), file_hints=labelled.file_hints, workers=2
        )
        seconds = time.perf_counter() - began
        got = accuracy_of(cleaned.customers, labelled.truth)
        own = estimate_precision([party.run for party in cleaned.runs]).words()
        figures = (got.precision, got.recall, got.f1, got.b_cubed_precision, got.b_cubed_recall)
        print(
            f"{labelled.name:<18}{len(labelled.truth):>10,}"
            + "".join(f"{figure:>8.4f}" for figure in figures)
            + f"{100 * got.over_merged_share:>8.2f}{seconds:>8.1f}  {own}",
            flush=True,
        )
