"""What was done, as the door shows it."""

from collections.abc import Iterable
from uuid import UUID

from pellucid.crm.accounts.models import User
from pellucid.crm.api.shapes import done as shape
from pellucid.crm.cleaning.clashes import Clash
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.history.queries import visible_changes
from pellucid.crm.timeline.models import Touchpoint


def change_of(uuid: UUID, *, user: User) -> Change:
    """Return a change. Raises Change.DoesNotExist for one there is not, or that the user may not see; NotAllowed."""
    return visible_changes(user=user).select_related("undoes", "undone__by").get(uuid=uuid)


def told_change(change: Change) -> shape.Change:
    """Return a change."""
    undone = getattr(change, "undone", None)
    return shape.Change(
        id=change.uuid,
        kind=Kind(change.kind),
        at=change.at,
        actor=change.actor.uuid if change.actor else None,
        actor_name=str(change.actor or "Pellucid"),
        reason=change.reason,
        counts=change.seal.counts,
        undoes=change.undoes.uuid if change.undoes else None,
        undone_by=undone.by.uuid if undone else None,
    )


def told_clashes(clashes: Iterable[Clash]) -> list[shape.Clash]:
    """Return what others built on a change."""
    return [
        shape.Clash(
            change=clash.change.uuid, how=clash.how.value, field=clash.field, mine=clash.mine, theirs=clash.theirs
        )
        for clash in clashes
    ]


def told_note(touchpoint: Touchpoint) -> shape.Note:
    """Return what happened with a customer."""
    return shape.Note(
        id=touchpoint.uuid,
        at=touchpoint.at,
        title=touchpoint.title,
        body=touchpoint.body,
        kind=touchpoint.kind,
        change=touchpoint.change.uuid,
    )
