"""The desk's places in the rail, with how much waits in each."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import may
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.stewardship.queries import feedback
from pellucid.crm.stewardship.queries.imports import waiting_imports
from pellucid.crm.stewardship.queries.review import waiting_count
from pellucid.crm.ui.navigation import Item


def desk_items(user: User) -> tuple[Item, ...]:
    """Return the places of the desk that a user may go to."""
    items = []
    if may(user, Permission.IMPORT):
        items.append(_item(_("Imports"), "imports", "upload", "g i", waiting_imports()))
    if may(user, Permission.JUDGE):
        items.append(_item(_("Review"), "review", "git-compare", "g r", waiting_count()))
    items.append(_item(_("Issues"), "issues", "circle-alert", "g e"))
    items.append(_item(_("Reports"), "feedback", "flag", "g f", feedback.waiting_count(user=user)))
    items.append(_item(_("Changes"), "changes", "history", "g t"))
    return tuple(items)


def _item(label: str, name: str, icon: str, keys: str, count: int | None = None) -> Item:
    return Item(label=label, href=reverse(f"stewardship:{name}"), icon=icon, keys=keys, count=count or None)
