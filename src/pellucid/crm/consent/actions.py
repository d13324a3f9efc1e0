"""Saying that an address or number is never written to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.consent.models import Suppression
from pellucid.crm.consent.queries import digest_of
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Kind
from pellucid.crm.history.standing import refresh_standing

SUPPRESSION = "suppression"  # what history calls them


def suppress(*, kind: str, value: str, actor: User | None, now: datetime, reason: str = "") -> Suppression:
    """Never write to an address or number again, whoever has it. value: in standard form."""
    (suppression,) = suppress_all(points=[(kind, value)], actor=actor, now=now, reason=reason)
    return suppression


def suppress_all(
    *, points: Sequence[tuple[str, str]], actor: User | None, now: datetime, reason: str = ""
) -> list[Suppression]:
    """Never write to addresses or numbers again, as one change. points: kind and value in standard form."""
    require(actor, Permission.EDIT)  # a no is taken by whoever hears it
    with recording(kind=Kind.SUPPRESS, actor=actor, now=now, reason=reason) as recorder:
        suppressions = [
            Suppression.objects.create(kind=kind, digest=digest_of(kind, value), change=recorder.change)
            for kind, value in points
        ]
        recorder.added(SUPPRESSION, [suppression.pk for suppression in suppressions])
        recorder.count(suppressions=len(suppressions))
    return suppressions


def refresh_suppressions(ids: Iterable[int]) -> None:
    """Let suppressions count or not, as history has it now."""
    refresh_standing(Suppression, SUPPRESSION, ids)
