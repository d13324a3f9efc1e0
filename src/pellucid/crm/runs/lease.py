"""Holding a run: a lease by the database's clock, and a token without which nothing is written.

A worker that was thought dead, or was starved until its lease ran out, finds the token changed at its next write, and
what it wrote in that transaction is rolled back with it. So nothing is done twice, however late it wakes.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Now

from pellucid.crm.history.models import Change
from pellucid.crm.runs.models import Run, Status

LEASE = timedelta(seconds=30)  # how long a killed worker's run waits for another; several heartbeats
ATTEMPTS_MAX = 3  # without the checkpoint moving: what fails so often fails always

# The database is away, full, or kept by another writer: nobody's fault, and worth another try.
AWAY = (OperationalError, InterfaceError)


class LeaseLost(Exception):
    """Another worker holds the run now: this one has to drop it, without writing anything."""


def claim(kinds: Collection[str], lease: timedelta = LEASE) -> Run | None:
    """Take the oldest run that waits, or whose worker let its lease run out; return it, or None if there is none.

    Two workers never take the same: PostgreSQL skips rows that another one has locked, SQLite has one writer at a time.
    """
    if not _claimable(kinds).exists():  # without waiting for whoever writes
        return None
    with transaction.atomic():
        _give_up()
        run = _claimable(kinds).select_for_update(skip_locked=True).order_by("id").first()
        if run is None:
            return None
        Run.objects.filter(pk=run.pk).update(
            status=Status.RUNNING,
            lease_token=uuid4(),
            lease_until=Now() + lease,
            heartbeat_at=Now(),
            started_at=Coalesce("started_at", Now()),
            attempt_count=F("attempt_count") + 1,
            rate=None,
        )
    run.refresh_from_db()
    return run


def extend(run: Run, lease: timedelta, progress: Mapping[str, Any]) -> bool:
    """Prolong the lease and write the progress; return whether a cancel was requested. Raises LeaseLost."""
    _write(run, lease_until=Now() + lease, heartbeat_at=Now(), **progress)
    return Run.objects.filter(pk=run.pk, cancel_requested_at__isnull=False).exists()


def save_checkpoint(run: Run, checkpoint: Mapping[str, Any], lease: timedelta, change: Change | None) -> None:
    """Write how far the work has come, and prolong the lease. Raises LeaseLost, which has to end the transaction."""
    changed = {} if change is None else {"change": change}
    _write(run, checkpoint=dict(checkpoint), lease_until=Now() + lease, attempt_count=1, **changed)
    run.checkpoint = dict(checkpoint)


def release(run: Run) -> None:
    """Give a run back, to be claimed at once. Raises LeaseLost."""
    _write(run, status=Status.WAITING, lease_token=None, lease_until=None, attempt_count=F("attempt_count") - 1)


def finish(run: Run, status: Status, progress: Mapping[str, Any], **outcome: Any) -> None:
    """End a run. outcome: its result or its error. Raises LeaseLost."""
    last = {**progress, "rate": None}
    _write(run, status=status, lease_token=None, lease_until=None, finished_at=Now(), **last, **outcome)


def _claimable(kinds: Collection[str]) -> QuerySet[Run]:
    run_out = Q(status=Status.RUNNING, lease_until__lt=Now())
    return Run.objects.filter(Q(status=Status.WAITING) | run_out, kind__in=kinds)


def _give_up() -> None:
    """End runs that were begun too often: what kills its worker would kill every worker."""
    Run.objects.filter(status=Status.RUNNING, lease_until__lt=Now(), attempt_count__gte=ATTEMPTS_MAX).update(
        status=Status.FAILED,
        lease_token=None,
        lease_until=None,
        finished_at=Now(),
        error=f"Its worker broke off {ATTEMPTS_MAX} times at the same place. See the log, then resume the run.",
    )


def _write(run: Run, **columns: Any) -> None:
    if not Run.objects.filter(pk=run.pk, lease_token=_token(run)).update(**columns):
        raise LeaseLost


def _token(run: Run) -> UUID:
    assert run.lease_token is not None, "only a claimed run is written to"
    return run.lease_token
