"""A match model: keys, comparisons, what was learned, and where the cuts are. One versioned document."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pellucid.golden.match.comparison import Comparison
from pellucid.golden.match.keys import Key
from pellucid.golden.match.together import together_of
from pellucid.golden.match.training import Learned


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where pairs part into same, review and different.

    wrong_merge_cost: how many missed merges one wrong merge is worth; it leaks somebody's data. asking_cost: what
    asking a steward costs, in missed merges.
    """

    wrong_merge_cost: float = 20.0
    asking_cost: float = 0.3

    @property
    def same_probability(self) -> float:
        """A merge pays from here: (1 - p) * cost < p."""
        return self.wrong_merge_cost / (self.wrong_merge_cost + 1.0)

    @property
    def review_probability(self) -> float:
        """Asking pays from here: its cost is less than that of the merges missed without it."""
        return self.asking_cost

    @property
    def same_bits(self) -> float:
        """same_probability in log2 odds."""
        return float(np.log2(self.wrong_merge_cost))

    @property
    def review_bits(self) -> float:
        """review_probability in log2 odds."""
        return float(np.log2(self.asking_cost / (1.0 - self.asking_cost)))


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchModel:
    """party: what it matches, person or organization. exclusive_fields: two different values are never one party."""

    party: str
    keys: tuple[Key, ...]
    comparisons: tuple[Comparison, ...]
    learned: Learned
    thresholds: Thresholds = Thresholds()

    @property
    def version(self) -> str:
        """A name for exactly this model: twelve hexadecimal digits of its document."""
        return hashlib.sha256(json.dumps(self.document(), sort_keys=True).encode()).hexdigest()[:12]

    def document(self) -> dict[str, Any]:
        """Return the model in plain words and numbers, to read and to keep."""
        learned = self.learned
        return {
            "party": self.party,
            "same_probability": round(self.thresholds.same_probability, 4),
            "review_probability": round(self.thresholds.review_probability, 4),
            "wrong_merge_cost": self.thresholds.wrong_merge_cost,
            "asking_cost": self.thresholds.asking_cost,
            "pairs": {
                "all": learned.pair_count,
                "same": learned.same_pairs,
                "household": learned.household_pairs,
                "namesake_lift": learned.lift,
            },
            "keys": [key.name for key in self.keys],
            "comparisons": [self._comparison(number) for number in range(len(self.comparisons))],
        }

    def _comparison(self, number: int) -> dict[str, Any]:
        comparison, learned = self.comparisons[number], self.learned
        levels = []
        for code in range(1, comparison.code_count):
            same, household, random = (
                float(shares[number][code]) for shares in (learned.same, learned.household, learned.random)
            )
            levels.append(
                {
                    "level": comparison.level_name(code),
                    "same": same,
                    "household": household,
                    "random": random,
                    "bits": round(float(np.log2(same / random)), 2),
                }
            )
        return {"comparison": comparison.name, "levels": levels}


class UnknownModel(Exception):
    """A model document speaks of keys, comparisons or levels that this version does not have."""


def model_from_document(
    document: dict[str, Any], *, keys: Sequence[Key], comparisons: Sequence[Comparison]
) -> MatchModel:
    """Return the model a document was made of. Raises UnknownModel when keys or comparisons have changed since."""
    names = [(entry["comparison"], [level["level"] for level in entry["levels"]]) for entry in document["comparisons"]]
    ours = [
        (comparison.name, [comparison.level_name(code) for code in range(1, comparison.code_count)])
        for comparison in comparisons
    ]
    used = tuple(key for key in keys if key.name in document["keys"])
    if names != ours or document["keys"] != [key.name for key in used]:
        raise UnknownModel("These results were made by another version of Pellucid; clean the files again.")
    shares = {
        of: tuple(np.array([1.0, *(level[of] for level in entry["levels"])]) for entry in document["comparisons"])
        for of in ("same", "household", "random")
    }
    learned = Learned(
        **shares,
        same_pairs=document["pairs"]["same"],
        household_pairs=document["pairs"]["household"],
        pair_count=document["pairs"]["all"],
        together=together_of(comparisons),
        lift=document["pairs"]["namesake_lift"],
    )
    cuts = Thresholds(wrong_merge_cost=document["wrong_merge_cost"], asking_cost=document["asking_cost"])
    return MatchModel(
        party=document["party"], keys=used, comparisons=tuple(comparisons), learned=learned, thresholds=cuts
    )
