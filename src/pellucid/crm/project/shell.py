"""What every page shows around its own: where one can go, who one is."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.stewardship.rail import desk_items
from pellucid.crm.stewardship.words import TROUBLES
from pellucid.crm.ui.navigation import Item, Section, mark_current


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the base page; nothing for somebody who is not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "navigation": mark_current(_sections(user), request.path),
        "person": {"name": str(user), "email": user.email},
        "search_url": reverse("workspace:search"),
        "home_url": reverse("workspace:home"),
        "sign_out_url": reverse("account_logout"),
        "report_url": reverse("stewardship:feedback"),
        "troubles": TROUBLES.items(),
    }


def _sections(user: User) -> tuple[Section, ...]:
    return (
        Section(items=(Item(label=_("Home"), href=reverse("workspace:home"), icon="house", keys="g h"),)),
        Section(
            label=_("Customers"),
            items=(
                Item(label=_("People"), href=reverse("workspace:people"), icon="users", keys="g p"),
                Item(label=_("Companies"), href=reverse("workspace:companies"), icon="building-2", keys="g c"),
            ),
        ),
        Section(label=_("Data"), items=desk_items(user)),
    )
