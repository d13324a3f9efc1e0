"""Changing some rows of a column, row by row, by a seeded chance."""

from collections.abc import Callable
from random import Random

import numpy as np

from pellucid.sample.lists import Flags, Floats, Ints, Text

Change = Callable[[str, Random], str]


def chosen(share: Floats | float, count: int, rng: np.random.Generator) -> Flags:
    """Return count flags, true by their share."""
    return np.asarray(rng.random(count) < share)


def change_rows(column: Text, where: Flags, change: Change, chance: Random) -> Ints:
    """Change the column in place where the flag is set and there is a value; return the rows that became different."""
    rows = np.flatnonzero(where)
    rows = rows[column[rows] != ""]
    changed: list[int] = []
    for row in rows.tolist():
        before = column[row]
        column[row] = change(before, chance)
        if column[row] != before:
            changed.append(row)
    return np.array(changed, dtype=np.int64)
