"""Something wrong? Said in two clicks, seen at the desk, answered."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pellucid.crm.accounts.permissions import may
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.models import Customer, Member
from pellucid.crm.stewardship.actions.feedback import report, resolve_report, see_answers
from pellucid.crm.stewardship.models import Outcome, Report, Trouble
from pellucid.crm.stewardship.queries.feedback import SHOWN, open_reports, own_reports, with_names
from pellucid.crm.stewardship.views.asking import asker
from pellucid.crm.ui.toasts import say

UUID_IN_PATH = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Reports that wait, and one's own with what became of them; and taking down a new one."""
    if request.method == "POST":
        return _report(request)
    user = asker(request)
    context = {
        "waiting": with_names(list(open_reports(user=user)[:SHOWN])),
        "own": with_names(own_reports(user=user)),
        "is_steward": may(user, Permission.JUDGE),
        "outcomes": Outcome.choices,
    }
    answer = render(request, "stewardship/feedback.html", context)
    see_answers(reporter=user, now=timezone.now())
    return answer


def _report(request: HttpRequest) -> HttpResponse:
    trouble = request.POST.get("trouble", "")
    path = request.POST.get("path", "/")
    report(
        trouble=Trouble(trouble) if trouble in Trouble.values else Trouble.OTHER,
        path=path,
        reporter=asker(request),
        now=timezone.now(),
        customer=_customer(request.POST.get("customer") or path),
        field=request.POST.get("field", ""),
        text=request.POST.get("text", ""),
    )
    say(request, _("Told the desk. You see here what becomes of it, under Reports."))
    safe = url_has_allowed_host_and_scheme(path, None)
    return redirect(path if safe else "stewardship:feedback")


def _customer(path: str) -> Customer | None:
    """Return the customer that an address is about: the first of its ids that a customer or a record has."""
    for uuid in UUID_IN_PATH.findall(path):
        found = Customer.objects.filter(uuid=uuid).first()
        if found is not None:
            return found
        member = Member.objects.filter(record__uuid=uuid, customer__isnull=False).select_related("customer").first()
        if member is not None:
            return member.customer
    return None


@require_POST
def resolve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what became of a report."""
    found = Report.objects.filter(uuid=uuid).first()
    outcome = request.POST.get("outcome", "")
    if found is None or outcome not in Outcome.values:
        raise Http404("There is no such report, or no such outcome.")
    resolve_report(
        report=found,
        outcome=Outcome(outcome),
        answer=request.POST.get("answer", ""),
        actor=asker(request),
        now=timezone.now(),
    )
    say(request, _("Answered. %(who)s sees what became of it.") % {"who": found.reporter})
    return redirect("stewardship:feedback")
