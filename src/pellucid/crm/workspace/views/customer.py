"""The page of one customer, and its parts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from pellucid.crm.parties.models import Party
from pellucid.crm.timeline.queries import changes_of, touchpoints_of
from pellucid.crm.workspace.queries.known import label_of, missing_of, reached_at, sections_of
from pellucid.crm.workspace.queries.related import related_to
from pellucid.crm.workspace.queries.statements import said_on, statements_of
from pellucid.crm.workspace.queries.together import links_of
from pellucid.crm.workspace.views.asking import asking, party_or_404

PAST_SHOWN = 100


@require_GET
def customer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who it is, what happened, what is known."""
    party = party_or_404(uuid, request)
    if party.customer.uuid != uuid:  # an old id, or a record's: one address for one customer
        return redirect("workspace:customer", uuid=party.customer.uuid)
    statements, now = statements_of(party), timezone.now()
    missing = missing_of(party)
    reached = reached_at(party, statements, now)
    context = {
        "reached": reached,
        "sections": sections_of(party, statements, now),
        "related": related_to(party, user=asking(request)),
        "touchpoints": list(touchpoints_of(party, user=asking(request))[:PAST_SHOWN]),
        "suppressed": [known for known in reached if known.is_suppressed],
        "ask": (label_of(missing[0]), missing[0]) if missing else None,
        "missing_count": len(missing),
    }
    return _page(request, "customer.html", party, "overview", **context)


@require_GET
def sources(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Each record as it came."""
    party = party_or_404(uuid, request)
    records = [
        {
            "version": version,
            "said_on": said_on(version),
            "values": [
                (label_of(column), version.raw.get(column, ""), version.standard.get(column, ""))
                for column in dict.fromkeys([*version.raw, *version.standard])
            ],
        }
        for version in statements_of(party)
    ]
    return _page(request, "sources.html", party, "sources", records=records)


@require_GET
def together(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How this customer came together."""
    party = party_or_404(uuid, request)
    return _page(request, "together.html", party, "together", links=links_of(statements_of(party)))


@require_GET
def past(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was done that concerns this customer."""
    party = party_or_404(uuid, request)
    return _page(
        request, "past.html", party, "past", changes=list(changes_of(party, user=asking(request))[:PAST_SHOWN])
    )


def _page(request: HttpRequest, template: str, party: Party, tab: str, **context: object) -> HttpResponse:
    return render(request, f"workspace/{template}", {"party": party, "tab": tab, **context})
