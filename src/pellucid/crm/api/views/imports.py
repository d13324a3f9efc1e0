"""Imports and batches: many records at once."""

import io
import json
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, Query, Router, Status
from ninja.errors import ValidationError
from ninja.files import UploadedFile

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.api.asked import Cursor, Limit, known_fields
from pellucid.crm.api.asking import asker_of
from pellucid.crm.api.pages import page_of
from pellucid.crm.api.problems import problem
from pellucid.crm.api.queries.imports import (
    import_of,
    told_import,
    told_import_line,
    told_quarantine,
    told_run,
    visible_imports,
)
from pellucid.crm.api.refusals import may_answer
from pellucid.crm.api.shapes import imports as shape
from pellucid.crm.cleaning.actions.imports import map_file, open_import, source_named
from pellucid.crm.cleaning.tasks import start_import
from pellucid.crm.runs.models import UNFINISHED, Run
from pellucid.crm.sources.models import Import, ImportStatus, QuarantinedRow, SourceKind

router = Router(tags=["Imports"])
KEY = "source_key"  # the field that holds a source's own id
COUNTRY = "^([A-Z]{2})?$"


@router.get("/imports", response=shape.ImportPage, summary="List imports")
def list_imports(request: HttpRequest, limit: Limit = 50, cursor: Cursor = None) -> shape.ImportPage:
    """List imports, newest first."""
    rows = visible_imports(user=asker_of(request))
    found, after = page_of(rows, cursor=cursor, limit=limit, ids=Import, uuid_of=lambda imported: imported.uuid)
    return shape.ImportPage(items=[told_import_line(imported) for imported in found], next=after)


@router.post("/imports", response={201: shape.Import}, summary="Open an import")
def create_import(
    request: HttpRequest,
    files: File[list[UploadedFile]],
    source: Annotated[str, Form(..., min_length=1, max_length=200)],
    country: Annotated[str, Form("", pattern=COUNTRY)] = "",
    mapping: Annotated[str, Form("", description='JSON: field to header, {"email": "Mail address"}')] = "",
) -> Status[shape.Import]:
    """Send files of one source. They are kept and looked at; nothing is taken in before the import is run."""
    actor, now = asker_of(request), timezone.now()
    require(actor, Permission.IMPORT)
    imported = open_import(
        source=source_named(source, kind=SourceKind.FILE, owner=actor, now=now),
        files=[(file.name or "file", file.file) for file in files],  # type: ignore[misc]
        country=country, mapping=_mapping(mapping), actor=actor, now=now,
    )  # fmt: skip
    return Status(201, told_import(imported))


@router.get("/imports/{uuid:uuid}", response=shape.Import, summary="Look an import up")
def get_import(request: HttpRequest, uuid: UUID) -> shape.Import:
    """Tell what was found out about the files of an import, how far it is, and what became of its rows."""
    return told_import(import_of(uuid, user=asker_of(request)))


@router.patch(
    "/imports/{uuid:uuid}/files/{int:number}", response=shape.Import, summary="Map a file's columns",
    openapi_extra=may_answer("conflict"),
)  # fmt: skip
def map_columns(request: HttpRequest, uuid: UUID, number: int, asked: shape.Mapping) -> shape.Import | HttpResponse:
    """Take columns of a file for other fields than was guessed, and remember that for the source."""
    actor = asker_of(request)
    imported = import_of(uuid, user=actor)
    if imported.status != ImportStatus.READ:
        return problem("conflict", f"This import is {imported.status}; its columns cannot be mapped any more.")
    files = list(imported.files.select_related("of__source").order_by("pk"))
    if not 1 <= number <= len(files):
        raise Import.DoesNotExist
    map_file(file=files[number - 1], mapping=asked.mapping, actor=actor)
    return told_import(imported)


@router.post(
    "/imports/{uuid:uuid}/run", response={202: shape.Run}, summary="Run an import",
    openapi_extra=may_answer("conflict"),
)  # fmt: skip
def run_import(request: HttpRequest, uuid: UUID, asked: shape.Start) -> Status[shape.Run] | HttpResponse:
    """Have an import taken in by a worker, or with dry_run find out what that would do. Ask /runs how far it is."""
    actor = asker_of(request)
    imported = import_of(uuid, user=actor)
    unfinished = Run.objects.filter(params__import=str(imported.uuid), status__in=UNFINISHED)
    if imported.status not in (ImportStatus.READ, ImportStatus.FAILED) or unfinished.exists():
        return problem("conflict", "This import runs already, or has run. Look it up to see what became of it.")
    run = start_import(imported=imported, actor=actor, now=timezone.now(), dry=asked.dry_run)
    return Status(202, told_run(run))


@router.get("/imports/{uuid:uuid}/quarantine", response=shape.QuarantinedRows, summary="List rows set aside")
def quarantine(
    request: HttpRequest, uuid: UUID, limit: Limit = 50, skip: Annotated[int, Query(0, ge=0, le=10**9)] = 0
) -> shape.QuarantinedRows:
    """List the rows of an import that could not be read, each with its bytes and why."""
    imported = import_of(uuid, user=asker_of(request))
    rows = QuarantinedRow.objects.filter(file__of=imported).select_related("file").order_by("file", "row")
    return shape.QuarantinedRows(items=told_quarantine(rows[skip : skip + limit]), total=rows.count())


@router.post("/batches", response={202: shape.Import}, summary="Send a batch")
def create_batch(request: HttpRequest, batch: shape.Batch) -> Status[shape.Import]:
    """Send up to 1,000 records of one source at once. They go the way of an import and are one change; a record with a
    key that the source has sent before is its next version. Look the import up to see what became of them."""
    actor, now = asker_of(request), timezone.now()
    require(actor, Permission.IMPORT)
    imported = _open_batch(batch, actor)
    start_import(imported=imported, actor=actor, now=now, dry=batch.dry_run)
    return Status(202, told_import(imported))


def _open_batch(batch: shape.Batch, actor: User) -> Import:
    """Return a batch as an import of one file, every column of it named as its field."""
    names: dict[str, None] = {}
    rows = []
    for record in batch.records:
        names |= dict.fromkeys(known_fields(record.fields))
        rows.append({**record.fields, **({KEY: record.key} if record.key else {})})
    if any(record.key for record in batch.records):
        names[KEY] = None
    now = timezone.now()
    return open_import(
        source=source_named(batch.source, kind=SourceKind.API, owner=actor, now=now),
        files=[("batch.json", io.BytesIO(json.dumps(rows).encode()))],
        country=batch.country, mapping={name: name for name in names}, actor=actor, now=now,
    )  # fmt: skip


def _mapping(text: str) -> dict[str, str] | None:
    """Return the mapping that a form says; None where it says none. Raises ValidationError."""
    if not text:
        return None
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise ValidationError([{"loc": ("form", "mapping"), "msg": "This is no JSON object of field to header."}])
    return said
