"""Which keys there are."""

from django.db.models import QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import may, require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.api.models import Token


def visible_tokens(*, user: User | None) -> QuerySet[Token]:
    """Return the tokens a user may see, newest first: all of them for an administrator, or their own."""
    require(user, Permission.VIEW)
    tokens = Token.objects.select_related("owner").order_by("-id")
    return tokens if user is None or may(user, Permission.ADMINISTER) else tokens.filter(owner=user)
