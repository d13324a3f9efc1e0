"""What is done to some customers picked from a list: shown before it is done."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.consent.actions import suppress_all
from pellucid.crm.consent.queries import suppressed_among
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.ui.numbers import write_number
from pellucid.crm.ui.toasts import say, say_wrong
from pellucid.crm.workspace.views.asking import asking
from pellucid.crm.workspace.views.lists import PLACES
from pellucid.crm.workspace.views.spreadsheet import as_file
from pellucid.crm.workspace.views.wanted import columns_of, uuid_or_none
from pellucid.golden.model.field import split_slot

PICKED_MAX = 500
WRITTEN_TO = ("email", "phone")


@require_http_methods(["GET", "POST"])
def suppress_picked(request: HttpRequest) -> HttpResponse:
    """Never write to the customers again: first what that would mean, then, asked for, done."""
    user = asking(request)
    require(user, Permission.EDIT)
    parties = _picked(request)
    points = _points(parties)
    new = [point for point in points if point not in suppressed_among(points)]
    if not parties:
        return _nobody(request)
    if request.method == "GET":
        context = {"parties": parties, "points": points, "new": new, "known": len(points) - len(new)}
        return render(request, "workspace/suppress_picked.html", context)
    if not new:
        say_wrong(request, _("Nobody of these is written to any more already. Nothing was changed."))
        return redirect(PLACES[PartyKind(parties[0].kind)])
    made = suppress_all(points=new, actor=user, now=timezone.now(), reason=request.POST.get("reason", ""))
    told = ngettext("%(n)s address is never written to again.", "%(n)s addresses are never written to again.", len(new))
    say(request, told % {"n": write_number(len(new))}, undo_url=reverse("stewardship:undo", args=[made[0].change.uuid]))
    return redirect(PLACES[PartyKind(parties[0].kind)])


@require_GET
def export_picked(request: HttpRequest) -> HttpResponseBase:
    """The picked customers as a file for a spreadsheet."""
    require(asking(request), Permission.EXPORT)
    parties = _picked(request)
    return as_file(parties, columns_of(request, PartyKind(parties[0].kind))) if parties else _nobody(request)


def _picked(request: HttpRequest) -> list[Party]:
    """Return the customers that the ids lead to now, each once."""
    given = request.POST if request.method == "POST" else request.GET
    ids = [uuid for text in given.getlist("id")[:PICKED_MAX] if (uuid := uuid_or_none(text))]
    parties = Party.objects.select_related("customer")
    return list(parties.filter(customer__aliases__uuid__in=ids).distinct().order_by("sort_name", "pk"))


def _points(parties: list[Party]) -> list[tuple[str, str]]:
    """Return every address and number of the customers, as kind and value, each once."""
    told = [(split_slot(name)[0], value) for party in parties for name, value in party.golden.items()]
    return list(dict.fromkeys((kind, value) for kind, value in told if kind in WRITTEN_TO and value))


def _nobody(request: HttpRequest) -> HttpResponse:
    say_wrong(request, _("Nobody was picked. Tick customers in the list first."))
    return redirect("workspace:people")
