"""What was done and is to be done, as JSON."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from pellucid.crm.cleaning.actions.undo import Keep
from pellucid.crm.clusters.models import Verdict
from pellucid.crm.history.models import Kind
from pellucid.crm.parties.models import Role


class Change(Schema):
    """One thing done. actor: who, null for Pellucid itself. counts: how many of what. undoes: what it took back.
    undone_by: the change that took it back, null while it counts."""

    id: UUID
    kind: Kind
    at: datetime
    actor: UUID | None
    actor_name: str
    reason: str
    counts: dict[str, int]
    undoes: UUID | None
    undone_by: UUID | None


class ChangePage(Schema):
    """A page of changes, newest first. next: the cursor of the next page, null on the last."""

    items: list[Change]
    next: str | None


class Undo(Schema):
    """keep: whose wish holds where two clash: theirs, or mine, which undoes theirs too. dry_run: only tell."""

    dry_run: bool = False
    keep: Keep | None = None
    reason: str = ""


class Clash(Schema):
    """What others did since that cannot stay as it is. how: judged, hung, edited or reversed."""

    change: UUID
    how: str
    field: str
    mine: str
    theirs: str


class UndoTold(Schema):
    """What undoing did, or would do. change: the undo, null for a dry run."""

    change: Change | None
    counts: dict[str, int]
    clashes: list[Clash]


class Reason(Schema):
    """Why something is done."""

    reason: str = ""


class Merge(Reason):
    """Customers that are one: any number of them."""

    customers: list[UUID] = Field(..., min_length=2, max_length=1000)


class Split(Reason):
    """Records of a customer that are others than the rest: each group one customer."""

    groups: list[list[UUID]] = Field(..., min_length=1, max_length=100)


class Judge(Reason):
    """A verdict on two records."""

    left: UUID
    right: UUID
    verdict: Verdict


class NewNote(Schema):
    """What happened with a customer. kind: note, call, visit ..."""

    title: str = Field(..., min_length=1, max_length=300)
    body: str = ""
    kind: str = Field("note", min_length=1, max_length=20)


class Note(NewNote):
    """What happened, and when."""

    id: UUID
    at: datetime
    change: UUID


class NewRelationship(Schema):
    """How the customer stands to another: works_at, household, referred_by or parent_company; not_household or not_at
    where what follows from data is wrong."""

    role: Role
    object: UUID
    title: str = Field("", max_length=200)
    from_date: date | None = None
    to_date: date | None = None


class NewSuppression(Reason):
    """An address or number that is never written to again, whoever has it."""

    kind: str = Field(..., pattern="^(email|phone)$")
    value: str = Field(..., min_length=1, max_length=320)


class Suppression(Schema):
    """A no that was written down. value: in standard form."""

    kind: str
    value: str
    change: UUID
