"""How right a run is by its own probabilities, with an interval, before anybody has labelled a pair."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.run import MatchRun
from pellucid.golden.match.spanning import strongest_joins

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

INTERVAL_DEVIATIONS = 1.96  # 95 % of a normal distribution
INTERVAL_TAILS = (0.025, 0.975)  # 95 % of any distribution
# How far a model learned without labels is off: on generated contacts of 10,000 to 1,000,000 rows it trusts its merges
# between a third of a bit and 2.3 bits too much, 1.5 in the quadratic mean; benches/results/estimates.md, accuracy.md.
MODEL_DEVIATION_BITS = 1.5
REACH_DEVIATIONS = 8.0  # beyond so many there is nothing of a Poisson distribution that a float could hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimated share (0-1) with a 95 % interval; None where there was nothing to estimate. count: of how many."""

    share: float | None
    low: float | None
    high: float | None
    count: int

    def document(self, counted: str) -> dict[str, float | int | None]:
        """Return the estimate as plain numbers. counted: what is counted, the key of the count."""
        rounded = [None if value is None else round(value, 5) for value in (self.share, self.low, self.high)]
        return {"share": rounded[0], "low": rounded[1], "high": rounded[2], counted: self.count}

    def words(self) -> str:
        """Return the estimate for a sentence."""
        if self.share is None or self.low is None or self.high is None:
            return "(none made, so not measured)"
        return f"about {100 * self.share:.1f} % ({100 * self.low:.1f} to {100 * self.high:.1f})"


NOTHING = Estimate(share=None, low=None, high=None, count=0)


def estimate_precision(runs: Sequence[MatchRun]) -> Estimate:
    """Return the estimated share of right ones among the pairs taken for one person.

    Each pair is right with its probability, so the sum is Poisson-binomial; its normal approximation gives the chance
    in it. The interval holds besides that the model as a whole may be off; see MODEL_DEVIATION_BITS.
    """
    taken = [run.scored.probability[run.scored.probability >= run.model.thresholds.same_probability] for run in runs]
    probability = np.concatenate([np.empty(0), *taken])
    return _in_doubt(_share_right, probability)


def estimate_over_merging(customers: Ints, runs: Sequence[tuple[Ints, MatchRun]]) -> Estimate:
    """Return the estimated share of customers that mix two people, by the pairs of runs taken for one person.

    customers: the customer of each record, 0 to m - 1. runs: each with the records behind the rows of its forms. The
    interval holds besides chance that the model as a whole may be off; see MODEL_DEVIATION_BITS.
    """
    left, right, probability = _joins_within(customers, runs)
    return _in_doubt(lambda shifted: estimate_mixed(customers, left, right, shifted), probability)


def _in_doubt(estimate: Callable[[Floats], Estimate], probability: Floats) -> Estimate:
    """Return an estimate whose interval holds that the model as a whole may be too sure, or too unsure.

    probability: of pairs, as the model has them.
    """
    reach = INTERVAL_DEVIATIONS * MODEL_DEVIATION_BITS
    told = estimate(probability)
    others = [estimate(_shifted(probability, bits)) for bits in (-reach, reach)]
    lows = [other.low for other in others if other.low is not None]
    highs = [other.high for other in others if other.high is not None]
    return replace(told, low=min(lows, default=None), high=max(highs, default=None))


def _shifted(probability: Floats, bits: float) -> Floats:
    """Return probabilities with so many bits more evidence."""
    shifted: Floats = probability / (probability + (1.0 - probability) * 2.0**-bits)
    return shifted


def _share_right(probability: Floats) -> Estimate:
    count = len(probability)
    if count == 0:
        return NOTHING
    share = float(probability.mean())
    deviation = sqrt(float((probability * (1.0 - probability)).sum())) / count
    low, high = share - INTERVAL_DEVIATIONS * deviation, share + INTERVAL_DEVIATIONS * deviation
    return Estimate(share=share, low=max(low, 0.0), high=min(high, 1.0), count=count)


def estimate_mixed(customers: Ints, left: Ints, right: Ints, probability: Floats) -> Estimate:
    """Return the estimated share of customers that mix two people, among those of more than one record.

    left, right, probability: pairs of records within a customer that were taken for one person.

    A customer is held together by its strongest joins, the maximum spanning tree over those pairs, and mixes if one of
    them is wrong: 1 - product of p over the tree. Assumed: the probabilities are calibrated; joins are wrong
    independently of each other; the pairs beside the tree say nothing further. The last is cautious where three records
    agree pair by pair, since the third pair speaks for the other two; and bold where two groups hang on the one pair of
    many that happened to look surest. benches/results/accuracy.md has the estimate beside the truth. A join that a
    person decided counts as right. The number of mixed customers is then Poisson-binomial; a Poisson distribution
    shifted to its mean and variance gives the interval (Roellin 2007), for a handful as well as for thousands.
    """
    merged = np.bincount(customers) > 1
    tree = strongest_joins(len(customers), left, right, probability)
    with np.errstate(divide="ignore"):
        logs = np.log(probability[tree])
    all_right = np.bincount(customers[left[tree]], weights=logs, minlength=len(merged))
    return _share_of(-np.expm1(all_right[merged]))


def _joins_within(customers: Ints, runs: Sequence[tuple[Ints, MatchRun]]) -> tuple[Ints, Ints, Floats]:
    """Return left, right (records) and probability of the pairs taken for one person that are in one customer."""
    lefts, rights, probabilities = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0)]
    for rows, run in runs:
        taken = run.scored.probability >= run.model.thresholds.same_probability
        left, right = rows[run.left[taken]], rows[run.right[taken]]
        within = customers[left] == customers[right]
        lefts.append(left[within])
        rights.append(right[within])
        probabilities.append(run.scored.probability[taken][within])
    return np.concatenate(lefts), np.concatenate(rights), np.concatenate(probabilities)


def _share_of(chances: Floats) -> Estimate:
    """Return the share of events that happen, each with its chance and on its own."""
    count = len(chances)
    if count == 0:
        return NOTHING
    mean, variance = float(chances.sum()), float((chances * (1.0 - chances)).sum())
    low, high = (mean - variance + quantile for quantile in _poisson_quantiles(variance))
    # Events are whole: the interval is widened to whole numbers of them.
    low, high = max(floor(low), 0), min(ceil(high), count)
    return Estimate(share=mean / count, low=low / count, high=high / count, count=count)


def _poisson_quantiles(mean: float) -> tuple[int, int]:
    """Return the ends of the middle 95 % of a Poisson distribution."""
    if mean <= 0.0:
        return 0, 0
    reach = REACH_DEVIATIONS * sqrt(mean)
    first = max(0, floor(mean - reach))
    counts = np.arange(first, ceil(mean + reach + REACH_DEVIATIONS) + 1)
    steps = np.log(mean) - np.log(np.maximum(counts, 1))  # from one count's log chance to the next
    logs = np.cumsum(np.concatenate([[0.0], steps[1:]]))
    chances = np.exp(logs - logs.max())
    below = np.cumsum(chances) / chances.sum()
    low, high = np.searchsorted(below, INTERVAL_TAILS)
    return first + int(low), first + int(high)
