"""What was done that concerns a customer."""

from collections.abc import Sequence

from django.db.models import Q

from pellucid.crm.accounts.models import User
from pellucid.crm.clusters.models import Judgement
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import visible_changes
from pellucid.crm.parties.models import Party, Relationship
from pellucid.crm.sources.models import RecordVersion
from pellucid.crm.timeline.models import Touchpoint

CHANGES_SHOWN = 100


def past_of(party: Party, *, user: User) -> Sequence[Change]:
    """Return the changes a user may see that brought in or took back something of a customer, latest first."""
    records = list(party.customer.members.values_list("record_id", flat=True))
    ids = list(party.customer.aliases.values_list("pk", flat=True))
    own = {
        *RecordVersion.objects.filter(record__in=records).values_list("change_id", flat=True),
        *Judgement.objects.filter(Q(left__in=records) | Q(right__in=records)).values_list("change_id", flat=True),
        *Touchpoint.objects.filter(customer__in=ids).values_list("change_id", flat=True),
        *Relationship.objects.filter(Q(subject__in=ids) | Q(object__in=ids)).values_list("change_id", flat=True),
    }
    concerned = visible_changes(user=user).filter(Q(pk__in=own) | Q(undoes__in=own))
    return list(concerned.select_related("undoes")[:CHANGES_SHOWN])


def touchpoints_of(party: Party) -> Sequence[Touchpoint]:
    """Return what happened with a customer under any of its ids, latest first."""
    return list(
        Touchpoint.objects.filter(customer__survivor=party.customer, is_current=True)
        .select_related("change__actor")
        .order_by("-at", "-pk")[:CHANGES_SHOWN]
    )


def relationships_of(party: Party) -> list[tuple[Relationship, Party]]:
    """Return how a customer stands to others, each with the other as best known."""
    found = Relationship.objects.filter(
        Q(subject__survivor=party.customer) | Q(object__survivor=party.customer), is_current=True
    ).select_related("subject__survivor__party", "object__survivor__party")
    told = []
    for relationship in found:
        mine = relationship.subject.survivor_id == party.pk
        other = (relationship.object if mine else relationship.subject).survivor
        if other is not None and hasattr(other, "party"):
            told.append((relationship, other.party))
    return told
