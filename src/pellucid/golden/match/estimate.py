"""How right a run is by its own probabilities, with an interval, before anybody has labelled a pair."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from pellucid.golden.match.run import MatchRun

INTERVAL_DEVIATIONS = 1.96  # 95 % of a normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimated share (0-1) with a 95 % interval; None where there was nothing to estimate."""

    share: float | None
    low: float | None
    high: float | None
    count: int

    def document(self) -> dict[str, float | int | None]:
        """Return the estimate as plain numbers."""
        rounded = [None if value is None else round(value, 5) for value in (self.share, self.low, self.high)]
        return {"share": rounded[0], "low": rounded[1], "high": rounded[2], "pairs": self.count}

    def words(self) -> str:
        """Return the estimate for a sentence."""
        if self.share is None or self.low is None or self.high is None:
            return "(none made, so not measured)"
        return f"about {100 * self.share:.1f} % ({100 * self.low:.1f} to {100 * self.high:.1f})"


def estimate_precision(runs: Sequence[MatchRun]) -> Estimate:
    """Return the estimated share of right ones among the pairs taken for one person.

    Each pair is right with its probability, so the sum is Poisson-binomial; its normal approximation gives the
    interval. It trusts the model: it does not know what the model does not see.
    """
    taken = [run.scored.probability[run.scored.probability >= run.model.thresholds.same_probability] for run in runs]
    probability = np.concatenate([np.empty(0), *taken])
    count = len(probability)
    if count == 0:
        return Estimate(share=None, low=None, high=None, count=0)
    share = float(probability.mean())
    deviation = sqrt(float((probability * (1.0 - probability)).sum())) / count
    low, high = share - INTERVAL_DEVIATIONS * deviation, share + INTERVAL_DEVIATIONS * deviation
    return Estimate(share=share, low=max(low, 0.0), high=min(high, 1.0), count=count)
