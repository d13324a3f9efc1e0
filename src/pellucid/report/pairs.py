"""Compared pairs of all parties in one place, to choose from the ones worth showing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.comparison import radices
from pellucid.golden.match.explain import Reason, explain_pair
from pellucid.golden.pipeline import Cleaned, PartyRun
from pellucid.golden.results import verdicts

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Outcome = tuple[str, str]  # comparison and level, by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of one verdict, one entry a pair. left, right: records. run: number of the party run it is from.

    position: its place in that run. said_count: how many comparisons had something to compare.
    """

    left: Ints
    right: Ints
    bits: Floats
    probability: Floats
    run: Ints
    position: Ints
    said_count: Ints

    def at(self, chosen: Ints) -> "Pairs":
        """Return the pairs at positions."""
        return Pairs(
            left=self.left[chosen],
            right=self.right[chosen],
            bits=self.bits[chosen],
            probability=self.probability[chosen],
            run=self.run[chosen],
            position=self.position[chosen],
            said_count=self.said_count[chosen],
        )


def pairs_of(cleaned: Cleaned, verdict: str, *, bits_min: float = -np.inf) -> Pairs:
    """Return the pairs of a verdict (same, review or different) with at least so much evidence."""
    parts = [_party_pairs(cleaned, number, verdict, bits_min) for number in range(len(cleaned.runs))]
    nothing = np.empty(0, dtype=np.int64)
    return Pairs(
        left=np.concatenate([nothing, *(part.left for part in parts)]),
        right=np.concatenate([nothing, *(part.right for part in parts)]),
        bits=np.concatenate([np.empty(0), *(part.bits for part in parts)]),
        probability=np.concatenate([np.empty(0), *(part.probability for part in parts)]),
        run=np.concatenate([nothing, *(part.run for part in parts)]),
        position=np.concatenate([nothing, *(part.position for part in parts)]),
        said_count=np.concatenate([nothing, *(part.said_count for part in parts)]),
    )


def _party_pairs(cleaned: Cleaned, number: int, verdict: str, bits_min: float) -> Pairs:
    party = cleaned.runs[number]
    at = np.flatnonzero((party.run.scored.bits >= bits_min) & (verdicts(cleaned, party) == verdict))
    comparisons = party.run.model.comparisons
    said = np.zeros(len(at), dtype=np.int64)
    for place in range(len(comparisons)):
        said += _codes(party, at, place) > 0
    return Pairs(
        left=party.rows[party.run.left[at]],
        right=party.rows[party.run.right[at]],
        bits=party.run.scored.bits[at],
        probability=party.run.scored.probability[at],
        run=np.full(len(at), number, dtype=np.int64),
        position=at,
        said_count=said,
    )


def _codes(party: PartyRun, at: Ints, place: int) -> Ints:
    """Return the outcome code of one comparison for pairs of a run."""
    comparisons = party.run.model.comparisons
    return np.asarray(party.run.patterns[at] // radices(comparisons)[place] % comparisons[place].code_count)


def reach(cleaned: Cleaned, pairs: Pairs, outcomes: Sequence[Outcome]) -> Bools:
    """Say which pairs reach all of the outcomes."""
    result = np.ones(len(pairs.left), dtype=bool)
    for number, party in enumerate(cleaned.runs):
        own = np.flatnonzero(pairs.run == number)
        names = [comparison.name for comparison in party.run.model.comparisons]
        for comparison, level in outcomes:
            if comparison not in names:
                result[own] = False
                continue
            place = names.index(comparison)
            graded = party.run.model.comparisons[place]
            wanted = {code for code in range(graded.code_count) if graded.level_name(code) == level}
            result[own] &= np.isin(_codes(party, pairs.position[own], place), list(wanted))
    return result


def reasons_of(cleaned: Cleaned, pairs: Pairs, place: int) -> tuple[Reason, ...]:
    """Return the reasons of one pair, the starting odds first."""
    party = cleaned.runs[int(pairs.run[place])]
    position = int(pairs.position[place])
    return explain_pair(
        party.run.model,
        int(party.run.patterns[position]),
        left=int(party.run.left[position]),
        right=int(party.run.right[position]),
        shares=party.run.shares,
    )
