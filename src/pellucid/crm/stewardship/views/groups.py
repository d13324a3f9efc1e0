"""Verdicts on many pairs at once, and those that were given."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.decide import judge_pairs, preview_judge_pairs
from pellucid.crm.clusters.models import Verdict
from pellucid.crm.matches.why import pattern_words
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.stewardship.actions.proposals import needs_second, propose
from pellucid.crm.stewardship.queries.review import GROUP_SHOWN, group, groups, records_of_pairs, said
from pellucid.crm.stewardship.views.asking import asker
from pellucid.crm.stewardship.words import title_of
from pellucid.crm.ui.toasts import say, say_wrong

BULK_VERDICTS = (Verdict.SAME, Verdict.DIFFERENT)


@require_GET
def patterns(request: HttpRequest) -> HttpResponse:
    """Waiting pairs by what they have in common."""
    return render(request, "stewardship/groups.html", {"groups": groups(user=asker(request))})


@require_http_methods(["GET", "POST"])
def pattern(request: HttpRequest, party: str, pattern: int) -> HttpResponse:
    """The pairs of one group; one verdict on those that are chosen, tried first."""
    if party not in PartyKind.values:
        raise Http404("There is no such kind of customer.")
    waiting = group(party, pattern, user=asker(request), limit=GROUP_SHOWN)
    chosen = request.POST.getlist("pair")
    context = {"waiting": waiting, "words": pattern_words(party, pattern), "party": party, "pattern": pattern}
    if request.method == "GET":
        return render(request, "stewardship/group.html", context)
    pairs, verdict = records_of_pairs(chosen), request.POST.get("verdict", "")
    if not pairs or verdict not in BULK_VERDICTS:
        say_wrong(request, _("No pair was chosen, and nothing was changed. Choose at least one."))
        return redirect("stewardship:group", party, pattern)
    given, now = Verdict(verdict), timezone.now()
    if not request.POST.get("sure"):
        counts = preview_judge_pairs(pairs=pairs, verdict=given, actor=asker(request), now=now)
        context |= {"counts": counts, "verdict": given, "chosen": chosen}
        return render(request, "stewardship/group_dry_run.html", context)
    reason = request.POST.get("reason", "")
    if given == Verdict.SAME and needs_second(2 * len(pairs)):
        propose(pairs=chosen, reason=reason, actor=asker(request), now=now)
        say(request, _("Proposed. A second person has to say yes before they are one."))
        return redirect("stewardship:proposals")
    change = judge_pairs(pairs=pairs, verdict=given, actor=asker(request), now=now, reason=reason)
    say(request, title_of(change), undo_url=reverse("stewardship:undo", args=[change.uuid]))
    return redirect("stewardship:groups")


@require_GET
def apart(request: HttpRequest) -> HttpResponse:
    """What was said not to be the same, or not to be told."""
    unsure = request.GET.get("verdict") == Verdict.UNSURE
    verdict = Verdict.UNSURE if unsure else Verdict.DIFFERENT
    context = {"said": said(verdict, user=asker(request)), "unsure": unsure}
    return render(request, "stewardship/apart.html", context)


@require_POST
def ask_again(request: HttpRequest) -> HttpResponse:
    """Withdraw a verdict, so that the pair waits again."""
    require(asker(request), Permission.JUDGE)
    pairs = records_of_pairs(request.POST.getlist("pair"))
    if pairs:
        change = judge_pairs(pairs=pairs, verdict=None, actor=asker(request), now=timezone.now())
        say(request, _("Withdrawn: it is asked again."), undo_url=reverse("stewardship:undo", args=[change.uuid]))
    return redirect("stewardship:apart")
