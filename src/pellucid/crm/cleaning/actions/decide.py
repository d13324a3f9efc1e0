"""Saying who is the same and who is not."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations, product

from django.db import transaction
from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.settle import settle
from pellucid.crm.clusters.actions import judge, withdraw_judgements
from pellucid.crm.clusters.models import Customer, Verdict
from pellucid.crm.clusters.queries import fellows_of, judged_with, records_of, survivors_of
from pellucid.crm.history.actions import Recorder, recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.matches.candidates import no_forms
from pellucid.crm.sources.models import SourceRecord

Pair = tuple[SourceRecord, SourceRecord]


class NothingToMerge(Exception):
    """Fewer than two customers. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("Choose at least two different customers to merge."))


class NothingToSplit(Exception):
    """Records that are not the customer's, or all of them. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("Choose some of this customer's records, but not all, to make another customer of."))


def merge_customers(*, customers: Sequence[Customer], actor: User | None, now: datetime, reason: str = "") -> Change:
    """Say that customers are one: any number of them. Raises NothingToMerge, NotAllowed."""
    require(actor, Permission.JUDGE)
    with recording(kind=Kind.MERGE, actor=actor, now=now, reason=reason) as recorder:
        groups = [records_of([customer]) for customer in survivors_of(customers)]
        if len(groups) < 2:
            raise NothingToMerge
        judged = _no_longer(_across(groups), Verdict.DIFFERENT, recorder)
        anchor = groups[0][0]
        judged |= judge(((anchor, group[0]) for group in groups[1:]), Verdict.SAME, recorder=recorder, reason=reason)
        settle([], no_forms(), change=recorder.change.pk, judged=judged)
        # What held one of them together may be too little against the others; who merges customers means them whole.
        everybody = {record for group in groups for record in group}
        while left_out := everybody.difference(fellows_of([anchor])):
            judged = judge(((anchor, record) for record in left_out), Verdict.SAME, recorder=recorder, reason=reason)
            settle([], no_forms(), change=recorder.change.pk, judged=judged)
        recorder.count(customers=len(groups))
    return recorder.change


def split_customer(
    *,
    customer: Customer,
    groups: Sequence[Sequence[SourceRecord]],
    actor: User | None,
    now: datetime,
    reason: str = "",
) -> Change:
    """Say that groups of a customer's records are others than the rest, and each group one.

    Raises NothingToSplit, NotAllowed.
    """
    require(actor, Permission.JUDGE)
    with recording(kind=Kind.SPLIT, actor=actor, now=now, reason=reason) as recorder:
        parted = [sorted({record.pk for record in group}) for group in groups if group]
        chosen = {record for group in parted for record in group}
        own = records_of(survivors_of([customer]))
        rest = [record for record in own if record not in chosen]
        whole = sum(len(group) for group in parted) == len(chosen) and chosen <= set(own)
        if not whole or not parted or (not rest and len(parted) < 2):
            raise NothingToSplit
        apart = [*parted, rest] if rest else parted
        judged = _no_longer(_across(apart), Verdict.SAME, recorder)
        judged |= judge(_across(apart), Verdict.DIFFERENT, recorder=recorder, reason=reason)
        together = [(group[0], other) for group in parted for other in group[1:]]
        judged |= judge(together, Verdict.SAME, recorder=recorder, reason=reason)
        settle([], no_forms(), change=recorder.change.pk, judged=judged)
        recorder.count(records=len(chosen))
    return recorder.change


def judge_pair(
    *,
    left: SourceRecord,
    right: SourceRecord,
    verdict: Verdict,
    actor: User | None,
    now: datetime,
    reason: str = "",
) -> Change:
    """Record a verdict on two records, withdrawing what was said of them before."""
    return judge_pairs(pairs=[(left, right)], verdict=verdict, actor=actor, now=now, reason=reason)


def judge_pairs(
    *, pairs: Sequence[Pair], verdict: Verdict | None, actor: User | None, now: datetime, reason: str = ""
) -> Change:
    """Record one verdict on any number of pairs of records, withdrawing what was said of them before.

    verdict: None only withdraws, so that the pairs are asked about again.
    """
    require(actor, Permission.JUDGE)
    with recording(kind=Kind.JUDGE, actor=actor, now=now, reason=reason) as recorder:
        said = {(min(pair), max(pair)) for pair in ((left.pk, right.pk) for left, right in pairs)}
        if verdict is None:
            withdraw_judgements(said, recorder=recorder)
            judged = {record for pair in said for record in pair}
        else:
            judged = judge(said, verdict, recorder=recorder, reason=reason)
        settled = settle([], no_forms(), change=recorder.change.pk, judged=judged)
        recorder.count(
            pairs=len(said), customers_merged=len(settled.placed.gone), customers_new=len(settled.placed.made)
        )
    return recorder.change


def preview_judge_pairs(
    *, pairs: Sequence[Pair], verdict: Verdict, actor: User | None, now: datetime
) -> dict[str, int]:
    """Return what a verdict on pairs would count, by giving it and taking it back before anybody sees it."""
    with transaction.atomic():
        counts = judge_pairs(pairs=pairs, verdict=verdict, actor=actor, now=now).seal.counts
        transaction.set_rollback(True)
    return dict(counts)


def _across(groups: Sequence[Sequence[int]]) -> set[tuple[int, int]]:
    """Return all pairs of records of different groups."""
    pairs = (product(one, other) for one, other in combinations(groups, 2))
    return {(min(pair), max(pair)) for each in pairs for pair in each}


def _no_longer(pairs: Iterable[tuple[int, int]], verdict: Verdict, recorder: Recorder) -> set[int]:
    """Withdraw the judgements of one verdict on pairs, and return the records of those there were."""
    wanted = set(pairs)
    said = judged_with(sorted({record for pair in wanted for record in pair}))
    found = {(left, right) for left, right, what, _ in said if what == verdict and (left, right) in wanted}
    withdraw_judgements(found, recorder=recorder, verdict=verdict)
    return {record for pair in found for record in pair}
