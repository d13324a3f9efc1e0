"""Accuracy of the final customers at default settings, zero configuration, on every labelled set."""

import argparse
import time
from collections.abc import Sequence

from benches.measure import accuracy_of
from benches.sets import all_sets, clean_set
from pellucid.golden.match.estimate import estimate_over_merging, estimate_precision

SIZES = (10_000, 100_000)
FIGURES = ("P", "R", "F1", "B3 P", "B3 R", "mixed %", "sec", "match")
MATCHING = ("guard", "propose", "compare", "learn", "resolve")  # from standard values to customers


def run(arguments: argparse.Namespace) -> None:
    print("sec: all of it, from records in memory; match: from standard values to customers.")
    print("P, R, F1: pairs. B3: B-cubed. mixed %: customers that hold records of two or more people.")
    print(
        "own: what Pellucid estimates without the truth: P; then the share of merged customers that mix, and the truth"
    )
    print(f"{'set':<18}{'rows':>10}" + "".join(f"{name:>8}" for name in FIGURES) + "  own P; own mixed / true")
    for labelled in all_sets(arguments.data, arguments.rows if arguments.rows is not None else SIZES):
        began = time.perf_counter()
        stages: list[tuple[str, float]] = []
        cleaned = clean_set(labelled, lambda stage, stages=stages: stages.append((stage, time.perf_counter())))
        ended = time.perf_counter()
        got = accuracy_of(cleaned.customers, labelled.truth)
        precision = estimate_precision([party.run for party in cleaned.runs])
        mixed = estimate_over_merging(cleaned.customers, [(party.rows, party.run) for party in cleaned.runs])
        figures = (got.precision, got.recall, got.f1, got.b_cubed_precision, got.b_cubed_recall)
        print(
            f"{labelled.name:<18}{len(labelled.truth):>10,}"
            + "".join(f"{figure:>8.4f}" for figure in figures)
            + f"{100 * got.over_merged_share:>8.2f}{ended - began:>8.1f}{_matching(stages, ended):>8.1f}"
            + f"  {precision.words()}; {mixed.words()} / {100 * got.mixed_of_merged_share:.1f} %",
            flush=True,
        )


def _matching(stages: Sequence[tuple[str, float]], ended: float) -> float:
    """Return the seconds of the stages of matching. stages: each with when it began."""
    ends = [*(began for _, began in stages[1:]), ended]
    return sum(end - began for (stage, began), end in zip(stages, ends, strict=True) if stage in MATCHING)
