"""A version of a model learned from all records there are, with the pairs it was learned from."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.golden.match.blocks import Blocks, Cuts, cuts_of, hashed_columns
from pellucid.golden.match.disarm import Shared
from pellucid.golden.match.keys import BLOCK_RECORDS_MAX, keys_worth
from pellucid.golden.match.kinds import PartyKind
from pellucid.golden.match.learn_verdicts import Judged, learn_from_verdicts
from pellucid.golden.match.model import MatchModel, Thresholds
from pellucid.golden.match.plan import PAIRS, Engine
from pellucid.golden.match.proposals import block_hashes, distinct_pairs, pairs_of_blocks, values_of
from pellucid.golden.match.rarity import rarity_of
from pellucid.golden.match.run import MatchRun, run_match
from pellucid.golden.match.score import score_pairs
from pellucid.golden.match.training import prior_model
from pellucid.golden.match.weigh import Version

Ints = NDArray[np.int64]

# What a list that has just begun is taken for part of: with fewer records every likeness would look like proof.
RECORDS_SUPPOSED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedVersion:
    """A version, the blocks of every record by key, and its weighed pairs."""

    version: Version
    blocks: dict[str, Blocks]
    run: MatchRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What people said of pairs. left, right: rows of the forms. same: whether they are one party."""

    left: Ints
    right: Ints
    same: NDArray[np.bool_]


def learn_version(
    forms: pa.Table,
    *,
    kind: PartyKind,
    shared: Shared,
    engine: Engine,
    order: Ints,
    thresholds: Thresholds,
    verdicts: Verdicts | None = None,
) -> LearnedVersion:
    """Return the version that these records teach, and what people said of them.

    forms: disarmed of what is shared; column id (int32, 0 to n-1).
    """
    keys, hashed = keys_worth(kind.keys, forms.num_rows), hashed_columns(forms)
    blocks = {key.name: block_hashes(forms, key, kind.name, hashed) for key in keys}
    cuts = {key.name: cuts_of(key, blocks[key.name], forms.num_rows, hashed) for key in keys}
    values = values_of(hashed)
    left, right = distinct_pairs(
        [pair for key in keys for pair in pairs_of_blocks(blocks[key.name], key, cuts[key.name], values)]
    )
    pairs = pa.table([pa.array(left, pa.int32()), pa.array(right, pa.int32())], schema=PAIRS)
    run = run_match(forms, kind=kind, engine=engine, order=order, thresholds=thresholds, pairs=pairs)
    version = Version(model=run.model, rarities=rarity_of(forms, run.shares), cuts=cuts, shared=shared)
    if verdicts is not None:
        run = corrected(run, verdicts)
        version = replace(version, model=run.model)
    return LearnedVersion(version=version, blocks=blocks, run=run)


def corrected(run: MatchRun, verdicts: Verdicts) -> MatchRun:
    """Return a run weighed anew after verdicts were heard.

    Heard are those on pairs that keys propose: whoever merges two customers names one record of each, and these may
    have nothing in common.
    """
    model, comparisons = run.model, run.model.comparisons
    compared = (run.left << 32) | run.right
    wanted = (np.minimum(verdicts.left, verdicts.right) << 32) | np.maximum(verdicts.left, verdicts.right)
    known = np.isin(wanted, compared)
    at = np.searchsorted(compared, wanted[known])
    judged = Judged(patterns=run.patterns[at], bits=run.scored.bits[at], same=verdicts.same[known])
    model = replace(model, learned=learn_from_verdicts(model.learned, comparisons, judged))
    scored = score_pairs(
        model.learned, comparisons, left_ids=run.left, right_ids=run.right, patterns=run.patterns, shares=run.shares
    )
    return replace(run, model=model, scored=scored)


def first_version(kind: PartyKind, *, shared: Shared, no_forms: pa.Table, thresholds: Thresholds) -> Version:
    """Return the version that holds before anything was learned: priors alone. no_forms: an empty table of forms."""
    learned = prior_model(kind.comparisons, record_count=RECORDS_SUPPOSED)
    model = MatchModel(
        party=kind.name, keys=kind.keys, comparisons=kind.comparisons, learned=learned, thresholds=thresholds
    )
    names = {name for comparison in kind.comparisons for level in comparison.levels for name in level.frequency}
    none = dict.fromkeys(sorted(names), np.empty(0, dtype=np.float64))
    rare = {name: replace(one, unseen=1.0 / RECORDS_SUPPOSED) for name, one in rarity_of(no_forms, none).items()}
    return Version(model=model, rarities=rare, cuts=_first_cuts(kind), shared=shared)


def _first_cuts(kind: PartyKind) -> Cuts:
    return {key.name: (BLOCK_RECORDS_MAX,) * (len(key.refine) + 1) for key in kind.keys}
