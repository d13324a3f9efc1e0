"""Weighing pairs: the pattern's evidence, sharpened by how rare the values are that agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.comparison import Comparison
from pellucid.golden.match.training import Codes, Floats, Learned, codes_of, distinct_patterns

CERTAIN_BITS = 60.0  # beyond this a number says nothing more


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Evidence of each pair. bits: log2 of the odds that it is one person; probability: the same as 0-1."""

    bits: Floats
    probability: Floats


def score_pairs(
    learned: Learned,
    comparisons: Sequence[Comparison],
    *,
    left_ids: NDArray[np.int64],
    right_ids: NDArray[np.int64],
    patterns: Codes,
    shares: Mapping[str, Floats],
) -> Scored:
    """Return the evidence of pairs. shares: by column, for every record how common its value is (0-1)."""
    distinct, positions = distinct_patterns(patterns)
    codes = codes_of(distinct, comparisons)
    same, household, random = learned.logs(codes)
    random_of_pairs = random[positions]
    for column, comparison in enumerate(comparisons):
        for code, level in enumerate(comparison.levels, 1):
            if not level.frequency or not all(name in shares for name in level.frequency):
                continue
            at = np.flatnonzero((codes[:, column] == code)[positions])
            chance = np.zeros(len(at))
            for name in level.frequency:
                chance += np.log2(np.maximum(shares[name][left_ids[at]], shares[name][right_ids[at]]))
            if level.implied_by:
                chance += np.log2(learned.same[column][code] * learned.lift)
            random_of_pairs[at] += chance - np.log2(learned.random[column][code])
    bits = same[positions] - np.logaddexp2(household[positions], random_of_pairs)
    bits = np.clip(bits, -CERTAIN_BITS, CERTAIN_BITS)
    return Scored(bits=bits, probability=1.0 / (1.0 + np.exp2(-bits)))
