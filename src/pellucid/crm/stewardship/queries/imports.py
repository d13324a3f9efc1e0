"""Imports, and how far they have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.story import Story, kept_story
from pellucid.crm.cleaning.tasks import IMPORT, PREVIEW
from pellucid.crm.runs.models import UNFINISHED, Run, Status
from pellucid.crm.runs.queries import remaining_seconds
from pellucid.crm.sources.models import Import, ImportedFile, ImportStatus, QuarantinedRow, Source

PAGE = 30
ROWS_SHOWN = 100
SHARES = {"standardize": (0.0, 0.5), "keep": (0.5, 0.6), "match": (0.6, 0.75), "learn": (0.6, 0.75)}
SHARES |= {"resolve": (0.75, 0.85), "survive": (0.85, 1.0)}  # of the time an import takes, roughly


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is. share: 0-1, None while it waits. seconds: that the stage still takes, None where unknown."""

    run: Run
    share: float | None
    seconds: float | None
    is_dry: bool


def imports(*, user: User, before: UUID | None = None) -> tuple[Sequence[Import], UUID | None]:
    """Return imports, newest first, and the id after which the next page begins; None on the last."""
    require(user, Permission.IMPORT)
    found = Import.objects.select_related("source", "actor", "change__undone").order_by("-pk")
    found = found.annotate(
        file_count=Count("files"),
        broken_count=Count("files", filter=~Q(files__error="")),
        row_count=Sum("files__row_count"),
    )
    if before is not None:
        found = found.filter(pk__lt=Import.objects.filter(uuid=before).values("pk"))
    page = list(found[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].uuid if len(page) > PAGE else None


def import_of(uuid: UUID, *, user: User) -> Import:
    """Return an import. Raises Import.DoesNotExist, NotAllowed."""
    require(user, Permission.IMPORT)
    return Import.objects.select_related("source", "actor", "change__seal", "change__undone").get(uuid=uuid)


def files_of(imported: Import) -> list[ImportedFile]:
    """Return the files of an import in the order they were given."""
    return list(imported.files.order_by("pk"))


def latest_run(imported: Import) -> Run | None:
    """Return the last run of an import or of its dry run."""
    runs = Run.objects.filter(kind__in=(IMPORT, PREVIEW), params__import=str(imported.uuid))
    return runs.order_by("-pk").first()


def progress_of(imported: Import) -> Progress | None:
    """Return how far an import, or its dry run, is; None where nothing runs."""
    run = latest_run(imported)
    if run is None or run.status not in UNFINISHED:
        return None
    share = None
    if run.status == Status.RUNNING and run.stage in SHARES:
        start, end = SHARES[run.stage]
        share = start + (end - start) * (run.done_count / run.total_count if run.total_count else 0)
    return Progress(run=run, share=share, seconds=remaining_seconds(run), is_dry=run.kind == PREVIEW)


def dry_run_of(imported: Import) -> tuple[dict[str, int], Story] | None:
    """Return counts and rows of the last dry run; None where there is none of the files as they are mapped now."""
    story = kept_story(imported.uuid)
    runs = Run.objects.filter(kind=PREVIEW, status=Status.DONE, params__import=str(imported.uuid)).order_by("-pk")
    run = runs.first()
    return (run.result or {}, story) if run is not None and story is not None else None


def failure_of(imported: Import) -> str:
    """Return why the last run of an import failed; empty where it did not."""
    run = latest_run(imported)
    return run.error if run is not None and run.status == Status.FAILED else ""


def quarantined_rows(imported: Import) -> QuerySet[QuarantinedRow]:
    """Return the rows of an import that could not be read, those that wait first."""
    rows = QuarantinedRow.objects.filter(file__of=imported).select_related("file", "resubmitted_by__undone")
    return rows.order_by("resubmitted_by", "file", "row")


def waiting_imports() -> int:
    """Return how many imports were looked at and wait for a yes."""
    return Import.objects.filter(status=ImportStatus.READ).count()


def source_names() -> list[str]:
    """Return the names of sources there are, to choose from."""
    return list(Source.objects.order_by("name").values_list("name", flat=True))
