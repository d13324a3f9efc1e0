"""One value of a customer: why it is what it is, and saying that it is right or wrong."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pellucid.crm.accounts.permissions import may
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.edit import ChangedSince, edit_customer
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import Party
from pellucid.crm.ui.dates import write_moment
from pellucid.crm.ui.numbers import write_number
from pellucid.crm.ui.toasts import say, say_wrong
from pellucid.crm.workspace.queries.known import known_of, label_of
from pellucid.crm.workspace.queries.statements import Standing, said_on, standing_of, statements_of
from pellucid.crm.workspace.views.asking import asking, party_or_404


@require_GET
def why(request: HttpRequest, uuid: UUID, column: str) -> HttpResponse:
    """Why a value is what it is: a fragment for the popover, a page for who has no scripts."""
    party = party_or_404(uuid, request)
    statements = statements_of(party)
    standing = standing_of(party, column, statements)
    if column not in party.golden:
        raise Http404(_("This value is not here any more."))
    raw = values_in_raw(standing.winner.raw, column, standing.field) if standing else ""
    context = {
        "party": party,
        "column": column,
        "label": label_of(column),
        "known": known_of(party, column, statements, timezone.now()),
        "standing": standing,
        "raw": raw,
        "came_from": _came_from(standing) if standing else "",
        "won_by": _won_by(standing) if standing else "",
        "against": ", ".join(dict.fromkeys(text for _version, text in standing.against)) if standing else "",
        "may_edit": may(asking(request), Permission.EDIT),
        "may_change": _("sales, service, stewards, administrators"),
    }
    fragment = request.headers.get("X-Fragment") == "why"
    return render(request, "workspace/why.html" if fragment else "workspace/why_page.html", context)


def _came_from(standing: Standing) -> str:
    day = write_moment(said_on(standing.winner), "DATE_FORMAT")
    source = f"{standing.winner.record.source.name}, {day}"
    others = len(standing.supporters) - 1
    return source + (
        ngettext(" and %(n)s more", " and %(n)s more", others) % {"n": write_number(others)} if others else ""
    )


def _won_by(standing: Standing) -> str:
    words = {
        "verified": _("a person said so"),
        "recent": _("the latest one"),
        "trusted": _("from the most trusted source"),
        "frequent": _("most records say so"),
        "complete": _("the most complete one"),
        "strictest": _("the most careful one"),
    }
    if not standing.reason:
        return _("nobody says anything else")
    return words.get(standing.reason, _("the first of equals"))


def values_in_raw(raw: dict[str, str], column: str, field: str) -> str:
    """Return what a record said of a field in its own words: the cell of the column, or else those of the field."""
    return raw.get(column) or " · ".join(values_in_columns(raw, field))


def values_in_columns(raw: dict[str, str], field: str) -> list[str]:
    """Return the raw cells of a field in any slot."""
    return [text for name, text in raw.items() if name.partition(".")[0] == field]


@require_POST
def correct(request: HttpRequest, uuid: UUID, column: str) -> HttpResponse:
    """Say what the value is, that it is right, or with an empty text that it is wrong."""
    party = party_or_404(uuid, request)
    seen = Change.objects.filter(uuid=request.POST["seen"]).first() if request.POST.get("seen") else None
    here = reverse("workspace:customer", args=[party.customer.uuid])
    try:
        change = edit_customer(
            customer=party.customer,
            fields={column: request.POST.get("value", "")},
            actor=asking(request),
            now=timezone.now(),
            seen=seen,
        )
    except ChangedSince as refused:
        return _both(request, party, column, refused)
    except ValueError as refused:
        say_wrong(request, str(refused))
        return redirect(here)
    say(
        request,
        _("%(label)s saved.") % {"label": label_of(column)},
        undo_url=reverse("stewardship:undo", args=[change.uuid]),
    )
    if request.headers.get("X-Fragment") == "inline":
        return render(request, "ui/toasts.html")
    return redirect(request.POST.get("next") or here)


def _both(request: HttpRequest, party: Party, column: str, refused: ChangedSince) -> HttpResponse:
    """Show what the other one said beside one's own, nothing lost."""
    context = {
        "party": Party.objects.select_related("customer", "change").get(pk=party.pk),
        "column": column,
        "label": label_of(column),
        "mine": request.POST.get("value", ""),
        "theirs": party.golden.get(column, ""),
        "said": str(refused),
    }
    return render(request, "workspace/both.html", context, status=409)
