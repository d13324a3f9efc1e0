"""Spreading work over processes, when there is enough of it to pay for starting them."""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import TypeVar

import numpy as np

from pellucid.golden.standardize.plain import Cells

Item = TypeVar("Item")
Result = TypeVar("Result")

VALUES_WORTH_A_PROCESS = 20_000
CHUNK_VALUES = 50_000
CHUNKS_A_WORKER_MIN = 2  # so that none waits long for the last


class Spread:
    """Maps in this process for little, over all workers for much."""

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

    def apart(self, function: Callable[..., Result], *arguments: object, **named: object) -> Result:
        """Return what a function gives, made by a worker if there is one: who waits leaves Python's lock to others."""
        if self._pool is None:
            return function(*arguments, **named)
        return self._pool.submit(function, *arguments, **named).result()

    def each(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield what the function makes of each item, in order. Takes only so many items ahead as there are workers."""
        if self._pool is None:
            yield from map(function, items)
            return
        ahead: deque[Future[Result]] = deque()
        for item in items:
            ahead.append(self._pool.submit(function, item))
            if len(ahead) > self._workers:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


HERE = Spread(None)  # without other processes


@contextmanager
def spread(workers: int) -> Iterator[Spread]:
    """Give a mapper over so many processes, started at once; one means this process alone.

    To be entered before anything else starts a thread: then processes are forks, which have all that is imported
    already. Elsewhere they start afresh, which costs each a second of its core, since a fork would copy the locks of
    other threads in whatever state they are.
    """
    if workers < 2:
        yield HERE
        return
    may_fork = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if may_fork else "spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_follow_parent) as pool:
        with _ctrl_c_is_ours():
            for _ in range(workers):
                pool.submit(_wake)
        try:
            yield Spread(pool, workers)
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _ctrl_c_is_ours() -> Iterator[None]:
    """Start processes that never see Ctrl-C: one that ends in the midst of an answer leaves this one waiting for it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wake() -> None:
    """Do nothing, in a process that has to be started for it."""


def _follow_parent() -> None:
    """End this process when its parent does: one that was killed cannot tell its workers to."""
    gc.disable()  # values are kept until their chunk is sent, and hold no cycles: the collector would look in vain
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
