"""Asking for runs, stopping them, and letting them go on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.runs.models import Run, Status


class CannotResume(Exception):
    """A run that is under way, or done, cannot be resumed. The text is fit to show."""


def start_run(*, kind: str, params: Mapping[str, Any], actor: User | None, now: datetime) -> Run:
    """Return a new run that waits for a worker. Whether the actor may is asked by whoever knows what the kind does.

    params: ids and choices, as JSON; no personal values. In a transaction, the run is seen when that is committed.
    """
    return Run.objects.create(kind=kind, params=dict(params), actor=actor, asked_at=now)


@transaction.atomic
def request_cancel(*, run: Run, actor: User | None, now: datetime) -> Run:
    """Have a run stop before its next chunk, or not begin at all; what it has done stays done."""
    _require_own_or_administrator(run, actor)
    unfinished = _locked(run)
    unfinished.filter(status=Status.WAITING).update(status=Status.CANCELLED, cancel_requested_at=now, finished_at=now)
    unfinished.filter(status=Status.RUNNING, cancel_requested_at=None).update(cancel_requested_at=now)
    run.refresh_from_db()
    return run


@transaction.atomic
def resume_run(*, run: Run, actor: User | None) -> Run:
    """Let a failed or cancelled run go on from its checkpoint. Raises CannotResume for any other."""
    _require_own_or_administrator(run, actor)
    resumed = (
        _locked(run)
        .filter(status__in=(Status.FAILED, Status.CANCELLED))
        .update(status=Status.WAITING, cancel_requested_at=None, finished_at=None, attempt_count=0, error="")
    )
    run.refresh_from_db()
    if not resumed:
        raise CannotResume(f"This run is {run.status}. Only a failed or cancelled run can be resumed.")
    return run


def _require_own_or_administrator(run: Run, actor: User | None) -> None:
    own = actor is not None and run.actor_id == actor.pk
    require(actor, Permission.VIEW if own else Permission.ADMINISTER)


def _locked(run: Run) -> QuerySet[Run]:
    """Return a query of this run alone, after keeping workers from changing it until the transaction ends."""
    query = Run.objects.filter(pk=run.pk)
    query.select_for_update().get()
    return query
