"""Saying that an address or number is never written to."""

from collections.abc import Iterable
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
    require(actor, Permission.EDIT)  # a no is taken by whoever hears it
    with recording(kind=Kind.SUPPRESS, actor=actor, now=now, reason=reason) as recorder:
        suppression = Suppression.objects.create(kind=kind, digest=digest_of(kind, value), change=recorder.change)
        recorder.added(SUPPRESSION, [suppression.pk])
        recorder.count(suppressions=1)
    return suppression


def refresh_suppressions(ids: Iterable[int]) -> None:
    """Let suppressions count or not, as history has it now."""
    refresh_standing(Suppression, SUPPRESSION, ids)
