"""Finding customers: a page, and what the palette shows while one types. A glance at one beside a list."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pellucid.crm.parties.models import Party
from pellucid.crm.parties.search import search
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.workspace.views.asking import asking, party_or_404
from pellucid.crm.workspace.views.wanted import quality_of, uuid_or_none

QUICK = 8  # results beside the actions of a page
SHOWN = 50


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """What a question finds. An id leads straight to its customer; the palette gets a fragment."""
    question = request.GET.get("q", "")
    is_quick = request.headers.get("X-Fragment") == "palette"
    parties = search(question, user=asking(request), limit=QUICK if is_quick else SHOWN)
    if is_quick:
        return render(request, "ui/palette_results.html", {"groups": _groups(parties)})
    if len(parties) == 1 and uuid_or_none(question.strip()):
        return redirect("workspace:customer", uuid=parties[0].customer.uuid)
    rows = [(party, quality_of(party)) for party in parties]
    return render(request, "workspace/search.html", {"question": question, "rows": rows, "shown": SHOWN})


def _groups(parties: list[Party]) -> list[tuple[str, list[dict[str, str]]]]:
    people = [_result(party, "person") for party in parties if party.kind == PartyKind.PERSON]
    companies = [_result(party, "company") for party in parties if party.kind == PartyKind.ORGANIZATION]
    return [(label, group) for label, group in ((_("People"), people), (_("Companies"), companies)) if group]


def _result(party: Party, kind: str) -> dict[str, str]:
    note = " · ".join(filter(None, (party.organization if kind == "person" else "", party.email, party.city)))
    return {
        "name": party.name,
        "kind": kind,
        "note": note,
        "href": reverse("workspace:customer", args=[party.customer.uuid]),
    }


@require_GET
def peek(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A customer at a glance, as a fragment for the panel beside a list."""
    party = party_or_404(uuid, request)
    return render(request, "workspace/peek.html", {"party": party})
