"""Processes that belong together: one is started again when it dies, and all end together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event

from pellucid.cli.refusal import Refused

LOOK_SECONDS = 0.2
END_SECONDS_MAX = 10.0  # for a request or a chunk to be finished; then they are killed, which loses nothing
RESTART_SECONDS_MAX = 30.0  # between two starts of what dies again and again
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(slots=True, kw_only=True)
class Child:
    """A process. is_restarted: its death is mended; otherwise it ends all."""

    name: str
    command: Sequence[str]
    is_restarted: bool = False
    process: "subprocess.Popen[bytes] | None" = None
    wait_seconds: float = field(default=1.0)
    start_at: float = 0.0

    def start(self) -> None:
        """Start the process, in a group of its own: Ctrl-C reaches the supervisor alone."""
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=_die_with_parent)

    def has_ended(self) -> bool:
        """Return whether the process was started and is no more."""
        return self.process is not None and self.process.poll() is not None


def supervise(children: Sequence[Child], *, stop: Event, tell_ready: Callable[[], bool]) -> None:
    """Keep the processes going until told to stop; then end them all. tell_ready: called until it returns True.

    Raises Refused when one ends that is not restarted.
    """
    try:
        for child in children:
            child.start()
        is_told = False
        while not stop.wait(LOOK_SECONDS):
            for child in children:
                _look_after(child)
            is_told = is_told or tell_ready()
    finally:
        _end(children)


def _look_after(child: Child) -> None:
    now = time.monotonic()
    if child.has_ended():
        if not child.is_restarted:
            raise Refused(f"The {child.name} process ended by itself. The lines above say why; then start again.")
        child.process, child.start_at = None, now + child.wait_seconds
        print(f"pellucid serve: the {child.name} died; starting another", file=sys.stderr, flush=True)
        child.wait_seconds = min(child.wait_seconds * 2, RESTART_SECONDS_MAX)
    elif child.process is None and now >= child.start_at:
        child.start()
    elif child.process is not None and now - child.start_at > 2 * RESTART_SECONDS_MAX:
        child.wait_seconds = 1.0  # it stayed


def _end(children: Sequence[Child]) -> None:
    alive = [child.process for child in children if child.process is not None and not child.has_ended()]
    for process in alive:
        process.terminate()
    until = time.monotonic() + END_SECONDS_MAX
    for process in alive:
        try:
            process.wait(max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for child in children:
        _end_what_it_left(child)


def _end_what_it_left(child: Child) -> None:
    """Kill what a process started and did not end itself, as a web server that was killed leaves its workers."""
    if child.process is not None:
        with suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)


def _die_with_parent() -> None:
    """Have Linux end this process when the supervisor is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
