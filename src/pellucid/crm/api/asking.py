"""Who asks: a program by its token, or a person who is signed in on a page of ours."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import AuthenticationError, HttpError
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.roles import Role
from pellucid.crm.api.actions.tokens import digest_of_key
from pellucid.crm.api.models import Token

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
USED_EVERY = timedelta(minutes=1)  # reading would else be writing


class Asking(AuthBase):
    """Finds out who asks, once a request. A session counts only with the CSRF token of its pages."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> User:
        """Return who asks. Raises AuthenticationError; HttpError 403 without the CSRF token."""
        return asker_of(request)


def asker_of(request: HttpRequest) -> User:
    """Return who asks. Raises AuthenticationError; HttpError 403 for a session without the CSRF token."""
    kept: User | None = getattr(request, "asker", None)
    if kept is None:
        kept = _by_token(request) if "Authorization" in request.headers else _by_session(request)
        request.asker = kept  # type: ignore[attr-defined]
    return kept


def _by_token(request: HttpRequest) -> User:
    scheme, _, key = request.headers["Authorization"].partition(" ")
    token = Token.objects.select_related("owner").filter(digest=digest_of_key(key.strip()), revoked_at=None).first()
    now = timezone.now()
    ended = token is not None and token.expires_at is not None and token.expires_at <= now
    if scheme.lower() != "bearer" or token is None or ended or not token.owner.is_active:
        raise AuthenticationError
    if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
    token.owner.scope = Role(token.role)
    return token.owner


def _by_session(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        raise AuthenticationError
    if request.method not in SAFE and check_csrf(request) is not None:
        raise HttpError(403, "A page has to send its CSRF token: X-CSRFToken. Programs take an API token.")
    return user
