"""What waits for a second person."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pellucid.crm.cleaning.actions.decide import NothingToMerge
from pellucid.crm.stewardship.actions.proposals import DecidedAlready, OwnProposal, decide_proposal
from pellucid.crm.stewardship.models import Proposal
from pellucid.crm.stewardship.queries.proposals import open_proposals
from pellucid.crm.stewardship.views.asking import asker
from pellucid.crm.stewardship.words import title_of
from pellucid.crm.ui.toasts import say, say_wrong


@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """Merges that somebody proposed."""
    return render(request, "stewardship/proposals.html", {"proposals": open_proposals(user=asker(request))})


@require_POST
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Approve a proposal, or turn it down."""
    proposal = Proposal.objects.filter(uuid=uuid).first()
    if proposal is None:
        raise Http404("There is no such proposal.")
    approve = request.POST.get("decision") == "approve"
    try:
        change = decide_proposal(proposal=proposal, approve=approve, actor=asker(request), now=timezone.now())
    except (OwnProposal, DecidedAlready, NothingToMerge) as refusal:
        say_wrong(request, str(refusal))
    else:
        if change is None:
            say(request, _("Turned down. Nothing was changed."))
        else:
            say(request, title_of(change), undo_url=reverse("stewardship:undo", args=[change.uuid]))
    return redirect("stewardship:proposals")
