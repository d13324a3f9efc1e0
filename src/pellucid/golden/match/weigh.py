"""Pairs of any records weighed under one version of a model."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.golden.match.blocks import Cuts
from pellucid.golden.match.disarm import Shared
from pellucid.golden.match.evaluate import pattern_of
from pellucid.golden.match.model import MatchModel
from pellucid.golden.match.plan import PAIRS, Engine
from pellucid.golden.match.rarity import Rarity
from pellucid.golden.match.score import Scored, score_pairs
from pellucid.golden.standardize.distinct import distinct

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ONE_BY_ONE_MAX = 2_000  # below it an engine takes longer to start than the pairs take


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a model, with all that was counted when it was learned and holds for records that come later."""

    model: MatchModel
    rarities: Mapping[str, Rarity]
    cuts: Cuts
    shared: Shared


def weigh(forms: pa.Table, left: Ints, right: Ints, version: Version, engine: Engine) -> tuple[Ints, Scored]:
    """Return pattern and evidence of pairs. forms: disarmed; column id (int32, 0 to n-1). left, right: rows of it."""
    model = version.model
    patterns = _patterns(forms, left, right, version, engine)
    shares = {name: _shares(forms[name], rarity) for name, rarity in version.rarities.items()}
    scored = score_pairs(
        model.learned, model.comparisons, left_ids=left, right_ids=right, patterns=patterns, shares=shares
    )
    return patterns, scored


def _patterns(forms: pa.Table, left: Ints, right: Ints, version: Version, engine: Engine) -> Ints:
    comparisons = version.model.comparisons
    if len(left) <= ONE_BY_ONE_MAX:
        rows, places = np.unique(np.concatenate([left, right]), return_inverse=True)
        some = forms.take(pa.array(rows)).to_pylist()
        pairs = zip(places[: len(left)].tolist(), places[len(left) :].tolist(), strict=True)
        return np.array([pattern_of(some[one], some[other], comparisons) for one, other in pairs], dtype=np.int64)
    with engine.load(forms) as loaded:
        pairs_table = pa.table([pa.array(left, pa.int32()), pa.array(right, pa.int32())], schema=PAIRS)
        compared = loaded.compare(pairs_table, comparisons)
    one, other, patterns = (compared[name].to_numpy().astype(np.int64) for name in compared.column_names)
    found = np.argsort((one << 32) | other)
    wanted = np.argsort((left << 32) | right)
    result = np.empty(len(left), dtype=np.int64)
    result[wanted] = patterns[found]
    return result


def _shares(column: pa.ChunkedArray, rarity: Rarity) -> Floats:
    texts, positions = distinct(column)
    known = np.array([rarity.of(text) for text in texts], dtype=np.float64)
    codes = positions.fill_null(len(texts)).to_numpy(zero_copy_only=False)
    shares: Floats = np.append(known, 1.0)[codes]
    return shares
