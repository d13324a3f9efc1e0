"""Saying how one party stands to another."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import living
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Kind
from pellucid.crm.history.standing import refresh_standing
from pellucid.crm.parties.belong import belong_again
from pellucid.crm.parties.models import Relationship, Role
from pellucid.golden.relate.traces import no_traces

RELATIONSHIP = "relationship"  # what history calls them


class RelatedToItself(Exception):
    """Both are one customer. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("A customer cannot be related to itself. Choose another one."))


def relate(
    *,
    subject: Customer,
    role: Role,
    object: Customer,
    actor: User | None,
    now: datetime,
    title: str = "",
    from_date: date | None = None,
    to_date: date | None = None,
) -> Relationship:
    """Say how one party stands to another; both are remembered by the ids they have now.

    Raises RelatedToItself, NobodyThere, NotAllowed.
    """
    require(actor, Permission.EDIT)
    with recording(kind=Kind.RELATE, actor=actor, now=now) as recorder:
        one, other = living(subject), living(object)
        if one == other:
            raise RelatedToItself
        relationship = Relationship.objects.create(
            subject_id=one, role=role, object_id=other, title=title,
            from_date=from_date, to_date=to_date, change=recorder.change,
        )  # fmt: skip
        recorder.added(RELATIONSHIP, [relationship.pk])
        belong_again([one, other], no_traces())
        recorder.count(relationships=1)
    return relationship


def end_relationship(*, relationship: Relationship, actor: User | None, now: datetime, reason: str = "") -> None:
    """Say that a relationship was noted by mistake; one that ended has a to_date instead."""
    require(actor, Permission.EDIT)
    with recording(kind=Kind.RELATE, actor=actor, now=now, reason=reason) as recorder:
        recorder.withdrew(RELATIONSHIP, [relationship.pk])
        recorder.write()
        refresh_relationships([relationship.pk])


def refresh_relationships(ids: Iterable[int]) -> None:
    """Let relationships count or not, as history has it now, and those they tie belong where they do then."""
    turned = Relationship.objects.filter(pk__in=refresh_standing(Relationship, RELATIONSHIP, ids))
    ends = {end for pair in turned.values_list("subject__survivor", "object__survivor") for end in pair}
    if led_to := [end for end in ends if end is not None]:
        belong_again(led_to, no_traces())
