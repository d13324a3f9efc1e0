"""Imports, runs and registers as the door shows them."""

import base64
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.api.queries.customers import told_issue
from pellucid.crm.api.shapes import imports as shape
from pellucid.crm.cleaning.tasks import IMPORT, PREVIEW
from pellucid.crm.issues.models import Issue
from pellucid.crm.runs.models import Run
from pellucid.crm.runs.queries import remaining_seconds
from pellucid.crm.sources.models import Import, ImportedFile, ImportStatus, QuarantinedRow, Source, SourceRecord


def visible_imports(*, user: User) -> QuerySet[Import]:
    """Return the imports a user may see. Raises NotAllowed."""
    require(user, Permission.IMPORT)
    return Import.objects.select_related("source", "change")


def visible_sources(*, user: User) -> QuerySet[Source]:
    """Return the sources there are. Raises NotAllowed."""
    require(user, Permission.VIEW)
    return Source.objects.all()


def records_with_issues(*, user: User, rule: str, severity: str) -> QuerySet[SourceRecord]:
    """Return the records that count whose current version has issues, of one rule or severity where given."""
    require(user, Permission.VIEW)
    wanted = {name: value for name, value in (("rule", rule), ("severity", severity)) if value}
    issues = Issue.objects.filter(**wanted)
    records = SourceRecord.objects.filter(member__customer__isnull=False, current__in=issues.values("version"))
    return records.select_related("member__customer").prefetch_related(
        Prefetch("current__issues", queryset=issues.order_by("pk"))
    )


def told_issues(record: SourceRecord) -> shape.RecordIssues:
    """Return what is wrong with a record."""
    assert record.current is not None  # one that counts
    owner = record.member.customer
    return shape.RecordIssues(
        record=record.uuid,
        customer=owner.uuid if owner else None,
        issues=[told_issue(issue) for issue in record.current.issues.all()],
    )


def told_import_line(imported: Import) -> shape.ImportLine:
    """Return an import as lists show it."""
    return shape.ImportLine(
        id=imported.uuid,
        source=imported.source.uuid,
        source_name=imported.source.name,
        status=ImportStatus(imported.status),
        created_at=imported.created_at,
        country=imported.country,
        change=imported.change.uuid if imported.change else None,
        counts=imported.counts,
        error=imported.error,
    )


def told_import(imported: Import) -> shape.Import:
    """Return an import with its files and its latest run."""
    files = imported.files.order_by("pk")
    runs = Run.objects.filter(kind__in=(IMPORT, PREVIEW), params__import=str(imported.uuid))
    latest = runs.order_by("-pk").first()
    return shape.Import(
        **told_import_line(imported).model_dump(),
        files=[_file(number, file) for number, file in enumerate(files, start=1)],
        run=told_run(latest) if latest else None,
    )


def _file(number: int, file: ImportedFile) -> shape.File:
    names = ("name", "sha256", "byte_count", "detected", "row_count", "kept_count", "error")
    return shape.File(
        number=number,
        columns=[shape.Column(**column) for column in file.columns],
        **{name: getattr(file, name) for name in names},
    )


def told_run(run: Run) -> shape.Run:
    """Return a run."""
    names = ("kind", "status", "stage", "done_count", "total_count", "asked_at", "started_at", "finished_at")
    return shape.Run(
        id=run.uuid,
        remaining_seconds=remaining_seconds(run),
        result=run.result,
        error=run.error,
        **{name: getattr(run, name) for name in names},
    )


def told_quarantine(rows: Iterable[QuarantinedRow]) -> list[shape.Quarantined]:
    """Return rows that could not be read."""
    return [
        shape.Quarantined(
            file=row.file.name, row=row.row, reason=row.reason, raw=base64.b64encode(bytes(row.raw)).decode()
        )
        for row in rows
    ]


def told_source(source: Source) -> shape.Source:
    """Return a source."""
    names = ("name", "kind", "trust", "mapping", "created_at")
    return shape.Source(id=source.uuid, **{name: getattr(source, name) for name in names})


def import_of(uuid: UUID, *, user: User) -> Import:
    """Return an import. Raises Import.DoesNotExist, NotAllowed."""
    return visible_imports(user=user).get(uuid=uuid)
