"""The views of a list that somebody may choose from."""

from django.db.models import Q, QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.workspace.models import SavedView


def views_of(kind: PartyKind, *, user: User) -> QuerySet[SavedView]:
    """Return one's own views of a list and those that others share. Raises NotAllowed."""
    require(user, Permission.VIEW)
    return SavedView.objects.filter(Q(owner=user) | Q(is_shared=True), kind=kind).order_by("name", "pk")
