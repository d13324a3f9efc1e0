"""Whether pairs are right as often as their probabilities say: a table and a picture, on generated contacts."""

import argparse
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benches.freeze import RESULTS
from benches.reliability_picture import draw_reliability
from benches.sets import LabelledSet, clean_set, generated

SIZES = (10_000, 100_000)
# The cut is at 20/21; the bands are finer where merging is decided.
EDGES = (0.0, 0.001, 0.01, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 20 / 21, 0.99, 0.999, 0.9999, 1.0)
DEVIATIONS = 1.96  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Pairs whose probability is in [low, high). predicted, true: mean probability and share that is one person.

    true_low, true_high: 95 % interval of the share, Wilson 1927.
    """

    low: float
    high: float
    pair_count: int
    predicted: float
    true: float
    true_low: float
    true_high: float

    @property
    def holds(self) -> bool:
        """What was predicted is within the interval of what is true."""
        return self.true_low <= self.predicted <= self.true_high


def run(arguments: argparse.Namespace) -> None:
    series = {}
    for rows in arguments.rows if arguments.rows is not None else SIZES:
        labelled = generated(rows)
        bands = series[labelled.name] = reliability(*weighed_pairs(labelled))
        print(f"{labelled.name}: compared pairs by what the model gives them")
        print(f"{'probability':<21}{'pairs':>10}{'predicted %':>13}{'true %':>9}   95 % interval")
        for band in bands:
            print(
                f"{band.low:.4f} to {band.high:<10.4f}{band.pair_count:>10,}{100 * band.predicted:>13.3f}"
                f"{100 * band.true:>9.3f}   {100 * band.true_low:.3f} to {100 * band.true_high:.3f}"
                + ("" if band.holds else ("  too sure" if band.predicted > band.true else "  too unsure"))
            )
        print(f"calibrated in {sum(band.holds for band in bands)} of {len(bands)} bands;", end=" ")
        print(f"mean distance {100 * mean_distance(bands):.2f} percentage points\n", flush=True)
    path = RESULTS / "calibration.svg"
    path.parent.mkdir(exist_ok=True)
    path.write_text(draw_reliability(series), encoding="utf-8")
    print(f"picture: {path.relative_to(RESULTS.parents[1])}")


def weighed_pairs(labelled: LabelledSet) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the probability of every compared pair and whether it truly is one customer."""
    cleaned = clean_set(labelled)
    probabilities = [party.run.scored.probability for party in cleaned.runs]
    truths = [
        labelled.truth[party.rows[party.run.left]] == labelled.truth[party.rows[party.run.right]]
        for party in cleaned.runs
    ]
    return np.concatenate(probabilities), np.concatenate(truths)


def reliability(probability: NDArray[np.float64], truth: NDArray[np.bool_]) -> list[Band]:
    """Return the bands that hold any pair, in ascending order."""
    places = np.minimum(np.searchsorted(EDGES, probability, side="right") - 1, len(EDGES) - 2)
    counts = np.bincount(places, minlength=len(EDGES) - 1)
    predicted = np.bincount(places, weights=probability, minlength=len(counts)) / np.maximum(counts, 1)
    shares = np.bincount(places, weights=truth, minlength=len(counts)) / np.maximum(counts, 1)
    bands = []
    for place in np.flatnonzero(counts).tolist():
        low, high = _wilson(float(shares[place]), int(counts[place]))
        band = Band(
            low=EDGES[place], high=EDGES[place + 1], pair_count=int(counts[place]),
            predicted=float(predicted[place]), true=float(shares[place]), true_low=low, true_high=high,
        )  # fmt: skip
        bands.append(band)
    return bands


def mean_distance(bands: list[Band]) -> float:
    """Return the distance of predicted from true, over bands by their pairs (the expected calibration error)."""
    pairs = sum(band.pair_count for band in bands)
    return sum(band.pair_count * abs(band.predicted - band.true) for band in bands) / pairs


def _wilson(share: float, count: int) -> tuple[float, float]:
    square = DEVIATIONS**2 / count
    middle = (share + square / 2) / (1 + square)
    half = DEVIATIONS * np.sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return max(0.0, middle - float(half)), min(1.0, middle + float(half))
