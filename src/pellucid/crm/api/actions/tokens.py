"""Giving programs keys, and taking them back."""

import hashlib
import secrets
from datetime import datetime

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import ALLOWED, Permission, Role
from pellucid.crm.api.models import Token

PREFIX = "pellucid_"  # so that a key left lying about is recognized for what it is
KEY_BYTES = 32
START_LETTERS = len(PREFIX) + 3


class TokenRefused(Exception):
    """A token cannot be made like this. The text is fit to show."""


def issue_token(
    *, owner: User, name: str, role: Role, actor: User | None, now: datetime, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """Return a new token and its key, which is never to be seen again.

    Raises TokenRefused for a role that allows more than the owner's, a name without letters, an end that has passed;
    NotAllowed for somebody else's token.
    """
    _require_own_or_administrator(owner, actor)
    if not name.strip():
        raise TokenRefused("A token needs a name that says what uses it.")
    if not ALLOWED[role] <= ALLOWED[Role(owner.role)]:
        raise TokenRefused(f"{owner} is {owner.role}; a token of theirs cannot be {role}, which may do more.")
    if expires_at is not None and expires_at <= now:
        raise TokenRefused("A token has to end in the future.")
    key = PREFIX + secrets.token_urlsafe(KEY_BYTES)
    token = Token.objects.create(
        name=name.strip(), owner=owner, role=role, start=key[:START_LETTERS], digest=digest_of_key(key),
        created_at=now, expires_at=expires_at,
    )  # fmt: skip
    return token, key


def revoke_token(*, token: Token, actor: User | None, now: datetime) -> Token:
    """Let a token open nothing any more, for ever. Raises NotAllowed."""
    _require_own_or_administrator(token.owner, actor)
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
    return token


def digest_of_key(key: str) -> str:
    """Return what a key is known by. Keys are random and long, so that a plain hash of them cannot be guessed back."""
    return hashlib.sha256(key.encode()).hexdigest()


def _require_own_or_administrator(owner: User, actor: User | None) -> None:
    own = actor is not None and actor.pk == owner.pk
    require(actor, Permission.VIEW if own else Permission.ADMINISTER)
