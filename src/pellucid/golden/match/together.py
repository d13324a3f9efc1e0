"""Outcomes that strangers show together more often than apart: given and family name have one language.

Somebody called Jón is far likelier than others to be called Þórsson. Were the two taken for independent, namesakes
would be expected too rarely, and what a full name proves overstated.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.golden.match.comparison import Comparison
from pellucid.golden.standardize.distinct import encode

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Outcome = tuple[int, int]  # position of the comparison, code of its level

EVEN_PAIRS = 30.0  # that there is no such lift is believed like so many pairs of namesakes


def together_of(comparisons: Sequence[Comparison]) -> tuple[Outcome, ...]:
    """Return the outcomes that go together, none where no comparison says so."""
    return tuple(
        (column, code)
        for column, comparison in enumerate(comparisons)
        for code, level in enumerate(comparison.levels, 1)
        if level.goes_together
    )


def show_together(codes: Codes, together: Sequence[Outcome]) -> NDArray[np.bool_]:
    """Return which rows of codes (patterns x comparisons) show all of the outcomes; none where there are none."""
    shown = np.full(len(codes), bool(together))
    for column, code in together:
        shown &= codes[:, column] == code
    return shown


def pairs_together(forms: pa.Table, comparisons: Sequence[Comparison]) -> float:
    """Return how many of all pairs of records agree on all the columns whose values go together."""
    levels = [comparisons[column].levels[code - 1] for column, code in together_of(comparisons)]
    names = [name for level in levels for name in level.frequency]
    combined = np.zeros(forms.num_rows, dtype=np.int64)
    known = np.full(forms.num_rows, bool(names))
    for name in names:
        encoded = encode(forms[name])
        codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        known &= codes >= 0
        combined = combined * (len(encoded.dictionary) + 1) + codes
    _, counts = np.unique(combined[known], return_counts=True)
    return float((counts * (counts - 1) / 2).sum())


def lift_of(strangers: float, expected: float) -> float:
    """Return how many times as often strangers show the outcomes together as they would by chance; at least once.

    strangers: how many pairs of strangers do; expected: how many would if one outcome had nothing to do with the other.
    """
    return max((strangers + EVEN_PAIRS) / (expected + EVEN_PAIRS), 1.0)
