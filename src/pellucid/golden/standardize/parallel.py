"""Spreading work over processes, when there is enough of it to pay for starting them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")

# Starting a process that has all the standardizers imported takes about a second of its core.
TEXTS_WORTH_A_PROCESS = 20_000
CHUNK_TEXTS = 10_000


class Spread:
    """A mapper for standardize.column: in this process for little, over all workers for much."""

    def __init__(self, pool: ProcessPoolExecutor | None) -> None:
        self._pool = pool

    def __call__(self, function: Callable[[list[str]], Result], texts: list[str]) -> list[Result]:
        """Return function applied to chunks of texts, in order."""
        if self._pool is None or len(texts) < TEXTS_WORTH_A_PROCESS:
            return [function(texts)]
        chunks = [texts[start : start + CHUNK_TEXTS] for start in range(0, len(texts), CHUNK_TEXTS)]
        return list(self._pool.map(function, chunks))


@contextmanager
def spread(workers: int) -> Iterator[Spread]:
    """Give a mapper over so many processes; one means this process alone."""
    if workers < 2:
        yield Spread(None)
        return
    # Fresh processes: this one may have threads, whose locks a fork would copy in whatever state they are.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield Spread(pool)
