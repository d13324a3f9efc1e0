"""Runs that somebody may see, and how long they will take."""

from django.db.models import QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import may, require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.runs.models import Run


def visible_runs(*, user: User | None) -> QuerySet[Run]:
    """Return the runs a user may see, newest first: all of them, or their own."""
    require(user, Permission.VIEW)
    runs = Run.objects.select_related("actor", "change").order_by("-id")
    return runs if user is None or may(user, Permission.AUDIT) else runs.filter(actor=user)


def remaining_seconds(run: Run) -> float | None:
    """Return how long the present stage will still take, or None while that cannot be told."""
    if not run.rate or run.total_count is None:
        return None
    return max(run.total_count - run.done_count, 0) / run.rate
