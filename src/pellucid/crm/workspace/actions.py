"""Keeping and forgetting views: one's own comfort, no fact about a customer, and so no change of the data."""

from uuid import UUID

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.workspace.models import SavedView

NAME_LETTERS = 80
QUERY_LETTERS = 2_000


def keep_view(*, name: str, kind: PartyKind, query: str, is_shared: bool, actor: User) -> SavedView:
    """Keep a way to look at a list; one's own of that name is replaced. Raises ValueError, fit to show; NotAllowed."""
    require(actor, Permission.EDIT if is_shared else Permission.VIEW)
    name = name.strip()[:NAME_LETTERS]
    if not name:
        raise ValueError("A view needs a name. Nothing was kept.")
    kept = {"query": query[:QUERY_LETTERS], "is_shared": is_shared}
    view, _made = SavedView.objects.update_or_create(owner=actor, kind=kind, name=name, defaults=kept)
    return view


def forget_view(*, uuid: UUID, actor: User) -> None:
    """Forget one of one's own views. Raises SavedView.DoesNotExist for those of others."""
    SavedView.objects.get(uuid=uuid, owner=actor).delete()
