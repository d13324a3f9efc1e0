"""What happened with a customer, and what was done to it."""

from django.db.models import Q, QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.models import Judgement
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import visible_changes
from pellucid.crm.parties.models import Party, Relationship
from pellucid.crm.sources.models import RecordVersion
from pellucid.crm.timeline.models import Touchpoint


def changes_of(party: Party, *, user: User | None) -> QuerySet[Change]:
    """Return the changes a user may see that brought in or took back something of a customer, latest first."""
    records = list(party.customer.members.values_list("record_id", flat=True))
    ids = list(party.customer.aliases.values_list("pk", flat=True))
    own = {
        *RecordVersion.objects.filter(record__in=records).values_list("change_id", flat=True),
        *Judgement.objects.filter(Q(left__in=records) | Q(right__in=records)).values_list("change_id", flat=True),
        *Touchpoint.objects.filter(customer__in=ids).values_list("change_id", flat=True),
        *Relationship.objects.filter(Q(subject__in=ids) | Q(object__in=ids)).values_list("change_id", flat=True),
    }
    return visible_changes(user=user).filter(Q(pk__in=own) | Q(undoes__in=own)).select_related("undoes")


def touchpoints_of(party: Party, *, user: User | None) -> QuerySet[Touchpoint]:
    """Return what happened with a customer under any of its ids, latest first. Raises NotAllowed."""
    require(user, Permission.VIEW)
    found = Touchpoint.objects.filter(customer__survivor=party.customer, is_current=True)
    return found.select_related("change__actor").order_by("-at", "-pk")
