"""Who asks for a page, and with what."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest

from pellucid.crm.accounts.models import User


def asker(request: HttpRequest) -> User:
    """Return who is signed in; every view of the desk is closed to others."""
    return cast(User, request.user)


def uuid_or_none(text: str | None) -> UUID | None:
    """Return an id that an address gives, or None where it is none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
