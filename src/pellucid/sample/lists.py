"""Word lists of the generator and the column types it works in."""

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Text: TypeAlias = npt.NDArray[np.object_]  # one Python string a row; "" where there is none
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Days: TypeAlias = npt.NDArray[np.datetime64]  # whole days; NaT where there is none
Floats: TypeAlias = npt.NDArray[np.float64]

_PARTED_BY_SEMICOLON = frozenset({"cities", "town regions"})


def as_text(values: Sequence[str]) -> Text:
    """Return values as a column of strings."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


@lru_cache(maxsize=64)
def read_list(path: str) -> dict[str, tuple[str, ...]]:
    """Return the sections of a word list under data/, each as its entries in order, repeated ones once.

    path: such as ``names/en.txt``. An underscore stands for a blank at either end of an entry.
    """
    text = resources.files("pellucid.sample").joinpath("data").joinpath(path).read_text(encoding="utf-8")
    sections: dict[str, dict[str, None]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            sections[name] = {}
        elif line and not line.startswith("#"):
            parted = line.split(";" if name in _PARTED_BY_SEMICOLON else ",")
            entries = (entry.strip().replace("_", " ") for entry in parted)
            sections[name].update({entry: None for entry in entries if entry})
    return {name: tuple(entries) for name, entries in sections.items()}


def zipf_shares(count: int, *, offset: float = 3.0, exponent: float = 0.8) -> Floats:
    """Return shares that fall with rank as those of names do and add up to 1: (rank + offset) ** -exponent."""
    falling = (np.arange(count) + offset) ** -exponent
    return np.asarray(falling / falling.sum(), dtype=np.float64)


def draw(shares: Floats, count: int, rng: np.random.Generator) -> Ints:
    """Return count indexes drawn by shares (which add up to 1)."""
    edges = np.cumsum(shares)
    edges[-1] = 1.0
    return np.searchsorted(edges, rng.random(count), side="right").astype(np.int64)
