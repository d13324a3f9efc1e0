"""Customers: found, looked at, added, edited."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Status

from pellucid.crm.api.asked import Cursor, Instant, Limit, known_fields
from pellucid.crm.api.asking import asker_of
from pellucid.crm.api.pages import page_of
from pellucid.crm.api.problems import PreconditionRefused, problem
from pellucid.crm.api.queries.customers import (
    customers_where,
    told_candidates,
    told_customer,
    told_line,
    told_records,
)
from pellucid.crm.api.queries.done import told_change
from pellucid.crm.api.refusals import may_answer
from pellucid.crm.api.shapes import customers as shape
from pellucid.crm.api.shapes import done
from pellucid.crm.cleaning.actions.add import PossibleDuplicates, add_record, find_duplicates
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.imports import source_named
from pellucid.crm.clusters.models import Customer
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of
from pellucid.crm.sources.models import PartyKind, SourceKind
from pellucid.crm.timeline.queries import changes_of

router = Router(tags=["Customers"])


@router.get("", response=shape.CustomerPage, summary="List customers")
def list_customers(
    request: HttpRequest,
    kind: PartyKind | None = None,
    city: str = "",
    country: str = "",
    changed_since: Instant = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> shape.CustomerPage:
    """List customers, page by page, in the order they were first known. city, country: in any capitals."""
    rows = customers_where(user=asker_of(request), kind=kind, city=city, country=country, changed_since=changed_since)
    found, after = page_of(
        rows, cursor=cursor, limit=limit, ids=Customer, uuid_of=lambda party: party.customer.uuid, newest_first=False
    )
    return shape.CustomerPage(items=[told_line(party) for party in found], next=after)


@router.post(
    "",
    response={201: shape.Added},
    summary="Add a customer",
    openapi_extra=may_answer("possible-duplicates", "erased-before"),
)
def add_customer(
    request: HttpRequest, response: HttpResponse, new: shape.NewCustomer
) -> Status[shape.Added] | HttpResponse:
    """Add a record, and make it part of the customer it is of. Where it looks like one that is here and neither
    belongs_to nor another says what it is, nothing is kept, and the problem lists the candidates and why."""
    actor, now = asker_of(request), timezone.now()
    owner = party_of(new.belongs_to, user=actor).customer if new.belongs_to else None
    try:
        added = add_record(
            source=source_named(new.source, kind=SourceKind.API, owner=actor, now=now),
            fields=known_fields(new.fields), key=new.key, country=new.country,
            belongs_to=owner, another=new.another, reason=new.reason, actor=actor, now=now,
        )  # fmt: skip
    except PossibleDuplicates as refusal:
        told = [candidate.model_dump(mode="json") for candidate in told_candidates(refusal.candidates)]
        return problem("possible-duplicates", str(refusal), candidates=told)
    response["Location"] = reverse("api:get_customer", args=[added.customer.uuid])
    change = added.change.uuid if added.change else None
    return Status(201, shape.Added(customer=added.customer.uuid, record=added.record.uuid, change=change))


@router.post("/find-duplicates", response=shape.Candidates, summary="Find duplicates")
def find(request: HttpRequest, asked: shape.Asked) -> shape.Candidates:
    """Tell whom a record may be. Nothing is kept."""
    found = find_duplicates(
        fields=known_fields(asked.fields), country=asked.country, actor=asker_of(request), now=timezone.now()
    )
    return shape.Candidates(items=told_candidates(found))


@router.get("/{uuid:uuid}", response=shape.Customer, summary="Look a customer up", url_name="get_customer")
def get_customer(request: HttpRequest, response: HttpResponse, uuid: UUID) -> shape.Customer:
    """Look a customer up by any id it, or one of its records, was ever given. The answer's id is the one it has now;
    its ETag is what an edit takes as If-Match."""
    party = party_of(uuid, user=asker_of(request))
    response["ETag"] = etag_of(party)
    return told_customer(party, user=asker_of(request))


@router.patch(
    "/{uuid:uuid}", response=shape.Customer, summary="Edit a customer",
    openapi_extra=may_answer("changed-since", "version-needed", if_match=True),
)  # fmt: skip
def edit(request: HttpRequest, response: HttpResponse, uuid: UUID, said: shape.Edit) -> shape.Customer | HttpResponse:
    """Say what is true of a customer, or with an empty text that a value is wrong. If-Match names the version that was
    seen, from the ETag; where somebody changed it since, nothing is changed. `*` edits whatever is there."""
    actor = asker_of(request)
    seen = request.headers.get("If-Match")
    if seen is None:
        return problem("version-needed", "Send the ETag of the customer you saw as If-Match, so that no edit is lost.")
    party = party_of(uuid, user=actor)
    edit_customer(
        customer=party.customer, fields=known_fields(said.fields), seen=_seen(seen),
        reason=said.reason, actor=actor, now=timezone.now(),
    )  # fmt: skip
    return get_customer(request, response, uuid)


@router.get("/{uuid:uuid}/records", response=list[shape.Record], summary="List a customer's records")
def records(request: HttpRequest, uuid: UUID) -> list[shape.Record]:
    """List the records a customer is made of, each as it came, with its standard form and its issues."""
    return told_records(party_of(uuid, user=asker_of(request)))


@router.get("/{uuid:uuid}/history", response=done.ChangePage, summary="Tell a customer's history")
def history(request: HttpRequest, uuid: UUID, limit: Limit = 50, cursor: Cursor = None) -> done.ChangePage:
    """List the changes that the asker may see and that concern a customer, newest first."""
    user = asker_of(request)
    rows = changes_of(party_of(uuid, user=user), user=user).select_related("undone__by")
    found, after = page_of(rows, cursor=cursor, limit=limit, ids=Change, uuid_of=lambda change: change.uuid)
    return done.ChangePage(items=[told_change(change) for change in found], next=after)


def etag_of(party: Party) -> str:
    """Return the version of a customer: the change that last touched it."""
    return f'"{party.change.uuid}"'


def _seen(if_match: str) -> Change | None:
    """Return the change an editor saw; None for any. Raises PreconditionRefused for what no customer ever was."""
    if if_match.strip() == "*":
        return None
    try:
        return Change.objects.get(uuid=UUID(if_match.strip().strip('"')))
    except (ValueError, Change.DoesNotExist) as error:
        raise PreconditionRefused("If-Match names no version of this customer. Look it up again.") from error
