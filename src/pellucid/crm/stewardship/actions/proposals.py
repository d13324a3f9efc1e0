"""Four eyes: what joins many customers waits for a second person, where the policy says so."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.decide import judge_pairs
from pellucid.crm.clusters.models import Customer, Verdict
from pellucid.crm.history.models import Change
from pellucid.crm.stewardship.actions.review import merge_with
from pellucid.crm.stewardship.models import Proposal
from pellucid.crm.stewardship.queries.review import records_of_pairs


class OwnProposal(Exception):
    """Nobody approves what they proposed. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("A second person has to look at this: you proposed it yourself."))


class DecidedAlready(Exception):
    """Somebody was quicker. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("Somebody decided this already."))


def needs_second(customer_count: int) -> bool:
    """Return whether joining so many customers waits for a second person."""
    return 0 < settings.FOUR_EYES_FROM <= customer_count


def propose(
    *,
    customers: Sequence[UUID] = (),
    pairs: Sequence[str] = (),
    picked: Mapping[str, str] | None = None,
    reason: str,
    actor: User,
    now: datetime,
) -> Proposal:
    """Have a merge of customers, or a verdict of same on pairs (``<left>~<right>``), wait for a second person."""
    require(actor, Permission.JUDGE)
    return Proposal.objects.create(
        customers=[str(uuid) for uuid in customers],
        pairs=list(pairs),
        verdict=Verdict.SAME,
        picked=dict(picked or {}),
        reason=reason,
        proposed_by=actor,
        proposed_at=now,
    )


@transaction.atomic
def decide_proposal(*, proposal: Proposal, approve: bool, actor: User, now: datetime) -> Change | None:
    """Approve what somebody else proposed, which does it, or turn it down. Raises OwnProposal, DecidedAlready,
    NotAllowed, and what the verdict itself raises."""
    require(actor, Permission.JUDGE)
    if proposal.proposed_by_id == actor.pk:
        raise OwnProposal
    taken = Proposal.objects.filter(pk=proposal.pk, decided_by=None).update(decided_by=actor, decided_at=now)
    if not taken:
        raise DecidedAlready
    change = _do(proposal, actor, now) if approve else None
    Proposal.objects.filter(pk=proposal.pk).update(change=change)
    return change


def _do(proposal: Proposal, actor: User, now: datetime) -> Change:
    if proposal.pairs:
        pairs = records_of_pairs(proposal.pairs)
        return judge_pairs(pairs=pairs, verdict=Verdict.SAME, actor=actor, now=now, reason=proposal.reason)
    customers = list(Customer.objects.filter(uuid__in=proposal.customers).order_by("pk"))
    return merge_with(customers=customers, picked=proposal.picked, actor=actor, now=now, reason=proposal.reason)
