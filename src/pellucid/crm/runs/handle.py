"""What a task is given to work with."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Lock
from typing import Any

from pellucid.crm.history.models import Change
from pellucid.crm.runs.lease import LEASE, LeaseLost, save_checkpoint
from pellucid.crm.runs.models import Run

RATE_SECONDS_MIN = 1.0  # below that, a rate is chance


class Cancelled(Exception):
    """Somebody asked for the run to stop. Let it pass: the worker ends the run."""


class Stopped(Exception):
    """The worker is to end. Let it pass: the run goes on in the next worker."""


class RunRefused(Exception):
    """A run cannot go on for a reason a person can mend. The text is shown to them and holds no personal values."""


@dataclass(slots=True)
class Handle:
    """A run as its task sees it.

    A task works in chunks. Before each it calls ``progress``, and in the transaction of each ``save``, so that what was
    done and how far it has come are committed as one. It begins at ``checkpoint``: {} at first, later what was saved.
    """

    run: Run
    lease: timedelta = LEASE
    cancelled: Event = field(default_factory=Event)
    stopping: Event = field(default_factory=Event)
    lost: Event = field(default_factory=Event)
    _told: dict[str, Any] = field(default_factory=dict)
    _stage_began: tuple[float, int] = (0.0, 0)
    _lock: Lock = field(default_factory=Lock)

    @property
    def params(self) -> Mapping[str, Any]:
        """What the run was started with."""
        params: Mapping[str, Any] = self.run.params
        return params

    @property
    def checkpoint(self) -> Mapping[str, Any]:
        """What was last saved; empty at first."""
        checkpoint: Mapping[str, Any] = self.run.checkpoint
        return checkpoint

    def progress(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Say how far a stage has come; cheap. Raises Cancelled, Stopped or LeaseLost where the task has to end."""
        if self.lost.is_set():
            raise LeaseLost
        if self.cancelled.is_set():
            raise Cancelled
        if self.stopping.is_set():
            raise Stopped
        with self._lock:
            self._tell(stage, done, total)

    def save(self, checkpoint: Mapping[str, Any], *, change: Change | None = None) -> None:
        """Write how far the work has come, and the change it makes, within the caller's transaction.

        Raises LeaseLost when another worker holds the run; the transaction has to be rolled back.
        """
        save_checkpoint(self.run, checkpoint, self.lease, change)

    def told(self) -> dict[str, Any]:
        """Return the columns of the run that tell its progress."""
        with self._lock:
            return dict(self._told)

    def _tell(self, stage: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if self._told.get("stage") != stage:
            self._stage_began = (now, done)
        began, done_before = self._stage_began
        seconds = now - began
        rate = (done - done_before) / seconds if seconds >= RATE_SECONDS_MIN else None
        self._told = {"stage": stage, "done_count": done, "total_count": total, "rate": rate}


Task = Callable[[Handle], Mapping[str, Any] | None]
