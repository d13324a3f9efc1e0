"""One match run: pairs proposed, compared, the model learned from them, every pair weighed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.golden.match.components import components
from pellucid.golden.match.frequency import shares_of_values
from pellucid.golden.match.keys import keys_worth
from pellucid.golden.match.kinds import PartyKind
from pellucid.golden.match.model import MatchModel, Thresholds
from pellucid.golden.match.plan import PAIRS, Engine
from pellucid.golden.match.score import Scored, score_pairs
from pellucid.golden.match.together import pairs_together
from pellucid.golden.match.training import count_patterns, learn, prior_model

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Progress = Callable[[str], None]

# Enough to see an agreement that one pair of strangers in ten thousand shows, to about a third.
CHANCE_PAIRS = 100_000
CHANCE_SEED = 20_261_122  # any number; fixed, so that a run can be repeated


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRun:
    """Every compared pair of one party kind. left, right: rows of the forms, left < right."""

    model: MatchModel
    left: Ints
    right: Ints
    patterns: Ints
    scored: Scored
    shares: Mapping[str, Floats]


def run_match(
    forms: pa.Table,
    *,
    kind: PartyKind,
    engine: Engine,
    order: Ints,
    thresholds: Thresholds | None = None,
    pairs: pa.Table | None = None,
    progress: Progress = lambda _: None,
) -> MatchRun:
    """Return all candidate pairs of forms, weighed by a model learned from them.

    order: rank of each record by content, so that what is sampled does not depend on the order of arrival. pairs: of
    schema plan.PAIRS, where they were proposed before; the engine proposes them when None.
    """
    cuts = thresholds or Thresholds()
    count = forms.num_rows
    keys, comparisons = keys_worth(kind.keys, count), kind.comparisons
    with engine.load(forms) as loaded:
        progress("propose")
        proposed = loaded.propose(keys) if pairs is None else pairs
        progress("compare")
        compared = loaded.compare(proposed, comparisons)
        chance = loaded.compare(_chance_pairs(count, order), comparisons)
    left, right, patterns = _in_order(compared, count)
    progress("learn")
    learned = learn(
        prior_model(comparisons, record_count=count),
        comparisons,
        proposed=count_patterns(patterns),
        chance=count_patterns(chance["pattern"].to_numpy()),
        together=pairs_together(forms, comparisons),
    )
    model = MatchModel(party=kind.name, keys=keys, comparisons=comparisons, learned=learned, thresholds=cuts)
    # Rarity is counted over customers, which the first weighing, without rarity, tells well enough.
    first = score_pairs(learned, comparisons, left_ids=left, right_ids=right, patterns=patterns, shares={})
    alike = first.probability >= cuts.same_probability
    customers = components(count, left[alike], right[alike])
    names = sorted({name for comparison in comparisons for level in comparison.levels for name in level.frequency})
    shares = {name: shares_of_values(forms[name], customers) for name in names}
    scored = score_pairs(learned, comparisons, left_ids=left, right_ids=right, patterns=patterns, shares=shares)
    return MatchRun(model=model, left=left, right=right, patterns=patterns, scored=scored, shares=shares)


PATTERN_COLUMNS = ("left_id", "right_id", "pattern")


def _in_order(compared: pa.Table, count: int) -> tuple[Ints, Ints, Ints]:
    """Return left, right and pattern of the pairs, sorted: engines give them in any order, another one each time."""
    left, right, patterns = (compared[name].to_numpy().astype(np.int64) for name in PATTERN_COLUMNS)
    places = np.argsort(left * count + right)
    return left[places], right[places], patterns[places]


def _chance_pairs(count: int, order: Ints) -> pa.Table:
    """Return pairs drawn at random, of schema PAIRS; all pairs where there are not many."""
    if count * (count - 1) // 2 <= CHANCE_PAIRS:
        one, other = np.triu_indices(count, 1)
    else:
        random = np.random.default_rng(CHANCE_SEED)
        one, other = random.integers(0, count, CHANCE_PAIRS), random.integers(0, count, CHANCE_PAIRS)
        one, other = one[one != other], other[one != other]
    by_content = np.argsort(order, kind="stable")
    one, other = by_content[one], by_content[other]
    return pa.table(
        [pa.array(np.minimum(one, other), pa.int32()), pa.array(np.maximum(one, other), pa.int32())], schema=PAIRS
    )
