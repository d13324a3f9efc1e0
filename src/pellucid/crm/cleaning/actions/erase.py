"""Erasing a customer: what they are is gone for good, that something was done stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

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
from pellucid.crm.sources.erasures import mark_erased
from pellucid.crm.sources.files import drop_files
from pellucid.crm.sources.models import Import, ImportedFile, QuarantinedRow, RecordVersion, SourceRecord
from pellucid.crm.timeline.actions import TOUCHPOINT, refresh_touchpoints
from pellucid.crm.timeline.models import Touchpoint

NOTHING = "erased"  # stands where a text cannot be empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Whom every app has to forget; see settings.FORGETTING.

    customers: ids of the database. uuids: all that they, their records and their imports were given, as texts.
    """

    customers: Sequence[int]
    uuids: frozenset[str]


def erase_customer(*, customer: Customer, actor: User | None, now: datetime, reason: str = "") -> Change:
    """Take all values of a customer out of the base, for good; what was done to them stays in history, without values.

    Records, notes and relationships no longer count and are overwritten, and the delivered files that hold the
    customer's rows are deleted: what they say of others is kept with their records. The same rows are known when they
    come again, and not kept. It cannot be undone. Ids that led to the customer lead nowhere. Raises NobodyThere,
    NotAllowed.
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
        mark_erased(records, change=recorder.change)
        files = list(ImportedFile.objects.filter(pk__in=RecordVersion.objects.filter(pk__in=versions).values("file")))
        forgotten = Forgotten(customers=ids, uuids=_uuids(ids, records, files))
        _overwrite(records, versions)
        drop_files(files)
        for forget in settings.FORGETTING:
            import_string(forget)(forgotten)
        recorder.count(records=len(records), files=len(files))
    return recorder.change


def _uuids(ids: Sequence[int], records: Sequence[int], files: Sequence[ImportedFile]) -> frozenset[str]:
    """Return every id that anything outside can know the customer, its records and their deliveries by."""
    found = (
        Customer.objects.filter(pk__in=ids),
        SourceRecord.objects.filter(pk__in=records),
        Import.objects.filter(files__in=files),
    )
    return frozenset(str(uuid) for rows in found for uuid in rows.values_list("uuid", flat=True))


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


def _overwrite(records: Sequence[int], versions: Sequence[int]) -> None:
    """Overwrite what records say, and the rows of files that were mended to become one."""
    own = RecordVersion.objects.filter(pk__in=versions)
    QuarantinedRow.objects.filter(resubmitted_by__in=own.values("change")).update(raw=b"")
    for some in parts(list(versions)):
        Issue.objects.filter(version__in=some).delete()
    own.update(raw={}, standard={}, rejects={}, digest="", recency=None, rank=0)
    Judgement.objects.filter(Q(left__in=records) | Q(right__in=records)).update(reason="")
    for record in SourceRecord.objects.filter(pk__in=records):  # a key can be an e-mail address
        record.key = f"{NOTHING} {record.uuid}"
        record.save(update_fields=["key"])
