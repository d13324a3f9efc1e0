"""Sending on a row that could not be read, once somebody mended it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.add import prepare_one
from pellucid.crm.cleaning.receive import receive
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.sources.models import QuarantinedRow


class SentOnAlready(Exception):
    """The row came in by now. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("This row was mended and sent on already. Undo that to send it on again."))


def resubmit_row(*, row: QuarantinedRow, fields: Mapping[str, str], actor: User | None, now: datetime) -> Change:
    """Take in a quarantined row as it was mended, the way its import took in the others.

    fields: raw text by field or slot, or ``other:<header>``. The row keeps its bytes and knows the change that brought
    it in. Raises SentOnAlready, ErasedBefore, NothingSaid, NotText, NotAllowed.
    """
    require(actor, Permission.IMPORT)
    filled = {name: text for name, text in fields.items() if text.strip()}
    imported = row.file.of
    prepared = prepare_one(filled, now, imported.country)
    with recording(kind=Kind.ADD, actor=actor, now=now, reason=f"mended row {row.row} of an import") as recorder:
        if QuarantinedRow.objects.filter(pk=row.pk, resubmitted_by__isnull=False, resubmitted_by__undone=None).exists():
            raise SentOnAlready
        received = receive(prepared, source=imported.source, recorder=recorder, file=row.file_id, row=row.row)
        QuarantinedRow.objects.filter(pk=row.pk).update(resubmitted_by=recorder.change)
        recorder.count(records=1 - len(received.kept.unchanged))
    return recorder.change
