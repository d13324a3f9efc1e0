"""Noting what happened with a customer."""

from collections.abc import Iterable
from datetime import datetime

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import living
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Kind
from pellucid.crm.history.standing import refresh_standing
from pellucid.crm.timeline.models import Touchpoint

TOUCHPOINT = "touchpoint"  # what history calls them


def note(
    *, customer: Customer, title: str, body: str = "", kind: str = "note", actor: User | None, now: datetime
) -> Touchpoint:
    """Note something under the id the customer has now. Raises NobodyThere, NotAllowed."""
    require(actor, Permission.ENTER)
    with recording(kind=Kind.NOTE, actor=actor, now=now) as recorder:
        touchpoint = Touchpoint.objects.create(
            customer_id=living(customer), kind=kind, at=now, title=title, body=body, change=recorder.change
        )
        recorder.added(TOUCHPOINT, [touchpoint.pk])
        recorder.count(notes=1)
    return touchpoint


def refresh_touchpoints(ids: Iterable[int]) -> None:
    """Let touchpoints count or not, as history has it now."""
    refresh_standing(Touchpoint, TOUCHPOINT, ids)
