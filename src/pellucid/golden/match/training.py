"""Learning a match model without labels: expectation maximization over counted patterns, three latent classes.

Pairs are of one person (same), of two people of one household, or of unrelated people (random). Only the counts of
distinct patterns matter, so a million records cost no more than a thousand. Source: Fellegi and Sunter 1969; Winkler
1988 for EM; a third class because one class of "different" cannot hold both families and strangers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.match.comparison import Comparison, radices
from pellucid.golden.match.together import Outcome, lift_of, show_together, together_of

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Implied = dict[Outcome, tuple[Outcome, ...]]

ROUNDS_MAX = 60
CONVERGED_BITS = 1e-4  # largest move of any parameter, in log2, at which learning stops
PRIOR_PAIRS = 30.0  # a prior counts as much as so many observed pairs
CHANCE_PRIOR_PAIRS = 100.0  # in a list of a dozen rows nearly every pair is looked at, and the doubles among them
# One record in a hundred carries a value that is somebody else's: typed into the wrong window, copied, inherited with
# a desk. Such pairs grow with the records, all pairs with their square, so that the chance of it is this over records.
STRAY_SHARE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Pairs counted by pattern. patterns: distinct, ascending. counts: how many pairs show each."""

    patterns: Codes
    counts: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Shares of the pairs of a class that reach each outcome, one array a comparison, indexed by code.

    Index 0, MISSING, is always 1: a missing value is no evidence. same_pairs, household_pairs: how many pairs of each
    class there are among all pair_count pairs of records. together, lift: outcomes that strangers show together so many
    times as often as by chance.
    """

    same: tuple[Floats, ...]
    household: tuple[Floats, ...]
    random: tuple[Floats, ...]
    same_pairs: float
    household_pairs: float
    pair_count: float
    together: tuple[Outcome, ...] = ()
    lift: float = 1.0

    @property
    def random_pairs(self) -> float:
        """How many pairs are of unrelated people."""
        return max(self.pair_count - self.same_pairs - self.household_pairs, 1.0)

    def logs(self, codes: Codes) -> tuple[Floats, Floats, Floats]:
        """Return log2 of prior times likelihood of each class for every row of codes (patterns x comparisons)."""
        return (
            _log_likelihood(codes, self.same) + np.log2(self.same_pairs / self.pair_count),
            _log_likelihood(codes, self.household) + np.log2(self.household_pairs / self.pair_count),
            _log_likelihood(codes, self.random)
            + np.log2(self.random_pairs / self.pair_count)
            + np.log2(self.lift) * show_together(codes, self.together),
        )


def count_patterns(patterns: Codes) -> Counted:
    """Return the distinct patterns with their counts."""
    distinct, positions = distinct_patterns(patterns)
    return Counted(patterns=distinct, counts=np.bincount(positions, minlength=len(distinct)).astype(np.float64))


def distinct_patterns(patterns: Codes) -> tuple[Codes, Codes]:
    """Return the distinct patterns, sorted, and the position of each pair's among them.

    By a table of hashes: of millions of pairs a few thousand patterns are different, and only these are sorted.
    """
    encoded = pc.dictionary_encode(pa.array(patterns, pa.int64()))
    found = encoded.dictionary.to_numpy()
    order = np.argsort(found)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return found[order], place[encoded.indices.to_numpy()]


def codes_of(patterns: Codes, comparisons: Sequence[Comparison]) -> Codes:
    """Return the outcomes of each pattern: one row a pattern, one column a comparison."""
    factors = np.array(radices(comparisons), dtype=np.int64)
    sizes = np.array([comparison.code_count for comparison in comparisons], dtype=np.int64)
    return (patterns[:, None] // factors) % sizes


def prior_model(comparisons: Sequence[Comparison], *, record_count: int) -> Learned:
    """Return what is believed before any pair is seen: every fifth record has a duplicate."""
    expected = max(record_count * 0.2, 1.0)
    same = tuple(_prior(comparison) for comparison in comparisons)
    random = tuple(_chance(comparison) for comparison in comparisons)
    return Learned(
        same=same,
        household=_households(comparisons, same, random),
        random=random,
        same_pairs=expected,
        household_pairs=expected,
        pair_count=max(record_count * (record_count - 1) / 2, 2.0 * expected + 1.0),
        together=together_of(comparisons),
    )


def learn(
    prior: Learned, comparisons: Sequence[Comparison], *, proposed: Counted, chance: Counted, together: float = 0.0
) -> Learned:
    """Return the model that explains the proposed pairs best.

    proposed: the candidate pairs; nearly all pairs of the classes same and household are among them. chance: pairs
    drawn at random from all pairs, for what unrelated people share. together: how many of all pairs show the outcomes
    that go together.
    """
    proposed_codes = codes_of(proposed.patterns, comparisons)
    chance_codes = codes_of(chance.patterns, comparisons)
    implied = implied_levels(comparisons)
    learned = prior
    for _ in range(ROUNDS_MAX):
        before = learned
        shares = _posteriors(learned.logs(proposed_codes))
        same_weights, household_weights, random_weights = (proposed.counts * share for share in shares)
        chance_weights = chance.counts * _posteriors(learned.logs(chance_codes))[2]
        same = _shares(proposed_codes, same_weights, prior.same, comparisons)
        random = _chances(chance_codes, chance_weights, proposed_codes, random_weights, learned, prior, implied)
        own = float((same_weights + household_weights)[show_together(proposed_codes, prior.together)].sum())
        learned = Learned(
            same=same,
            household=_households(comparisons, same, random),
            random=random,
            same_pairs=max(float(same_weights.sum()), 0.5),
            household_pairs=max(float(household_weights.sum()), 0.5),
            pair_count=prior.pair_count,
            together=prior.together,
            lift=lift_of(together - own, _expected_together(learned, random, chance_codes, chance_weights)),
        )
        if _moved(before, learned) < CONVERGED_BITS:
            break
    return learned


def _expected_together(before: Learned, random: tuple[Floats, ...], codes: Codes, weights: Floats) -> float:
    """Return how many pairs of strangers would show the outcomes together if these had nothing to do with each other.

    codes, weights: of pairs drawn at random, which tell how many of all pairs have the values at all.
    """
    present = np.ones(len(codes), dtype=bool)
    expected = before.random_pairs
    for column, code in before.together:
        present &= codes[:, column] > 0
        expected *= float(random[column][code])
    return expected * float(weights[present].sum() / max(weights.sum(), 1.0))


def _posteriors(logs: tuple[Floats, Floats, Floats]) -> tuple[Floats, Floats, Floats]:
    top = np.maximum(np.maximum(logs[0], logs[1]), logs[2])
    same, household, random = (np.exp2(log - top) for log in logs)
    total = same + household + random
    return same / total, household / total, random / total


def _log_likelihood(codes: Codes, shares: tuple[Floats, ...]) -> Floats:
    total = np.zeros(len(codes))
    for column, share in enumerate(shares):
        total += np.log2(share)[codes[:, column]]
    return total


def _shares(
    codes: Codes, weights: Floats, prior: tuple[Floats, ...], comparisons: Sequence[Comparison]
) -> tuple[Floats, ...]:
    """Return the weighted share of each outcome, the prior counted in as PRIOR_PAIRS pairs."""
    result = []
    for column, believed in enumerate(prior):
        if comparisons[column].is_defining:
            result.append(believed)
            continue
        seen = np.bincount(codes[:, column], weights=weights, minlength=len(believed))
        share = seen + PRIOR_PAIRS * believed
        share[0] = 0.0
        share /= share.sum()
        share[0] = 1.0
        result.append(share)
    return tuple(result)


def _chances(
    codes: Codes,
    weights: Floats,
    proposed_codes: Codes,
    proposed_weights: Floats,
    before: Learned,
    prior: Learned,
    implied: Implied,
) -> tuple[Floats, ...]:
    """Return how often unrelated people reach each outcome.

    The sample tells it down to one in its size. Rarer agreements are all among the proposed pairs, since agreement is
    what proposes a pair: those that are unrelated, over all pairs, bound the chance from below.
    """
    result = []
    for column, (old, believed) in enumerate(zip(before.random, prior.random, strict=True)):
        seen = np.bincount(codes[:, column], weights=weights, minlength=len(old))
        seen[0] = 0.0
        sampled = max(seen.sum(), 1.0)
        share = (seen + CHANCE_PRIOR_PAIRS * believed) / (sampled + CHANCE_PRIOR_PAIRS)
        present = sampled / max(weights.sum(), 1.0)  # share of pairs in which both have the value
        at_least = np.bincount(proposed_codes[:, column], weights=proposed_weights, minlength=len(old))
        at_least[0] = 0.0
        share = np.maximum(share, at_least / (before.pair_count * max(present, 1e-6)))
        share[1:] = np.maximum(share[1:], STRAY_SHARE / np.sqrt(2.0 * before.pair_count))
        result.append(share)
    for (column, code), conditions in implied.items():
        together = float(np.prod([result[other][level] for other, level in conditions]))
        together *= before.lift if conditions == before.together else 1.0
        result[column][code] = max(result[column][code], together * before.same[column][code])
    for share in result:
        share[1:] /= share[1:].sum()
        share[0] = 1.0
    return tuple(result)


def implied_levels(comparisons: Sequence[Comparison]) -> Implied:
    """Return, for each outcome that others imply, the outcomes strangers must reach to get there by mishap."""
    places = {
        (comparison.name, level.name): (column, code)
        for column, comparison in enumerate(comparisons)
        for code, level in enumerate(comparison.levels, 1)
    }
    return {
        places[comparison.name, level.name]: tuple(places[other] for other in level.implied_by)
        for comparison in comparisons
        for level in comparison.levels
        if level.implied_by
    }


def _prior(comparison: Comparison) -> Floats:
    shares = np.array([1.0, *(level.same for level in comparison.levels), comparison.different_same])
    shares[1:] /= shares[1:].sum()
    return shares


def _households(
    comparisons: Sequence[Comparison], same: tuple[Floats, ...], random: tuple[Floats, ...]
) -> tuple[Floats, ...]:
    """Return what two people of one household show: what they share is like one person's, the rest like strangers'.

    Where a level says how many reach it, the others share what is left.
    """
    result = []
    for comparison, one, other in zip(comparisons, same, random, strict=True):
        share = comparison.household_share * one + (1.0 - comparison.household_share) * other
        told = {code: level.household for code, level in enumerate(comparison.levels, 1) if level.household is not None}
        untold = [code for code in range(1, comparison.code_count) if code not in told]
        share[untold] *= (1.0 - sum(told.values())) / share[untold].sum()
        share[list(told)] = list(told.values())
        result.append(share)
    return tuple(result)


def _chance(comparison: Comparison) -> Floats:
    """Return what is believed of strangers before any are seen."""
    agreeing = len(comparison.levels)
    share = (1.0 - comparison.different_chance) / agreeing
    return np.array([1.0, *([share] * agreeing), comparison.different_chance])


def _moved(before: Learned, after: Learned) -> float:
    pairs = zip((*before.same, *before.household), (*after.same, *after.household), strict=True)
    return max(float(np.abs(np.log2(old) - np.log2(new)).max()) for old, new in pairs)
