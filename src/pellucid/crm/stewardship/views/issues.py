"""What is wrong with the data, rule by rule, and setting it right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pellucid.crm.stewardship.actions.issues import NothingSuggested, accept_suggestion
from pellucid.crm.stewardship.queries.issues import SEVERITIES, issue_of, issues_of_rule, open_by_rule
from pellucid.crm.stewardship.views.asking import asker
from pellucid.crm.ui.toasts import say, say_wrong


@require_GET
def issues(request: HttpRequest) -> HttpResponse:
    """The rules that something fails, with how much does."""
    severity = request.GET.get("severity", "")
    context = {"rules": open_by_rule(user=asker(request), severity=severity), "severity": severity}
    return render(request, "stewardship/issues.html", context | {"severities": SEVERITIES})


@require_GET
def of_rule(request: HttpRequest, rule: str) -> HttpResponse:
    """What fails one rule, value by value."""
    fixable = bool(request.GET.get("fixable"))
    found, after = issues_of_rule(rule, user=asker(request), after=request.GET.get("after", ""), fixable=fixable)
    context = {"rule": rule, "issues": found, "after": after, "fixable": fixable}
    return render(request, "stewardship/rule.html", context)


@require_POST
def fix(request: HttpRequest) -> HttpResponse:
    """Accept what is suggested."""
    issue = issue_of(request.POST.get("issue", ""))
    if issue is None:
        raise Http404("There is no such issue any more.")
    try:
        change = accept_suggestion(issue=issue, actor=asker(request), now=timezone.now())
    except NothingSuggested as refusal:
        say_wrong(request, str(refusal))
    else:
        words = _("Set right: %(value)s") % {"value": issue.suggestion}
        say(request, words, undo_url=reverse("stewardship:undo", args=[change.uuid]))
    return redirect(request.POST.get("back") or reverse("stewardship:rule", args=[issue.rule]))
