"""What stewards' verdicts teach a model: how many bits its comparisons are off.

Which pairs a person is asked about is no random draw: they look doubtful. So verdicts cannot tell how often one
person's records agree on a phone, but they can tell how often pairs that look like *this* are one person. That is
asked: a logistic regression of the verdicts with the model's own bits as a fixed start, and for each outcome of a
comparison a correction that is believed to be small. Few verdicts move little, because the belief weighs more; one that
contradicts everything moves no more than its share, because the slope of the logistic function ends at one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.comparison import MISSING, Comparison
from pellucid.golden.match.together import Outcome
from pellucid.golden.match.training import Codes, Floats, Learned, codes_of

# What a model learned without labels is off by. A pair of ordinary records shows eight outcomes; together with the
# start these make sqrt(0.7 ** 2 + 8 * 0.3 ** 2) = 1.1 bits, as in benches/results/calibration.md between 5 and 99 %.
START_DEVIATION_BITS = 0.7
OUTCOME_DEVIATION_BITS = 0.3
STEPS_MAX = 50
CONVERGED_BITS = 1e-9
BIT = float(np.log(2.0))  # in natural logarithms


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Pairs that people have judged. patterns and bits: as the model weighs them; same: whether they are one party."""

    patterns: Codes
    bits: Floats
    same: NDArray[np.bool_]


def learn_from_verdicts(learned: Learned, comparisons: Sequence[Comparison], judged: Judged) -> Learned:
    """Return the model with the corrections that verdicts make likely, the same in whatever order they were given.

    A correction of an outcome multiplies its share among one person's pairs, so that these no longer sum to one: they
    are weights of evidence from here on. One of the start multiplies the number of one person's pairs.
    """
    if len(judged.bits) == 0:
        return learned
    in_order = np.lexsort((judged.same, judged.bits, judged.patterns))
    codes = codes_of(judged.patterns[in_order], comparisons)
    outcomes = _outcomes(codes, comparisons)
    seen = np.column_stack([np.ones(len(codes)), *(codes[:, column] == code for column, code in outcomes)])
    deviations = np.array([START_DEVIATION_BITS, *([OUTCOME_DEVIATION_BITS] * len(outcomes))])
    corrections = _corrections(seen, judged.bits[in_order], judged.same[in_order], deviations)
    same = [share.copy() for share in learned.same]
    for (column, code), bits in zip(outcomes, corrections[1:].tolist(), strict=True):
        same[column][code] *= 2.0**bits
    same_pairs = learned.same_pairs * 2.0 ** float(corrections[0])
    return replace(learned, same=tuple(same), same_pairs=min(same_pairs, learned.pair_count / 2.0))


def _outcomes(codes: Codes, comparisons: Sequence[Comparison]) -> list[Outcome]:
    """Return the outcomes that judged pairs show. Those that others imply take what these take."""
    found = []
    for column, comparison in enumerate(comparisons):
        implied = {code for code, level in enumerate(comparison.levels, 1) if level.implied_by}
        found += [(column, code) for code in np.unique(codes[:, column]).tolist() if code not in {MISSING, *implied}]
    return found


def _corrections(seen: Floats, bits: Floats, same: NDArray[np.bool_], deviations: Floats) -> Floats:
    """Return the likeliest corrections in bits, by Newton's method on a concave function.

    seen: pairs x corrections, 1 where a correction counts. deviations: of what is believed of each, around zero.
    """
    precision = np.diag(1.0 / deviations**2)
    corrections = np.zeros(len(deviations))
    for _ in range(STEPS_MAX):
        probability = 1.0 / (1.0 + np.exp2(-np.clip(bits + seen @ corrections, -500.0, 500.0)))
        slope = BIT * (seen.T @ (same - probability)) - precision @ corrections
        spread = BIT**2 * probability * (1.0 - probability)
        step = np.linalg.solve(seen.T @ (seen * spread[:, None]) + precision, slope)
        corrections += step
        if np.abs(step).max() < CONVERGED_BITS:
            break
    return corrections
