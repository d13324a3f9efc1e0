"""Accuracy of the final customers at default settings, zero configuration, on every labelled set."""

import argparse
import time
from datetime import UTC, datetime

from benches.measure import accuracy_of
from benches.sets import all_sets
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.estimate import estimate_precision
from pellucid.golden.pipeline import clean

SIZES = (10_000, 100_000)


def run(arguments: argparse.Namespace) -> None:
    print(
        f"{'set':<20}{'rows':>9}{'P':>8}{'R':>8}{'F1':>8}{'B3 P':>8}{'B3 R':>8}{'mixed %':>9}{'own estimate':>24}{'s':>7}"
    )
    today = datetime.now(UTC).date().isoformat()
    for labelled in all_sets(arguments.data, arguments.rows if arguments.rows is not None else SIZES):
        began = time.perf_counter()
        cleaned = clean(labelled.records, engine=DuckdbEngine(), today=today)
        seconds = time.perf_counter() - began
        got = accuracy_of(cleaned.customers, labelled.truth)
        own = estimate_precision([party.run for party in cleaned.runs]).words()
        print(
            f"{labelled.name:<20}{len(labelled.truth):>9,}{got.precision:>8.4f}{got.recall:>8.4f}{got.f1:>8.4f}"
            f"{got.b_cubed_precision:>8.4f}{got.b_cubed_recall:>8.4f}{100 * got.over_merged_share:>9.2f}{own:>24}"
            f"{seconds:>7.1f}",
            flush=True,
        )
