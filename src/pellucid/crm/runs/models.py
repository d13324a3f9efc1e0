"""Runs: long work in the background, and when it is to begin by itself."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.history.models import Change


class Status(models.TextChoices):
    """Where a run stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


UNFINISHED = (Status.WAITING, Status.RUNNING)


class Schedule(models.Model):
    """A kind of run that begins once a day. at: time of the day where the base is (TIME_ZONE).

    last_due_at: the last due instant for which a run was made; nights that were missed are made up for by one run.
    """

    kind = models.CharField(max_length=40, unique=True)
    at = models.TimeField()
    params = models.JSONField(default=dict)
    is_active = models.BooleanField(default=True)
    last_due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} daily at {self.at:%H:%M}"


class Run(models.Model):
    """One piece of long work. params and result hold ids and counts, no personal values.

    A worker holds a run by its lease: until lease_until by the database's clock, and only with the token of that lease,
    may it write. checkpoint: how far the work has come; written in the transaction of what it tells of.
    attempt_count: how often the run was begun since its checkpoint last moved.
    done_count, total_count: of the present stage; rate: how many of them a second, None until it is known.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="runs")
    schedule = models.ForeignKey(Schedule, null=True, on_delete=models.SET_NULL, related_name="runs")
    change = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="runs")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)

    stage = models.CharField(max_length=40, blank=True)
    done_count = models.BigIntegerField(default=0)
    total_count = models.BigIntegerField(null=True)
    rate = models.FloatField(null=True)

    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)

    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempt_count = models.IntegerField(default=0)
    checkpoint = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="runs_run_status_known"),
            models.CheckConstraint(
                condition=models.Q(status=Status.RUNNING, lease_token__isnull=False, lease_until__isnull=False)
                | models.Q(lease_token__isnull=True, lease_until__isnull=True) & ~models.Q(status=Status.RUNNING),
                name="runs_run_leased_while_running",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=UNFINISHED, finished_at__isnull=True)
                | models.Q(finished_at__isnull=False) & ~models.Q(status__in=UNFINISHED),
                name="runs_run_finished_at",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=models.Q(status__in=UNFINISHED), name="runs_run_unfinished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}: {self.status}"
