"""Imports, runs and registers, as JSON."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from pellucid.crm.api.shapes.customers import FIELDS_HELP, Fields, Issue
from pellucid.crm.runs.models import Status
from pellucid.crm.sources.models import ImportStatus, SourceKind


class Column(Schema):
    """A column of a file. target: the field or slot it becomes; by: what says so; samples: some of its values."""

    column: str
    target: str
    by: str
    samples: list[str]


class File(Schema):
    """A file of an import. number: its place in the import, from 1. error: why it cannot be read, if so."""

    number: int
    name: str
    sha256: str
    byte_count: int
    detected: dict[str, Any]
    columns: list[Column]
    row_count: int
    kept_count: int
    error: str


class Run(Schema):
    """Long work in the background. done_count, total_count: of the present stage. result: counts, once done."""

    id: UUID
    kind: str
    status: Status
    stage: str
    done_count: int
    total_count: int | None
    remaining_seconds: float | None
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    result: dict[str, Any] | None
    error: str


class RunPage(Schema):
    """A page of runs, newest first. next: the cursor of the next page, null on the last."""

    items: list[Run]
    next: str | None


class ImportLine(Schema):
    """An import in a list. counts: what became of its rows. change: what it did, null until it is done."""

    id: UUID
    source: UUID
    source_name: str
    status: ImportStatus
    created_at: datetime
    country: str
    change: UUID | None
    counts: dict[str, int]
    error: str


class ImportPage(Schema):
    """A page of imports, newest first. next: the cursor of the next page, null on the last."""

    items: list[ImportLine]
    next: str | None


class Import(ImportLine):
    """An import with its files and its latest run, a dry one or not."""

    files: list[File]
    run: Run | None


class Mapping(Schema):
    """Field to header of the column that has it: {"email": "Mail address"}."""

    mapping: dict[str, str]


class Start(Schema):
    """dry_run: find out what it would do, and do nothing."""

    dry_run: bool = False


class Quarantined(Schema):
    """A row that could not be read. raw: its bytes, in base64."""

    file: str
    row: int
    reason: str
    raw: str


class QuarantinedRows(Schema):
    """Rows of an import that could not be read. total: how many there are."""

    items: list[Quarantined]
    total: int


class BatchRecord(Schema):
    """One record of a batch. key: the source's own id for it."""

    key: str | None = Field(None, min_length=1, max_length=200)
    fields: Fields = Field(..., min_length=1, description=FIELDS_HELP)


class Batch(Schema):
    """Up to 1,000 records of one source, taken in together. dry_run: only find out what that would do."""

    source: str = Field(..., min_length=1, max_length=200)
    country: str = Field("", pattern="^([A-Z]{2})?$")
    records: list[BatchRecord] = Field(..., min_length=1, max_length=1000)
    dry_run: bool = False


class Source(Schema):
    """Where data comes from. trust: how much its values count against others' (0-1). mapping: remembered columns."""

    id: UUID
    name: str
    kind: SourceKind
    trust: float
    mapping: dict[str, str]
    created_at: datetime


class SourcePage(Schema):
    """A page of sources. next: the cursor of the next page, null on the last."""

    items: list[Source]
    next: str | None


class FieldSpec(Schema):
    """A field of customers. kind: of its values. many: it may have slots (phone.2). stale_after_days: the age at which
    half of such values are no longer true. worth: what a missing one costs, relative to others."""

    name: str
    kind: str
    label: str
    field_class: str
    group: str
    many: bool
    stale_after_days: int | None
    worth: float


class FieldSpecs(Schema):
    """The field register."""

    items: list[FieldSpec]


class RecordIssues(Schema):
    """What is wrong with a record as it is now. customer: whose it is."""

    record: UUID
    customer: UUID | None
    issues: list[Issue]


class IssuePage(Schema):
    """A page of records with issues. next: the cursor of the next page, null on the last."""

    items: list[RecordIssues]
    next: str | None
