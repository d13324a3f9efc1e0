"""Accuracy of the final customers at default settings, zero configuration, on every labelled set."""

import argparse
import time

from benches.measure import accuracy_of
from benches.sets import all_sets, clean_set
from pellucid.golden.match.estimate import estimate_over_merging, estimate_precision

SIZES = (10_000, 100_000)
FIGURES = ("P", "R", "F1", "B3 P", "B3 R", "mixed %", "sec")


def run(arguments: argparse.Namespace) -> None:
    print("P, R, F1: pairs. B3: B-cubed. mixed %: customers that hold records of two or more people.")
    print(
        "own: what Pellucid estimates without the truth: P; then the share of merged customers that mix, and the truth"
    )
    print(f"{'set':<18}{'rows':>10}" + "".join(f"{name:>8}" for name in FIGURES) + "  own P; own mixed / true")
    for labelled in all_sets(arguments.data, arguments.rows if arguments.rows is not None else SIZES):
        began = time.perf_counter()
        cleaned = clean_set(labelled)
        seconds = time.perf_counter() - began
        got = accuracy_of(cleaned.customers, labelled.truth)
        precision = estimate_precision([party.run for party in cleaned.runs])
        mixed = estimate_over_merging(cleaned.customers, [(party.rows, party.run) for party in cleaned.runs])
        figures = (got.precision, got.recall, got.f1, got.b_cubed_precision, got.b_cubed_recall)
        print(
            f"{labelled.name:<18}{len(labelled.truth):>10,}"
            + "".join(f"{figure:>8.4f}" for figure in figures)
            + f"{100 * got.over_merged_share:>8.2f}{seconds:>8.1f}"
            + f"  {precision.words()}; {mixed.words()} / {100 * got.mixed_of_merged_share:.1f} %",
            flush=True,
        )
