"""Taking back what a change did, alone, at any later time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import NotAllowed, may
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.clashes import Clash, clashes_of
from pellucid.crm.cleaning.follow import follow
from pellucid.crm.history.actions import recording, set_standing
from pellucid.crm.history.models import Change, Entry, Kind, Undone


class Keep(StrEnum):
    """Whose wish holds where two clash.

    THEIRS: what others did since stays, with the records it needs. MINE: what clashes is undone too.
    """

    THEIRS = "theirs"
    MINE = "mine"


class AlreadyUndone(Exception):
    """The change does not count any more. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("This was undone already. To have it back, undo the undo."))


class CannotUndo(Exception):
    """Erasure stays. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("What was erased is gone for good; nothing kept it."))


class Clashes(Exception):
    """Others built on what would be undone. Nothing was done. clashes: each with both wishes."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(_("Others built on this since. Keep theirs, or undo theirs too; nothing was changed yet."))
        self.clashes = clashes


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPreview:
    """What undoing would do. counts: as the change would tell of itself. clashes: what would have to be decided."""

    counts: dict[str, int]
    clashes: list[Clash]


def undo_change(
    *, change: Change, actor: User | None, now: datetime, reason: str = "", keep: Keep | None = None
) -> Change:
    """Take back exactly what a change did; return the change that did so, which can be undone itself.

    What others did since stays. Raises Clashes where that cannot be and nobody said whose wish holds, AlreadyUndone,
    CannotUndo, NotAllowed.
    """
    _require_undo(actor, change)
    with transaction.atomic():
        return _undo(change, actor, now, reason, keep)


def preview_undo(*, change: Change, actor: User | None, now: datetime) -> UndoPreview:
    """Return what undoing a change would do, and do nothing. Raises AlreadyUndone, CannotUndo, NotAllowed."""
    _require_undo(actor, change)
    with transaction.atomic():
        clashes: list[Clash] = []
        try:
            done = _undo(change, actor, now, "", None)
        except Clashes as found:
            clashes = found.clashes
            done = _undo(change, actor, now, "", Keep.THEIRS)
        counts = done.seal.counts
        transaction.set_rollback(True)
    return UndoPreview(counts=counts, clashes=clashes)


def _require_undo(actor: User | None, change: Change) -> None:
    if actor is None or may(actor, Permission.UNDO_ANY):
        return
    if change.actor_id != actor.pk or not may(actor, Permission.UNDO_OWN):
        raise NotAllowed(Permission.UNDO_ANY)


def _undo(change: Change, actor: User | None, now: datetime, reason: str, keep: Keep | None) -> Change:
    with recording(kind=Kind.UNDO, actor=actor, now=now, reason=reason, undoes=change) as recorder:
        if Undone.objects.filter(change=change).exists():
            raise AlreadyUndone
        if change.kind == Kind.ERASE:
            raise CannotUndo
        turned = set_standing(change, active=False, by=recorder.change)
        facts = facts_of([one for one, _ in turned])
        clashes = clashes_of(change, facts, by=recorder.change)
        if clashes and keep is None:
            raise Clashes(clashes)
        theirs = clashes if keep == Keep.THEIRS else []
        followed = follow(facts, recorder=recorder, retained=[record for clash in theirs for record in clash.records])
        recorder.count(**followed)
    if clashes and keep == Keep.MINE:
        for other in sorted({clash.change.pk: clash.change for clash in clashes}.values(), key=lambda one: -one.pk):
            if not Undone.objects.filter(change=other).exists():
                _undo(other, actor, now, reason, Keep.MINE)
    return recorder.change


Facts = dict[str, list[tuple[int, int]]]


def facts_of(changes: Iterable[Change]) -> Facts:
    """Return the facts that changes added or withdrew: by table, ranges of ids, both ends included."""
    facts: Facts = defaultdict(list)
    for entry in Entry.objects.filter(change__in=list(changes)).order_by("id"):
        facts[entry.table].append((entry.first_id, entry.last_id))
    return facts
