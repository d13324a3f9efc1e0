"""A new customer, and editing one: whom it may be is told while one types."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pellucid.crm.accounts.models import User
from pellucid.crm.cleaning.actions.add import NothingSaid, NotText, PossibleDuplicates, add_record, find_duplicates
from pellucid.crm.cleaning.actions.edit import ChangedSince, edit_customer, source_of_edits
from pellucid.crm.clusters.models import Member
from pellucid.crm.history.models import Change
from pellucid.crm.matches.candidates import Candidate
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.ui.core_words import evidence_in_language
from pellucid.crm.ui.toasts import say
from pellucid.crm.workspace.forms import CustomerForm, fields_for, fields_to_edit
from pellucid.crm.workspace.views.asking import asking, party_or_404
from pellucid.golden.model.catalog import FIELDS

KNOWN_FIELDS = frozenset(FIELDS)
LIKELY, PROBABLE = 0.95, 0.6
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A customer that what is typed may be. words: how sure; reasons: why."""

    party: Party
    words: str
    bits: float
    reasons: str


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a customer. One that looks like somebody there is comes back with the question whom it is."""
    kind = request.GET.get("kind", PartyKind.PERSON.value)
    form = CustomerForm(request.POST or None, fields=fields_for(kind))
    context: dict[str, object] = {"form": form, "kind": kind}
    if request.method == "POST" and form.is_valid():
        reason = request.POST.get("reason", "").strip()
        known = request.POST.get("belongs_to", "")
        another = request.POST.get("another") == "yes"
        if another and not reason:
            context["reason_missing"] = True
            context["matches"] = matches_of(form, asking(request))
            return render(request, "workspace/new.html", context)
        try:
            added = add_record(
                source=source_of_edits(timezone.now()),
                fields=form.said(),
                actor=asking(request),
                now=timezone.now(),
                belongs_to=party_or_404(UUID(known), request).customer if known else None,
                another=another,
                reason=reason,
            )
        except PossibleDuplicates as found:
            context |= {"matches": _matches(found.candidates), "asked": True}
        except (NothingSaid, NotText) as refused:
            context["refused"] = str(refused)
        else:
            told = _("Added to the customer there was.") if known else _("New customer added.")
            undo = reverse("stewardship:undo", args=[added.change.uuid]) if added.change else ""
            say(request, told, undo_url=undo)
            return redirect("workspace:customer", uuid=added.customer.uuid)
    return render(request, "workspace/new.html", context)


@require_POST
def duplicates(request: HttpRequest) -> HttpResponse:
    """Whom what is typed so far may be: a fragment. except: the customer that is being edited."""
    form = CustomerForm(request.POST, fields=tuple(name for name in request.POST if name in KNOWN_FIELDS))
    form.is_valid()
    found = [
        match
        for match in matches_of(form, asking(request))
        if str(match.party.customer.uuid) != request.POST.get("except")
    ]
    return render(request, "workspace/matches.html", {"matches": found, "adding": "except" not in request.POST})


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what is true of a customer. Only what was changed is said."""
    party = party_or_404(uuid, request)
    names = fields_to_edit(party.kind, party.golden)
    shown = {name: party.golden.get(name, "") for name in names}
    form = CustomerForm(request.POST or None, fields=names, initial=shown)
    seen = request.POST.get("seen", str(party.change.uuid))
    context: dict[str, object] = {"party": party, "form": form, "seen": seen}
    if request.method == "POST" and form.is_valid():
        said = {
            name: request.POST.get(name, "")
            for name in names
            if request.POST.get(name, "") != request.POST.get(f"was_{name}", "")
        }
        try:
            change = edit_customer(
                customer=party.customer,
                fields=said,
                actor=asking(request),
                now=timezone.now(),
                seen=Change.objects.filter(uuid=seen).first(),
            )
        except ChangedSince as refused:
            context |= {"refused": str(refused), "seen": str(party.change.uuid)}
        except NothingSaid:
            return redirect("workspace:customer", uuid=party.customer.uuid)
        except NotText as refused:
            context["refused"] = str(refused)
        else:
            say(request, _("Changes saved."), undo_url=reverse("stewardship:undo", args=[change.uuid]))
            return redirect("workspace:customer", uuid=party.customer.uuid)
    context["was"] = [(name, shown[name]) for name in names]
    return render(request, "workspace/edit.html", context)


def matches_of(form: CustomerForm, user: User) -> list[Match]:
    """Return the customers that what a form holds may be, likeliest first."""
    try:
        return _matches(find_duplicates(fields=form.said(), actor=user, now=timezone.now()))
    except NotText:
        return []


def _matches(candidates: list[Candidate]) -> list[Match]:
    records = [candidate.record for candidate in candidates]
    members = Member.objects.filter(record__in=records).select_related("customer__party", "customer")
    party = {
        each.record_id: each.customer.party for each in members if each.customer and hasattr(each.customer, "party")
    }
    best: dict[int, Match] = {}
    for candidate in candidates:
        found = party.get(candidate.record)
        if found is not None and found.pk not in best:
            best[found.pk] = Match(
                party=found,
                words=_words(candidate.probability),
                bits=candidate.bits,
                reasons=evidence_in_language(candidate.reasons),
            )
    return list(best.values())[:SHOWN]


def _words(probability: float) -> str:
    if probability >= LIKELY:
        return _("almost surely the same")
    return _("probably the same") if probability >= PROBABLE else _("may be the same")
