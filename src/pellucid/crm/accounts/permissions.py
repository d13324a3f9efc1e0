"""Asking whether somebody may do something, and refusing."""

from typing import TYPE_CHECKING

from pellucid.crm.accounts.roles import ALLOWED, Permission, Role

if TYPE_CHECKING:  # so that a refusal can be told where Django is not set up
    from pellucid.crm.accounts.models import User


class NotAllowed(Exception):
    """Somebody asked for what their role does not let them do. The text is fit to show."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(f"Your role does not let you do this ({permission.value}). Ask an administrator.")
        self.permission = permission


def may(user: "User", permission: Permission) -> bool:
    """Return whether a user is active and their role allows something, and the token's that they act through."""
    scope = ALLOWED[user.scope] if user.scope else frozenset(Permission)
    return user.is_active and permission in ALLOWED[Role(user.role)] & scope


def require(user: "User | None", permission: Permission) -> None:
    """Raise NotAllowed unless the user may. None is the system itself, which asked a person before."""
    if user is not None and not may(user, permission):
        raise NotAllowed(permission)
