"""Taking a customer apart, record by record."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.decide import NothingToSplit, split_customer
from pellucid.crm.parties.queries import party_of
from pellucid.crm.sources.models import SourceRecord
from pellucid.crm.stewardship.queries.compare import Column, columns_of_records, compare, would_become
from pellucid.crm.stewardship.views.asking import asker
from pellucid.crm.stewardship.words import title_of
from pellucid.crm.ui.toasts import say, say_wrong

GROUPS_MAX = 4  # customers that one may become at once
MOVE = "move-"


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The records of a customer side by side, each to be moved to another customer; what they would become."""
    require(asker(request), Permission.JUDGE)
    party = party_of(uuid, user=asker(request))
    columns = columns_of_records(party)
    given = request.POST if request.method == "POST" else request.GET
    moves = [given.get(f"{MOVE}{column.uuid}", "0") for column in columns]
    groups = _groups(columns, moves)
    if request.method == "POST":
        try:
            change = split_customer(
                customer=party.customer,
                groups=groups[1:],
                actor=asker(request),
                now=timezone.now(),
                reason=request.POST.get("reason", ""),
            )
        except NothingToSplit as refusal:
            say_wrong(request, str(refusal))
            return redirect("stewardship:split", uuid)
        say(request, title_of(change), undo_url=reverse("stewardship:undo", args=[change.uuid]))
        return redirect("stewardship:change", change.uuid)
    places = list(range(GROUPS_MAX if len(columns) > 2 else 2))
    context = {
        "party": party,
        "compared": compare(columns),
        "moves": list(zip(columns, moves, strict=True)),
        "places": places[: len(columns)],
        "would": would_become([[record.pk for record in group] for group in groups if group]),
    }
    fragment = request.headers.get("HX-Request")
    return render(request, "stewardship/split_would.html" if fragment else "stewardship/split.html", context)


def _groups(columns: list[Column], moves: list[str]) -> list[list[SourceRecord]]:
    """Return the records by where they are moved to; the first group stays."""
    records = SourceRecord.objects.in_bulk([record for column in columns for record in column.records])
    groups: list[list[SourceRecord]] = [[] for _ in range(GROUPS_MAX)]
    for column, move in zip(columns, moves, strict=True):
        place = int(move) if move.isdecimal() and int(move) < GROUPS_MAX else 0
        groups[place].extend(records[record] for record in column.records)
    return groups
