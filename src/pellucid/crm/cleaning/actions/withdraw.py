"""Taking a record out of effect."""

from datetime import datetime

from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.settle import settle
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.matches.candidates import no_forms
from pellucid.crm.sources.actions import VERSION, refresh_current
from pellucid.crm.sources.models import RecordVersion, SourceRecord


class AlreadyWithdrawn(Exception):
    """The record does not count as it is. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("This record does not count already."))


def withdraw_record(*, record: SourceRecord, actor: User | None, now: datetime, reason: str = "") -> Change:
    """Let a record count no more, with all it said until now; what it says later counts. Raises AlreadyWithdrawn."""
    require(actor, Permission.JUDGE)
    with recording(kind=Kind.WITHDRAW, actor=actor, now=now, reason=reason) as recorder:
        if not SourceRecord.objects.filter(pk=record.pk, current__isnull=False).exists():
            raise AlreadyWithdrawn
        versions = RecordVersion.objects.filter(record=record).values_list("pk", flat=True)
        recorder.withdrew(VERSION, versions)
        recorder.write()
        changed = refresh_current([record.pk])
        settle(changed, no_forms(), change=recorder.change.pk)
        recorder.count(records=len(changed))
    return recorder.change
