"""Spreading work over processes, when there is enough of it to pay for starting them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

import numpy as np

from pellucid.golden.standardize.plain import Cells

Result = TypeVar("Result")

# Starting a process that has all the standardizers imported takes about a second of its core.
VALUES_WORTH_A_PROCESS = 20_000
CHUNK_VALUES = 50_000
CHUNKS_A_WORKER_MIN = 2  # so that none waits long for the last


class Spread:
    """A mapper for standardize.column: in this process for little, over all workers for much."""

    def __init__(self, pool: ProcessPoolExecutor | None, workers: int = 1) -> None:
        self._pool = pool
        self._workers = workers

    def __call__(self, function: Callable[[Cells], Result], cells: Cells) -> Iterator[Result]:
        """Start the function on chunks of cells; the results come in order. Without processes, when they are asked."""
        count = len(cells)
        if self._pool is None or count < VALUES_WORTH_A_PROCESS:
            return map(function, [cells])
        size = min(CHUNK_VALUES, -(-count // (self._workers * CHUNKS_A_WORKER_MIN)))
        return self._pool.map(
            function, [cells.take(np.arange(start, min(start + size, count))) for start in range(0, count, size)]
        )


@contextmanager
def spread(workers: int, rows: int | None = None) -> Iterator[Spread]:
    """Give a mapper over so many processes; one means this process alone, as do too few rows.

    Where rows are told, the processes are started at once, so that they are ready when the first work comes.
    """
    if workers < 2 or (rows is not None and rows < VALUES_WORTH_A_PROCESS):
        yield Spread(None)
        return
    # Fresh processes: this one may have threads, whose locks a fork would copy in whatever state they are.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        if rows is not None:
            pool.submit(_wake)
        yield Spread(pool, workers)


def _wake() -> None:
    """Do nothing, in a process that has to be started for it."""
