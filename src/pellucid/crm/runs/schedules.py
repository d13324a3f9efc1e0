"""Runs that begin by themselves, once a day."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from pellucid.crm.runs.models import UNFINISHED, Run, Schedule


def schedule_daily(*, kind: str, at: time, now: datetime, params: Mapping[str, Any] | None = None) -> Schedule:
    """Have a kind of run begin every day at a time; the first time is yet to come."""
    values = {"at": at, "params": dict(params or {}), "is_active": True, "last_due_at": now}
    schedule, _ = Schedule.objects.update_or_create(kind=kind, defaults=values)
    return schedule


def deliver(nightly: Mapping[str, time], *, now: datetime) -> None:
    """Have kinds of runs begin every day that have no schedule yet; one that was changed or put off stays so."""
    for kind, at in nightly.items():
        Schedule.objects.get_or_create(kind=kind, defaults={"at": at, "last_due_at": now})


def start_due(*, now: datetime) -> list[Run]:
    """Start what is due; return the new runs. However many workers ask at once, each due instant starts one run."""
    started = [_start(schedule, now) for schedule in Schedule.objects.filter(is_active=True).order_by("id")]
    return [run for run in started if run is not None]


def _start(schedule: Schedule, now: datetime) -> Run | None:
    due = last_due(schedule.at, now)
    if schedule.last_due_at >= due:
        return None
    with transaction.atomic():
        taken = Schedule.objects.filter(pk=schedule.pk, last_due_at__lt=due).update(last_due_at=due)
        if not taken or schedule.runs.filter(status__in=UNFINISHED).exists():
            return None  # another worker was quicker, or the run of yesterday is still at it
        return Run.objects.create(kind=schedule.kind, params=schedule.params, schedule=schedule, asked_at=now)


def last_due(at: time, now: datetime) -> datetime:
    """Return the last instant at which it was this time of the day, where the base is."""
    here = timezone.localtime(now, timezone.get_default_timezone())
    today = datetime.combine(here.date(), at, tzinfo=here.tzinfo)
    if today <= here:
        return today
    return datetime.combine(here.date() - timedelta(days=1), at, tzinfo=here.tzinfo)
