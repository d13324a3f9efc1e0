"""Ids as ranges: a million rows that were added together are one line."""

from collections.abc import Iterable, Iterator


def ranges_of(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the ids as pairs of first and last, both included, in ascending order."""
    ordered = iter(ids if isinstance(ids, range) else sorted(set(ids)))
    first = next(ordered, None)
    if first is None:
        return
    last = first
    for number in ordered:
        if number != last + 1:
            yield first, last
            first = number
        last = number
    yield first, last
