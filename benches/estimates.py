"""What Pellucid says of its own results without labels, beside the truth, over seeds; and what verdicts mend."""

import argparse

import numpy as np

from benches.calibration import mean_distance, reliability
from benches.measure import accuracy_of
from benches.sets import LabelledSet, clean_set, companies, generated, organizations
from pellucid.golden.match.estimate import Estimate, estimate_over_merging, estimate_precision
from pellucid.golden.match.learn_version import Verdicts, corrected
from pellucid.golden.match.run import MatchRun
from pellucid.golden.pipeline import Cleaned, PartyRun

SEEDS = (1, 2, 3, 4)
VERDICTS = (10, 50, 200)
DOUBTFUL = (0.05, 0.99)


def run(arguments: argparse.Namespace) -> None:
    print(f"{'set':<28}{'right merges: own':<36}{'true %':>7}   {'mixed customers: own':<34}{'true %':>7}")
    rows = (arguments.rows or [10_000])[0]
    held = [_estimates(f"{rows:,} contacts, seed {seed}", generated(rows, seed)) for seed in SEEDS]
    held += [_estimates(f"2,000 companies, seed {seed}", organizations(2_000, seed)) for seed in SEEDS]
    held.append(_estimates("companies by hand", companies()))
    print(f"the interval holds the truth in {sum(map(sum, held))} of {2 * len(held)}\n")
    _verdicts(generated(100_000, 2))


def _estimates(name: str, labelled: LabelledSet) -> tuple[bool, bool]:
    """Print own estimates of a set beside the truth; return which of them hold it."""
    cleaned = clean_set(labelled)
    precision = estimate_precision([party.run for party in cleaned.runs])
    mixed = estimate_over_merging(cleaned.customers, [(party.rows, party.run) for party in cleaned.runs])
    right = _share_right(cleaned, labelled)
    mixing = accuracy_of(cleaned.customers, labelled.truth).mixed_of_merged_share
    print(f"{name:<28}{precision.words():<36}{100 * right:>7.2f}   {mixed.words():<34}{100 * mixing:>7.2f}", flush=True)
    return _holds(precision, right), _holds(mixed, mixing)


def _holds(estimate: Estimate, truth: float) -> bool:
    return estimate.low is not None and estimate.high is not None and estimate.low <= truth <= estimate.high


def _share_right(cleaned: Cleaned, labelled: LabelledSet) -> float:
    """Return the share of right ones among the pairs taken for one customer."""
    right = [
        _is_right(party, labelled)[party.run.scored.probability >= party.run.model.thresholds.same_probability]
        for party in cleaned.runs
    ]
    return float(np.concatenate(right).mean())


def _is_right(party: PartyRun, labelled: LabelledSet) -> np.ndarray:
    return np.asarray(labelled.truth[party.rows[party.run.left]] == labelled.truth[party.rows[party.run.right]])


def _verdicts(labelled: LabelledSet) -> None:
    """Print how far probabilities of doubtful pairs are off, before and after verdicts on some that wait."""
    people = clean_set(labelled).runs[0]
    right, probability = _is_right(people, labelled), people.run.scored.probability
    cuts = people.run.model.thresholds
    waiting = np.flatnonzero((probability >= cuts.review_probability) & (probability < cuts.same_probability))
    print(f"{labelled.name}: pairs of probability {DOUBTFUL[0]} to {DOUBTFUL[1]}, off by percentage points on average")
    print(f"{'no verdicts':<16}{_off(people.run, right):>6.2f}")
    for count in VERDICTS:
        asked = np.random.default_rng(1).choice(waiting, count, replace=False)
        verdicts = Verdicts(left=people.run.left[asked], right=people.run.right[asked], same=right[asked])
        print(f"{count:>4} verdicts   {_off(corrected(people.run, verdicts), right, asked):>6.2f}", flush=True)


def _off(run_: MatchRun, right: np.ndarray, but: np.ndarray | None = None) -> float:
    """Return the mean distance of doubtful pairs' bands from the truth. but: pairs that were judged."""
    probability = run_.scored.probability
    doubtful = (probability > DOUBTFUL[0]) & (probability < DOUBTFUL[1])
    if but is not None:
        doubtful[but] = False
    return 100 * mean_distance(reliability(probability[doubtful], right[doubtful]))
