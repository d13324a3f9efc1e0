"""Keeping a lease while a task works."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection

from pellucid.crm.runs.handle import Handle
from pellucid.crm.runs.lease import AWAY, LeaseLost, extend

HEARTBEATS_IN_A_LEASE = 15  # so that a cancel is noticed, and progress shown, every other second

log = logging.getLogger(__name__)


@contextmanager
def beating(handle: Handle) -> Iterator[None]:
    """Prolong the lease and write the progress from a thread, so that no long call loses the run."""
    ended = Event()
    thread = Thread(target=_beat, args=(handle, ended), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat(handle: Handle, ended: Event) -> None:
    try:
        while not ended.wait(handle.lease.total_seconds() / HEARTBEATS_IN_A_LEASE):
            try:
                if extend(handle.run, handle.lease, handle.told()):
                    handle.cancelled.set()
            except LeaseLost:
                handle.lost.set()
                return
            except AWAY:
                # The task itself may be writing (SQLite has one writer), or the connection is gone: the next may do.
                log.warning("run %s: heartbeat not written", handle.run.uuid)
                connection.close()
    finally:
        connection.close()
