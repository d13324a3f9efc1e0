"""What is done to a customer from its page: each a POST, each one change that can be undone."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pellucid.crm.cleaning.actions.decide import NothingToMerge, NothingToSplit, merge_customers, split_customer
from pellucid.crm.cleaning.actions.withdraw import AlreadyWithdrawn, withdraw_record
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.consent.actions import suppress
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of
from pellucid.crm.sources.models import SourceRecord
from pellucid.crm.timeline.actions import note
from pellucid.crm.ui.numbers import write_number
from pellucid.crm.ui.toasts import say, say_wrong
from pellucid.crm.workspace.views.asking import asking, party_or_404
from pellucid.golden.model.field import split_slot

TITLE_LETTERS = 300
REFUSED = (AlreadyWithdrawn, NothingToMerge, NothingToSplit, NobodyThere, Customer.DoesNotExist)


@require_POST
def add_note(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note what happened. The first line is the title."""
    party = party_or_404(uuid, request)
    title, _line_end, body = request.POST.get("note", "").strip().partition("\n")
    if not title:
        say_wrong(request, _("The note was empty. Write what happened, then add it."))
        return redirect("workspace:customer", uuid=party.customer.uuid)
    if len(title) > TITLE_LETTERS:
        title, body = f"{title[: TITLE_LETTERS - 1]}…", f"{title}\n{body}"
    made = note(customer=party.customer, title=title, body=body.strip(), actor=asking(request), now=timezone.now())
    return _done(request, party, made.change, _("Note added."))


@require_POST
def suppress_value(request: HttpRequest, uuid: UUID, column: str) -> HttpResponse:
    """Never write to one of the customer's addresses again."""
    party = party_or_404(uuid, request)
    value = party.golden.get(column)
    if value is None:
        say_wrong(request, _("This value is not here any more. Nothing was changed."))
        return redirect("workspace:customer", uuid=party.customer.uuid)
    made = suppress(
        kind=split_slot(column)[0],
        value=value,
        actor=asking(request),
        now=timezone.now(),
        reason=request.POST.get("reason", ""),
    )
    return _done(request, party, made.change, _("We will never write to %(value)s again.") % {"value": value})


@require_POST
def withdraw(request: HttpRequest, uuid: UUID, record: UUID) -> HttpResponse:
    """Let a record count no longer."""
    party = party_or_404(uuid, request)
    found = get_object_or_404(SourceRecord, uuid=record)
    return _tried(
        request,
        party,
        lambda: withdraw_record(
            record=found, actor=asking(request), now=timezone.now(), reason=request.POST.get("reason", "")
        ),
        _("Record withdrawn: it counts no longer."),
    )


@require_POST
def split(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make another customer of the records that were picked."""
    party = party_or_404(uuid, request)
    records = list(SourceRecord.objects.filter(uuid__in=request.POST.getlist("record")))
    told = ngettext("%(n)s record is another customer now.", "%(n)s records are another customer now.", len(records))
    return _tried(
        request,
        party,
        lambda: split_customer(
            customer=party.customer,
            groups=[records],
            actor=asking(request),
            now=timezone.now(),
            reason=request.POST.get("reason", ""),
        ),
        told % {"n": write_number(len(records))},
    )


@require_POST
def merge(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that this customer and another are one. other: any id ever given out."""
    party = party_or_404(uuid, request)

    def do() -> Change:
        other = party_of(UUID(request.POST.get("other", "").strip()), user=asking(request))
        return merge_customers(
            customers=[party.customer, other.customer],
            actor=asking(request),
            now=timezone.now(),
            reason=request.POST.get("reason", ""),
        )

    return _tried(request, party, do, _("The two are one customer now."))


def _tried(request: HttpRequest, party: Party, do: Callable[[], Change], told: str) -> HttpResponse:
    try:
        change = do()
    except ValueError:
        say_wrong(request, _("That is not the id of a customer. Copy it from the address of its page."))
    except REFUSED as refused:
        say_wrong(request, str(refused))
    else:
        return _done(request, party, change, told)
    return redirect("workspace:sources", uuid=party.customer.uuid)


def _done(request: HttpRequest, party: Party, change: Change, told: str) -> HttpResponse:
    say(request, told, undo_url=reverse("stewardship:undo", args=[change.uuid]))
    return redirect("workspace:customer", uuid=party.customer.uuid)
