"""Erasing a customer: what they are is gone for good, that something was done stays."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.write import parts
from pellucid.crm.cleaning.settle import settle
from pellucid.crm.clusters.models import Customer, Judgement
from pellucid.crm.clusters.queries import living, records_of
from pellucid.crm.history.actions import Recorder, recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.issues.models import Issue
from pellucid.crm.matches.candidates import no_forms
from pellucid.crm.parties.models import Relationship
from pellucid.crm.parties.relate import RELATIONSHIP, refresh_relationships
from pellucid.crm.sources.actions import VERSION, refresh_current
from pellucid.crm.sources.models import ImportedFile, RecordVersion, SourceRecord
from pellucid.crm.timeline.actions import TOUCHPOINT, refresh_touchpoints
from pellucid.crm.timeline.models import Touchpoint

NOTHING = "erased"  # stands where a text cannot be empty


def erase_customer(*, customer: Customer, actor: User | None, now: datetime, reason: str = "") -> Change:
    """Take all values of a customer out of the base, for good; what was done to them stays in history, without values.

    Records, notes and relationships no longer count and are overwritten, and the delivered files that hold the
    customer's rows are deleted: what they say of others is kept with their records. It cannot be undone. Ids that led
    to the customer lead nowhere. Raises NobodyThere, NotAllowed.
    """
    require(actor, Permission.ERASE)
    with recording(kind=Kind.ERASE, actor=actor, now=now, reason=reason) as recorder:
        survivor = living(customer)
        records = records_of([survivor])
        ids = list(Customer.objects.filter(survivor=survivor).values_list("pk", flat=True))
        versions = list(RecordVersion.objects.filter(record__in=records).values_list("pk", flat=True))
        recorder.withdrew(VERSION, versions)
        _end_what_hangs(ids, recorder)
        settle(refresh_current(records), no_forms(), change=recorder.change.pk)
        files = _overwrite(records, versions)
        recorder.count(records=len(records), files=len(files))
        transaction.on_commit(lambda: _delete(files))
    return recorder.change


def _end_what_hangs(ids: Sequence[int], recorder: Recorder) -> None:
    """Let notes and relationships of a customer count no more, and overwrite what they say."""
    notes = Touchpoint.objects.filter(customer__in=ids)
    relationships = Relationship.objects.filter(Q(subject__in=ids) | Q(object__in=ids))
    noted, related = (sorted(each.values_list("pk", flat=True)) for each in (notes, relationships))
    recorder.withdrew(TOUCHPOINT, noted)
    recorder.withdrew(RELATIONSHIP, related)
    recorder.write()
    refresh_touchpoints(noted)
    refresh_relationships(related)
    notes.update(title=NOTHING, body="")
    relationships.update(title="")


def _overwrite(records: Sequence[int], versions: Sequence[int]) -> list[ImportedFile]:
    """Overwrite what records say; return the files that say it too."""
    own = RecordVersion.objects.filter(pk__in=versions)
    files = list(ImportedFile.objects.filter(pk__in=own.values("file")))
    for file in files:
        file.columns = [{**column, "samples": []} for column in file.columns]
        file.save(update_fields=["columns"])
    for some in parts(list(versions)):
        Issue.objects.filter(version__in=some).delete()
    own.update(raw={}, standard={}, rejects={}, digest="", recency=None, rank=0)
    Judgement.objects.filter(Q(left__in=records) | Q(right__in=records)).update(reason="")
    for record in SourceRecord.objects.filter(pk__in=records):  # a key can be an e-mail address
        record.key = f"{NOTHING} {record.uuid}"
        record.save(update_fields=["key"])
    return files


def _delete(files: Sequence[ImportedFile]) -> None:
    for file in files:
        (Path(settings.BASE) / file.path).unlink(missing_ok=True)
