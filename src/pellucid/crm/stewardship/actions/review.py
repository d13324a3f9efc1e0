"""Verdicts on customers as they are looked at: whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from pellucid.crm.accounts.models import User
from pellucid.crm.cleaning.actions.decide import judge_pair, merge_customers
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.clusters.models import Customer, Verdict
from pellucid.crm.history.models import Change
from pellucid.crm.sources.models import SourceRecord

PICKED = "picked while merging"


def give_verdict(
    *,
    pair: tuple[SourceRecord, SourceRecord],
    customers: Sequence[Customer],
    verdict: Verdict,
    picked: Mapping[str, str],
    actor: User,
    now: datetime,
    reason: str = "",
) -> Change:
    """Say what two customers are, as their most alike records stand for them. The same: they are merged whole.

    picked: values that were chosen instead of those that would survive; an edit of its own after the merge. Raises
    NothingToMerge, NotAllowed.
    """
    if verdict == Verdict.SAME:
        return merge_with(customers=customers, picked=picked, actor=actor, now=now, reason=reason)
    left, right = pair
    return judge_pair(left=left, right=right, verdict=verdict, actor=actor, now=now, reason=reason)


@transaction.atomic
def merge_with(
    *, customers: Sequence[Customer], picked: Mapping[str, str], actor: User, now: datetime, reason: str = ""
) -> Change:
    """Merge customers, and let what was picked hold; return the merge. Raises NothingToMerge, NotAllowed."""
    change = merge_customers(customers=customers, actor=actor, now=now, reason=reason)
    if picked:
        edit_customer(customer=customers[0], fields=picked, actor=actor, now=now, reason=PICKED)
    return change
