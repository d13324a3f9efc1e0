"""The review desk: is this one customer?"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.decide import NothingToMerge
from pellucid.crm.clusters.models import Customer, Verdict
from pellucid.crm.history.models import Change
from pellucid.crm.sources.models import SourceRecord
from pellucid.crm.stewardship.actions.proposals import needs_second, propose
from pellucid.crm.stewardship.actions.review import give_verdict, merge_with
from pellucid.crm.stewardship.queries.compare import Compared, columns_of_customers, compare, picked_fields
from pellucid.crm.stewardship.queries.review import next_pair, queue, waiting_count
from pellucid.crm.stewardship.views.asking import asker, uuid_or_none
from pellucid.crm.stewardship.words import title_of
from pellucid.crm.ui.core_words import in_language
from pellucid.crm.ui.toasts import say, say_wrong

SKIPPED = "review-skipped"  # in the session: pairs that were passed over until the end of the queue
SKIPPED_MAX = 500
PICK = "pick-"


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """What waits for a verdict."""
    start = request.GET.get("start", "0")
    first = int(start) if start.isdecimal() else 0
    waiting = queue(user=asker(request), start=first)
    request.session.pop(SKIPPED, None)
    count = waiting_count()
    after = first + len(waiting) if first + len(waiting) < count and waiting else None
    context = {"waiting": waiting, "count": count, "first": first + 1, "last": first + len(waiting), "after": after}
    return render(request, "stewardship/review.html", context)


@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest, left: UUID, right: UUID) -> HttpResponse:
    """Two customers side by side, with what speaks for and against; and the verdict on them."""
    require(asker(request), Permission.JUDGE)
    records = _records(left, right)
    columns = columns_of_customers([left, right], user=asker(request))
    if len(columns) < 2:
        say(request, _("These two are one customer already."))
        return _next(request)
    if request.method == "POST" and request.POST.get("verdict") == "skip":
        passed = [*request.session.get(SKIPPED, []), f"{left}~{right}"]
        request.session[SKIPPED] = passed[-SKIPPED_MAX:]
        return _next(request)
    given = request.POST if request.method == "POST" else request.GET
    compared = compare(columns, picks=_picks(given), pair=(records[0].pk, records[1].pk))
    if request.method == "POST":
        return _give_verdict(request, records, compared)
    return _show(request, compared, left=left, right=right)


def _give_verdict(request: HttpRequest, records: tuple[SourceRecord, SourceRecord], compared: Compared) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    if verdict not in Verdict.values:
        raise Http404("There is no such verdict.")
    if verdict == Verdict.SAME and needs_second(len(compared.columns)):
        _propose(request, compared)
        return _next(request)
    change = give_verdict(
        pair=records,
        customers=_customers(compared),
        verdict=Verdict(verdict),
        picked=picked_fields(compared),
        actor=asker(request),
        now=timezone.now(),
        reason=request.POST.get("reason", ""),
    )
    words = {
        Verdict.SAME: title_of(change),
        Verdict.DIFFERENT: _("Kept apart: %(one)s and %(other)s"),
        Verdict.UNSURE: _("Set down as not sure: %(one)s and %(other)s"),
    }[Verdict(verdict)]
    names = {"one": compared.columns[0].name, "other": compared.columns[1].name}
    here = reverse("stewardship:pair", args=[records[0].uuid, records[1].uuid])
    _say_done(request, words % names, change, back=here)
    return _next(request)


def _next(request: HttpRequest) -> HttpResponse:
    found = next_pair(user=asker(request), skipped=request.session.get(SKIPPED, []))
    if found is None:
        return redirect("stewardship:review")
    return redirect("stewardship:pair", found.left, found.right)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest) -> HttpResponse:
    """Any number of customers side by side, to make one of them. id: of each, in the address."""
    require(asker(request), Permission.JUDGE)
    given = request.POST if request.method == "POST" else request.GET
    ids = [uuid for uuid in (uuid_or_none(text) for text in given.getlist("id")) if uuid]
    columns = columns_of_customers(ids, user=asker(request))
    if len(columns) < 2:
        say_wrong(request, str(NothingToMerge()))
        return redirect("stewardship:review")
    compared = compare(columns, picks=_picks(given))
    if request.method == "GET":
        return _show(request, compared)
    if needs_second(len(columns)):
        _propose(request, compared)
        return redirect("stewardship:proposals")
    change = merge_with(
        customers=_customers(compared),
        picked=picked_fields(compared),
        actor=asker(request),
        now=timezone.now(),
        reason=request.POST.get("reason", ""),
    )
    _say_done(request, title_of(change), change, back=reverse("stewardship:change", args=[change.uuid]))
    return redirect("stewardship:change", change.uuid)


def _show(request: HttpRequest, compared: Compared, **more: Any) -> HttpResponse:
    """Show what is compared; for htmx only what would become of it, as it changes with what is picked."""
    if request.headers.get("HX-Request"):
        return render(request, "stewardship/compare_golden.html", {"compared": compared})
    steps = [
        {
            "label": in_language(reason.comparison.capitalize()),
            "bits": round(reason.bits, 1),
            "words": in_language(reason.words),
        }
        for reason in compared.reasons
    ]
    bits = sum(reason.bits for reason in compared.reasons)
    context = {
        "compared": compared,
        "steps": steps,
        "bits": bits,
        "probability": 1 / (1 + 2**-bits),
        "count": waiting_count() if more else 0,
        "is_pair": bool(more),
        **more,
    }
    return render(request, "stewardship/compare.html", context)


def _propose(request: HttpRequest, compared: Compared) -> None:
    propose(
        customers=[column.uuid for column in compared.columns],
        picked=picked_fields(compared),
        reason=request.POST.get("reason", ""),
        actor=asker(request),
        now=timezone.now(),
    )
    say(request, _("Proposed. A second person has to say yes before they are one."))


def _say_done(request: HttpRequest, words: str, change: Change, *, back: str) -> None:
    say(request, words, undo_url=f"{reverse('stewardship:undo', args=[change.uuid])}?back={back}")


def _picks(given: Any) -> dict[str, str]:
    return {name.removeprefix(PICK): given[name] for name in given if name.startswith(PICK)}


def _customers(compared: Compared) -> list[Customer]:
    known = {
        customer.uuid: customer for customer in Customer.objects.filter(uuid__in=[c.uuid for c in compared.columns])
    }
    return [known[column.uuid] for column in compared.columns]


def _records(left: UUID, right: UUID) -> tuple[SourceRecord, SourceRecord]:
    known = {record.uuid: record for record in SourceRecord.objects.filter(uuid__in=(left, right))}
    if len(known) < 2:
        raise Http404("There are no such two records.")
    return known[left], known[right]
