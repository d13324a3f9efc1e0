"""Runs, sources, issues, fields: what there is to look up."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.api.asked import Cursor, Limit
from pellucid.crm.api.asking import asker_of
from pellucid.crm.api.pages import page_of
from pellucid.crm.api.queries.imports import records_with_issues, told_issues, told_run, told_source, visible_sources
from pellucid.crm.api.refusals import may_answer
from pellucid.crm.api.shapes import imports as shape
from pellucid.crm.fields.queries import field_specs
from pellucid.crm.runs.actions import request_cancel, resume_run
from pellucid.crm.runs.models import Run
from pellucid.crm.runs.queries import visible_runs
from pellucid.crm.sources.models import Source, SourceRecord

router = Router()
RUNS, REGISTERS = ["Runs"], ["Registers"]


@router.get("/runs", response=shape.RunPage, tags=RUNS, summary="List runs")
def list_runs(request: HttpRequest, limit: Limit = 50, cursor: Cursor = None) -> shape.RunPage:
    """List the long work in the background, newest first: all of it to who may read history, else one's own."""
    rows = visible_runs(user=asker_of(request))
    found, after = page_of(rows, cursor=cursor, limit=limit, ids=Run, uuid_of=lambda run: run.uuid)
    return shape.RunPage(items=[told_run(run) for run in found], next=after)


@router.get("/runs/{uuid:uuid}", response=shape.Run, tags=RUNS, summary="Look a run up")
def get_run(request: HttpRequest, uuid: UUID) -> shape.Run:
    """Tell how far a run is."""
    return told_run(visible_runs(user=asker_of(request)).get(uuid=uuid))


@router.post("/runs/{uuid:uuid}/cancel", response=shape.Run, tags=RUNS, summary="Cancel a run")
def cancel(request: HttpRequest, uuid: UUID) -> shape.Run:
    """Have a run stop; what it has done stays done."""
    actor = asker_of(request)
    return told_run(request_cancel(run=visible_runs(user=actor).get(uuid=uuid), actor=actor, now=timezone.now()))


@router.post(
    "/runs/{uuid:uuid}/resume", response=shape.Run, tags=RUNS, summary="Resume a run",
    openapi_extra=may_answer("conflict"),
)  # fmt: skip
def resume(request: HttpRequest, uuid: UUID) -> shape.Run:
    """Let a failed or cancelled run go on from where it was."""
    actor = asker_of(request)
    return told_run(resume_run(run=visible_runs(user=actor).get(uuid=uuid), actor=actor))


@router.get("/sources", response=shape.SourcePage, tags=REGISTERS, summary="List sources")
def list_sources(request: HttpRequest, limit: Limit = 50, cursor: Cursor = None) -> shape.SourcePage:
    """List where data comes from."""
    rows = visible_sources(user=asker_of(request))
    found, after = page_of(
        rows, cursor=cursor, limit=limit, ids=Source, uuid_of=lambda source: source.uuid, newest_first=False
    )
    return shape.SourcePage(items=[told_source(source) for source in found], next=after)


@router.get("/sources/{uuid:uuid}", response=shape.Source, tags=REGISTERS, summary="Look a source up")
def get_source(request: HttpRequest, uuid: UUID) -> shape.Source:
    """Look a source up."""
    return told_source(visible_sources(user=asker_of(request)).get(uuid=uuid))


@router.get("/issues", response=shape.IssuePage, tags=REGISTERS, summary="List issues")
def list_issues(
    request: HttpRequest,
    rule: Annotated[str, Query("", max_length=80)] = "",
    severity: Literal["", "error", "warning", "note"] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> shape.IssuePage:
    """List the records in which something is wrong, each with what it is."""
    rows = records_with_issues(user=asker_of(request), rule=rule, severity=severity)
    found, after = page_of(
        rows, cursor=cursor, limit=limit, ids=SourceRecord, uuid_of=lambda record: record.uuid, newest_first=False
    )
    return shape.IssuePage(items=[told_issues(record) for record in found], next=after)


@router.get("/fields", response=shape.FieldSpecs, tags=REGISTERS, summary="List fields")
def list_fields(request: HttpRequest) -> shape.FieldSpecs:
    """List the fields a customer can have: those delivered, then those added here."""
    require(asker_of(request), Permission.VIEW)
    names = ("name", "kind", "label", "field_class", "group", "many", "stale_after_days", "worth")
    specs = [{name: getattr(spec, name) for name in names} for spec in field_specs()]
    return shape.FieldSpecs(items=[shape.FieldSpec(**spec) for spec in specs])
