"""Imports: files dropped in, looked at, tried, taken in; and what became of every row."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pellucid.crm.cleaning.actions.add import NothingSaid, NotText
from pellucid.crm.cleaning.actions.imports import map_file
from pellucid.crm.cleaning.actions.resubmit import SentOnAlready, resubmit_row
from pellucid.crm.runs.actions import request_cancel
from pellucid.crm.sources.erasures import ErasedBefore
from pellucid.crm.sources.files import import_folder
from pellucid.crm.sources.models import Import, QuarantinedRow
from pellucid.crm.stewardship.actions.imports import UnderWay, begin, drop_in, require_idle, set_import_aside
from pellucid.crm.stewardship.forms import Cell, cells_of, mapped_lines, read_cells, read_mapping
from pellucid.crm.stewardship.queries import imports as queries
from pellucid.crm.stewardship.views.asking import asker, uuid_or_none
from pellucid.crm.ui.core_words import in_language
from pellucid.crm.ui.numbers import write_number
from pellucid.crm.ui.toasts import say, say_wrong
from pellucid.golden.intake.mapping import MappingRefused


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, and the place to drop files in."""
    if request.method == "POST":
        return _drop(request)
    found, after = queries.imports(user=asker(request), before=uuid_or_none(request.GET.get("before")))
    context = {"imports": found, "after": after, "sources": queries.source_names()}
    return render(request, "stewardship/imports.html", context)


def _drop(request: HttpRequest) -> HttpResponse:
    files = [(file.name or "", file.file) for file in request.FILES.getlist("files") if file.file is not None]
    if not files:
        say_wrong(request, _("No file was given. Drop in at least one, or choose it."))
        return redirect("stewardship:imports")
    dropped = drop_in(
        files=files,  # type: ignore[arg-type]
        source=request.POST.get("source", "").strip()[:200],
        country=request.POST.get("country", "").strip().upper()[:2],
        actor=asker(request),
        now=timezone.now(),
    )
    for name, why in dropped.broken.items():
        say_wrong(
            request, _("%(file)s was left out, and the others go on. %(why)s") % {"file": name, "why": in_language(why)}
        )
    if len(dropped.imports) == 1:
        return redirect("stewardship:import", dropped.imports[0].uuid)
    if dropped.imports:
        count = len(dropped.imports)
        words = ngettext("%(n)s file is looked at", "%(n)s files are looked at; nothing has changed yet", count)
        say(request, words % {"n": write_number(count)})
    return redirect("stewardship:imports")


@require_GET
def one_import(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """An import: its story before it is taken in, how far it is, what it did. The progress alone for htmx."""
    imported = _import(request, uuid)
    progress = queries.progress_of(imported)
    if request.headers.get("HX-Request"):
        if progress is None:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "stewardship/import_progress.html", {"imported": imported, "progress": progress})
    context = {
        "imported": imported,
        "progress": progress,
        "failure": queries.failure_of(imported),
        "files": [(number, file, mapped_lines(file)) for number, file in enumerate(queries.files_of(imported), 1)],
        "dry_run": None if imported.change else queries.dry_run_of(imported),
        "quarantined": _quarantined(imported) if imported.change else [],
    }
    template = "import_done.html" if imported.change else "import.html"
    return render(request, f"stewardship/{template}", context)


@require_POST
def map_columns(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Take the columns of a file for other fields; the dry run begins anew."""
    imported = _import(request, uuid)
    files = queries.files_of(imported)
    if not 1 <= number <= len(files) or imported.change is not None:
        raise Http404("There is no such file to map.")
    file, error = files[number - 1], ""
    try:
        require_idle(imported)
        map_file(file=file, mapping=read_mapping(file, request.POST), actor=asker(request))
        begin(imported=imported, actor=asker(request), now=timezone.now(), dry=True)
    except (MappingRefused, UnderWay) as refusal:
        error = str(refusal)
        file.refresh_from_db()
    if request.headers.get("HX-Request"):
        context = {"imported": imported, "number": number, "file": file, "lines": mapped_lines(file), "error": error}
        return render(
            request, "stewardship/import_mapping_answer.html", context | {"progress": queries.progress_of(imported)}
        )
    if error:
        say_wrong(request, in_language(error))
    return redirect("stewardship:import", imported.uuid)


def _quarantined(imported: Import) -> list[tuple[QuarantinedRow, int, list[Cell], bool]]:
    """Return rows that could not be read: with the number of the file, the cells, and whether it still waits."""
    numbers = {file.pk: number for number, file in enumerate(queries.files_of(imported), 1)}
    rows = queries.quarantined_rows(imported)[: queries.ROWS_SHOWN]
    return [(row, numbers[row.file_id], cells_of(row), not _is_sent_on(row)) for row in rows]


def _is_sent_on(row: QuarantinedRow) -> bool:
    return row.resubmitted_by is not None and not hasattr(row.resubmitted_by, "undone")


@require_POST
def mend(request: HttpRequest, uuid: UUID, number: int, row: int) -> HttpResponse:
    """Send on a row that could not be read, as somebody mended it."""
    imported = _import(request, uuid)
    found = queries.quarantined_rows(imported).filter(row=row)
    files = queries.files_of(imported)
    mended = next((each for each in found if 1 <= number <= len(files) and each.file_id == files[number - 1].pk), None)
    if mended is None:
        raise Http404("There is no such row.")
    try:
        fields = read_cells(mended, request.POST)
        change = resubmit_row(row=mended, fields=fields, actor=asker(request), now=timezone.now())
    except (SentOnAlready, ErasedBefore, NothingSaid, NotText) as refusal:
        say_wrong(request, str(refusal))
    else:
        words = _("Row %(row)s came in.") % {"row": write_number(row)}
        say(request, words, undo_url=reverse("stewardship:undo", args=[change.uuid]))
    return redirect("stewardship:import", uuid)


@require_POST
def start(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take an import in, or try it again."""
    imported = _import(request, uuid)
    begin(imported=imported, actor=asker(request), now=timezone.now(), dry=bool(request.POST.get("dry")))
    return redirect("stewardship:import", imported.uuid)


@require_POST
def stop(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Stop what runs, or leave an import aside that was not begun."""
    imported = _import(request, uuid)
    progress = queries.progress_of(imported)
    if progress is not None:
        request_cancel(run=progress.run, actor=asker(request), now=timezone.now())
        say(request, _("Stopped. Nothing of it was taken in."))
        return redirect("stewardship:import", imported.uuid)
    set_import_aside(imported=imported, actor=asker(request))
    say(request, _("Left aside. Nothing of it was taken in; the files are kept."))
    return redirect("stewardship:imports")


@require_GET
def result(request: HttpRequest, uuid: UUID) -> FileResponse:
    """What became of each row, to download."""
    imported = _import(request, uuid)
    path = import_folder(imported.uuid) / "result.csv"
    if not path.is_file():
        raise Http404("This import has no result yet.")
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{imported.source.name} result.csv")


def _import(request: HttpRequest, uuid: UUID) -> Import:
    try:
        return queries.import_of(uuid, user=asker(request))
    except Import.DoesNotExist as missing:
        raise Http404("No import has this id.") from missing
