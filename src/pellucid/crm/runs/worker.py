"""The worker: claims runs one after the other and does them."""

import logging
import traceback
from collections.abc import Mapping
from datetime import timedelta
from threading import Event

from django.db import close_old_connections, connection
from django.utils import timezone

from pellucid.crm.runs.disk import DISK_FULL, is_disk_full
from pellucid.crm.runs.handle import Cancelled, Handle, RunRefused, Stopped, Task
from pellucid.crm.runs.heartbeat import beating
from pellucid.crm.runs.lease import AWAY, LEASE, LeaseLost, claim, finish, release
from pellucid.crm.runs.models import Status
from pellucid.crm.runs.schedules import start_due

POLL_SECONDS = 1.0  # between two looks for work when there was none

log = logging.getLogger(__name__)


def work(tasks: Mapping[str, Task], *, stop: Event, until_idle: bool = False, lease: timedelta = LEASE) -> None:
    """Do runs of these kinds until told to stop, or until there is none left to do."""
    while not stop.is_set():
        close_old_connections()
        try:
            worked = work_once(tasks, stop=stop, lease=lease)
        except AWAY as error:
            log.warning("no run can be claimed now: %s", type(error).__name__)
            connection.close()
            worked = False
        if not worked:
            if until_idle:
                return
            stop.wait(POLL_SECONDS)


def work_once(tasks: Mapping[str, Task], *, stop: Event, lease: timedelta = LEASE) -> bool:
    """Start what is due, and do one run; return whether there was one."""
    start_due(now=timezone.now())
    run = claim(tasks.keys(), lease)
    if run is None:
        return False
    log.info("run %s (%s): attempt %d", run.uuid, run.kind, run.attempt_count)
    try:
        _do(tasks[run.kind], Handle(run, lease, stopping=stop))
    except LeaseLost:
        log.warning("run %s: another worker has it now", run.uuid)
    except AWAY as error:
        log.warning("run %s: broken off by %s; goes on when its lease has run out", run.uuid, type(error).__name__)
        connection.close()
    return True


def _do(task: Task, handle: Handle) -> None:
    """Do a run and end it. Raises LeaseLost, and whatever the database raises when it is away."""
    run = handle.run
    try:
        with beating(handle):
            result = task(handle)
        finish(run, Status.DONE, handle.told(), result=result)
    except Cancelled:
        finish(run, Status.CANCELLED, handle.told())
    except Stopped:
        release(run)
    except RunRefused as refusal:
        finish(run, Status.FAILED, handle.told(), error=str(refusal))
    except LeaseLost:
        raise
    except Exception as fault:  # a bug ends its run, not those that wait behind it
        if is_disk_full(fault):
            log.warning("run %s: the disk is full", run.uuid)
            finish(run, Status.FAILED, handle.told(), error=DISK_FULL)
            return
        if isinstance(fault, AWAY):
            raise
        name = type(fault).__name__
        # Without the fault's message, which may hold personal values.
        log.error("run %s: %s\n%s", run.uuid, name, "".join(traceback.format_tb(fault.__traceback__)))
        finish(run, Status.FAILED, handle.told(), error=f"A fault in Pellucid itself ({name}); the log says where.")
