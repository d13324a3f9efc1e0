"""What matching asks of an engine: propose pairs by keys, and tell the pattern of each pair."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import pyarrow as pa

from pellucid.golden.match.comparison import Comparison
from pellucid.golden.match.keys import Key

PAIRS = pa.schema([("left_id", pa.int32()), ("right_id", pa.int32())])
PATTERNS = pa.schema([("left_id", pa.int32()), ("right_id", pa.int32()), ("pattern", pa.int64())])


class NoEngine(Exception):
    """An engine did not start. The text says what it needs."""


class Loaded(Protocol):
    """Records an engine holds."""

    def propose(self, keys: Sequence[Key]) -> pa.Table:
        """Return the candidate pairs, of schema PAIRS; one row per unordered pair, left_id < right_id."""
        ...

    def compare(self, pairs: pa.Table, comparisons: Sequence[Comparison]) -> pa.Table:
        """Return the pattern of every pair, of schema PATTERNS, in any order."""
        ...


class Engine(Protocol):
    """Set work over the forms of all records."""

    def load(self, forms: pa.Table) -> AbstractContextManager[Loaded]:
        """Take in forms: column id (int32, 0 to n-1) and what keys and comparisons name."""
        ...
