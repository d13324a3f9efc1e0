"""What is said of customers and records: the same, not the same, not to count; notes, relations, and a no."""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.errors import ValidationError

from pellucid.crm.api.asked import Limit, records_named
from pellucid.crm.api.asking import asker_of
from pellucid.crm.api.queries.customers import told_relationship
from pellucid.crm.api.queries.done import told_change, told_note
from pellucid.crm.api.refusals import may_answer
from pellucid.crm.api.shapes import customers as shape
from pellucid.crm.api.shapes import done
from pellucid.crm.cleaning.actions.decide import judge_pair, merge_customers, split_customer
from pellucid.crm.cleaning.actions.withdraw import withdraw_record
from pellucid.crm.consent.actions import suppress
from pellucid.crm.parties.queries import party_of
from pellucid.crm.parties.relate import relate
from pellucid.crm.timeline.actions import note
from pellucid.crm.timeline.queries import touchpoints_of
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.kinds import standardize_cells

router = Router()
DECISIONS, CUSTOMERS = ["Decisions"], ["Customers"]


@router.post("/merges", response={201: done.Change}, tags=DECISIONS, summary="Merge customers")
def merge(request: HttpRequest, asked: done.Merge) -> Status[done.Change]:
    """Say that customers, by any ids they were given, are one. All of their ids lead to it from now on."""
    actor = asker_of(request)
    customers = [party_of(uuid, user=actor).customer for uuid in asked.customers]
    change = merge_customers(customers=customers, reason=asked.reason, actor=actor, now=timezone.now())
    return Status(201, told_change(change))


@router.post("/customers/{uuid:uuid}/split", response={201: done.Change}, tags=DECISIONS, summary="Split a customer")
def split(request: HttpRequest, uuid: UUID, asked: done.Split) -> Status[done.Change]:
    """Say that groups of a customer's records are other customers than the rest, and each group one."""
    actor = asker_of(request)
    change = split_customer(
        customer=party_of(uuid, user=actor).customer, groups=[records_named(group) for group in asked.groups],
        reason=asked.reason, actor=actor, now=timezone.now(),
    )  # fmt: skip
    return Status(201, told_change(change))


@router.post("/judgements", response={201: done.Change}, tags=DECISIONS, summary="Judge two records")
def judge(request: HttpRequest, asked: done.Judge) -> Status[done.Change]:
    """Say of two records that they are the same, different, or that it cannot be told. The latest verdict holds."""
    left, right = records_named([asked.left, asked.right])
    if left == right:
        raise ValidationError([{"loc": ("body", "right"), "msg": "Two different records are needed."}])
    change = judge_pair(
        left=left, right=right, verdict=asked.verdict, reason=asked.reason, actor=asker_of(request), now=timezone.now()
    )
    return Status(201, told_change(change))


@router.post(
    "/records/{uuid:uuid}/withdraw", response={201: done.Change}, tags=DECISIONS, summary="Withdraw a record",
    openapi_extra=may_answer("conflict"),
)  # fmt: skip
def withdraw(request: HttpRequest, uuid: UUID, asked: done.Reason) -> Status[done.Change]:
    """Let a record count no more; what its source says later counts. 409 where it does not count already."""
    (record,) = records_named([uuid])
    change = withdraw_record(record=record, reason=asked.reason, actor=asker_of(request), now=timezone.now())
    return Status(201, told_change(change))


@router.get("/customers/{uuid:uuid}/notes", response=list[done.Note], tags=CUSTOMERS, summary="List notes")
def notes(request: HttpRequest, uuid: UUID, limit: Limit = 50) -> list[done.Note]:
    """List what happened with a customer, latest first."""
    user = asker_of(request)
    return [told_note(each) for each in touchpoints_of(party_of(uuid, user=user), user=user)[:limit]]


@router.post("/customers/{uuid:uuid}/notes", response={201: done.Note}, tags=CUSTOMERS, summary="Note something")
def add_note(request: HttpRequest, uuid: UUID, new: done.NewNote) -> Status[done.Note]:
    """Note what happened with a customer."""
    actor = asker_of(request)
    made = note(
        customer=party_of(uuid, user=actor).customer, title=new.title, body=new.body, kind=new.kind,
        actor=actor, now=timezone.now(),
    )  # fmt: skip
    return Status(201, told_note(made))


@router.post(
    "/customers/{uuid:uuid}/relationships", response={201: shape.Relationship}, tags=CUSTOMERS,
    summary="Relate customers",
)  # fmt: skip
def add_relationship(request: HttpRequest, uuid: UUID, new: done.NewRelationship) -> Status[shape.Relationship]:
    """Say how a customer stands to another."""
    actor = asker_of(request)
    made = relate(
        subject=party_of(uuid, user=actor).customer, role=new.role, object=party_of(new.object, user=actor).customer,
        title=new.title, from_date=new.from_date, to_date=new.to_date, actor=actor, now=timezone.now(),
    )  # fmt: skip
    return Status(201, told_relationship(made))


@router.post("/suppressions", response={201: done.Suppression}, tags=CUSTOMERS, summary="Take a no")
def add_suppression(request: HttpRequest, new: done.NewSuppression) -> Status[done.Suppression]:
    """Never write to an address or number again, whoever has it."""
    value = standardize_cells(new.kind, [new.value], Hints()).value
    if value is None:
        raise ValidationError([{"loc": ("body", "value"), "msg": f"This is not of the kind {new.kind}."}])
    made = suppress(kind=new.kind, value=value, reason=new.reason, actor=asker_of(request), now=timezone.now())
    return Status(201, done.Suppression(kind=new.kind, value=value, change=made.change.uuid))
