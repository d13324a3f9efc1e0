"""Cells that hold several values, parted; those that plainly hold one are not looked at one by one."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.standardize.distinct import distinct
from pellucid.golden.standardize.email import split_emails
from pellucid.golden.standardize.phone import split_phones
from pellucid.golden.standardize.plain.values import TEXT, Bools, truth

_ONE_EMAIL = r"^[!-?A-~]+@[!-?A-~]*$"
_ONE_PHONE = r"^[+0-9(](?:[0-9 ().\-]*[0-9).\-])?$"


def emails_apart(column: pa.Array) -> list[pa.Array]:
    """Return the first value of each cell, the second, and so on, as columns; null where a cell has fewer."""
    return _apart(column, truth(pc.match_substring_regex(column, _ONE_EMAIL)), split_emails)


def phones_apart(column: pa.Array) -> list[pa.Array]:
    """Return the first value of each cell, the second, and so on, as columns; null where a cell has fewer."""
    return _apart(column, truth(pc.match_substring_regex(column, _ONE_PHONE)), split_phones)


def _apart(column: pa.Array, single: Bools, split: Callable[[str], tuple[str, ...]]) -> list[pa.Array]:
    """Return values in columns. single: which cells hold one value with nothing around it."""
    if column.null_count == len(column):
        return []
    others = pc.if_else(pa.array(~single), column, pa.scalar(None, TEXT))
    texts, positions = distinct(others)
    pieces = [split(text) or (text,) for text in texts]
    parted = [
        pa.array([own[number] if number < len(own) else None for own in pieces], TEXT).take(positions)
        for number in range(max(map(len, pieces), default=1))
    ]
    first = pc.coalesce(pc.if_else(pa.array(single), column, pa.scalar(None, TEXT)), parted[0])
    return [first, *parted[1:]]
