"""What was done, and taking it back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from pellucid.crm.api.asked import Cursor, Limit
from pellucid.crm.api.asking import asker_of
from pellucid.crm.api.pages import page_of
from pellucid.crm.api.problems import problem
from pellucid.crm.api.queries.done import change_of, told_change, told_clashes
from pellucid.crm.api.refusals import may_answer
from pellucid.crm.api.shapes import done
from pellucid.crm.cleaning.actions.undo import Clashes, preview_undo, undo_change
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.history.queries import visible_changes

router = Router(tags=["Changes"])


@router.get("", response=done.ChangePage, summary="List changes")
def list_changes(
    request: HttpRequest, kind: Kind | None = None, limit: Limit = 50, cursor: Cursor = None
) -> done.ChangePage:
    """List what was done, newest first: everything to who may read history, else one's own."""
    rows = visible_changes(user=asker_of(request)).select_related("undoes", "undone__by")
    if kind:
        rows = rows.filter(kind=kind)
    found, after = page_of(rows, cursor=cursor, limit=limit, ids=Change, uuid_of=lambda change: change.uuid)
    return done.ChangePage(items=[told_change(change) for change in found], next=after)


@router.get("/{uuid:uuid}", response=done.Change, summary="Look a change up")
def get_change(request: HttpRequest, uuid: UUID) -> done.Change:
    """Look a change up."""
    return told_change(change_of(uuid, user=asker_of(request)))


@router.post(
    "/{uuid:uuid}/undo", response=done.UndoTold, summary="Undo a change",
    openapi_extra=may_answer("clashes", "conflict"),
)  # fmt: skip
def undo(request: HttpRequest, uuid: UUID, asked: done.Undo) -> done.UndoTold | HttpResponse:
    """Take back exactly what a change did, at any later time. Where others built on it and keep does not say whose wish
    holds, nothing is done and the problem lists the clashes."""
    actor, now = asker_of(request), timezone.now()
    change = change_of(uuid, user=actor)
    if asked.dry_run:
        preview = preview_undo(change=change, actor=actor, now=now)
        return done.UndoTold(change=None, counts=preview.counts, clashes=told_clashes(preview.clashes))
    try:
        undone = undo_change(change=change, keep=asked.keep, reason=asked.reason, actor=actor, now=now)
    except Clashes as refusal:
        told = [clash.model_dump(mode="json") for clash in told_clashes(refusal.clashes)]
        return problem("clashes", str(refusal), clashes=told)
    return done.UndoTold(change=told_change(undone), counts=undone.seal.counts, clashes=[])
