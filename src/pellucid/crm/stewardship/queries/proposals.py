"""Verdicts that wait for a second person."""

from django.db.models import Q

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.models import Customer, Member
from pellucid.crm.parties.models import Party
from pellucid.crm.stewardship.models import Proposal

SHOWN = 100
NAMES_SHOWN = 12


def open_proposals(*, user: User) -> list[tuple[Proposal, list[Party], bool]]:
    """Return what waits, oldest first: with some of the customers, and whether this user may decide it."""
    require(user, Permission.JUDGE)
    proposals = Proposal.objects.filter(decided_by=None).select_related("proposed_by").order_by("pk")[:SHOWN]
    return [(each, _customers(each), each.proposed_by_id != user.pk) for each in proposals]


def _customers(proposal: Proposal) -> list[Party]:
    survivors = Customer.objects.filter(uuid__in=proposal.customers).values("survivor")
    records = [record for pair in proposal.pairs[:NAMES_SHOWN] for record in pair.split("~")]
    owners = Member.objects.filter(record__uuid__in=records).values("customer")
    own = Party.objects.filter(Q(customer__in=survivors) | Q(customer__in=owners))
    return list(own.select_related("customer").order_by("customer")[:NAMES_SHOWN])
