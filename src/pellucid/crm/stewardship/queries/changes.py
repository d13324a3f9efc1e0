"""What was done, and whom it concerned."""

from uuid import UUID

from django.db.models import F, Q, Sum

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import may
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.actions import JUDGEMENT
from pellucid.crm.clusters.models import Judgement, Member
from pellucid.crm.history.models import Change, Entry, Kind
from pellucid.crm.history.queries import visible_changes
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.actions import VERSION
from pellucid.crm.sources.models import RecordVersion

PAGE = 50
CUSTOMERS_SHOWN = 12


def page_of_changes(
    *, user: User, kind: str = "", actor: str = "", before: UUID | None = None
) -> tuple[list[Change], UUID | None]:
    """Return changes, newest first, and the id after which the next page begins; None on the last."""
    changes = visible_changes(user=user).select_related("undoes__seal", "undoes__undoes", "undone__by")
    if kind in Kind.values:
        changes = changes.filter(kind=kind)
    if actor:
        changes = changes.filter(actor__uuid=actor) if _is_uuid(actor) else changes.filter(actor=None)
    if before is not None:
        changes = changes.filter(pk__lt=Change.objects.filter(uuid=before).values("pk"))
    found = list(changes[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].uuid if len(found) > PAGE else None


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def change_of(uuid: UUID, *, user: User) -> Change:
    """Return a change a user may see. Raises Change.DoesNotExist."""
    return visible_changes(user=user).select_related("undoes__seal", "undoes__undoes", "undone__by").get(uuid=uuid)


def may_undo(change: Change, *, user: User) -> bool:
    """Return whether a change counts, can be taken back, and this user may."""
    if hasattr(change, "undone") or change.kind == Kind.ERASE:
        return False
    own = change.actor_id == user.pk and may(user, Permission.UNDO_OWN)
    return own or may(user, Permission.UNDO_ANY)


def concerned(change: Change) -> tuple[list[Party], bool]:
    """Return customers that hold what a change added or withdrew now, and whether there are more of them."""
    versions = _ranges(change, VERSION)
    judged = _ranges(change, JUDGEMENT)
    records = Q(record__in=RecordVersion.objects.filter(versions).values("record")) if versions else Q()
    for side in ("left", "right") if judged else ():
        records |= Q(record__in=Judgement.objects.filter(judged).values(side))
    if not records:
        return [], False
    customers = Member.objects.filter(records, customer__isnull=False).values("customer")
    parties = list(Party.objects.filter(customer__in=customers).select_related("customer")[: CUSTOMERS_SHOWN + 1])
    return parties[:CUSTOMERS_SHOWN], len(parties) > CUSTOMERS_SHOWN


def _ranges(change: Change, table: str) -> Q:
    condition = Q()
    for entry in Entry.objects.filter(change=change, table=table).order_by("id")[:CUSTOMERS_SHOWN]:
        condition |= Q(pk__range=(entry.first_id, entry.last_id))
    return condition


def fact_count(change: Change) -> int:
    """Return how many facts a change added or withdrew: what trying its undo takes grows with it."""
    counted = Entry.objects.filter(change=change).aggregate(count=Sum(F("last_id") - F("first_id") + 1))
    return counted["count"] or 0


def latest_change() -> UUID | None:
    """Return the id of the latest change: what was counted under it holds until there is another."""
    return Change.objects.order_by("-pk").values_list("uuid", flat=True).first()
