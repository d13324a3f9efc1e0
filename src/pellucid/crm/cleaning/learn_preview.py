"""What a new version of the match model would change, before it counts."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from pellucid.crm.accounts.models import User
from pellucid.crm.bulk.read import number_columns
from pellucid.crm.cleaning.learn import learn_model
from pellucid.crm.cleaning.settle import Progress, edges_among
from pellucid.crm.matches.queries import all_pairs, current_versions
from pellucid.crm.sources.models import SourceRecord
from pellucid.golden.resolve.graph import Edges
from pellucid.golden.resolve.what_if import Change, merges_changed, riskiest

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskyMerge:
    """Two records that would be one customer, or would not be any more. bits: the evidence that they are."""

    left: SourceRecord
    right: SourceRecord
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPreview:
    """What learning would change.

    gained, lost: how many pairs of records would be one customer that are not now, and the reverse. riskiest_gained,
    riskiest_lost: the five of each nearest to the cut: those gained by the new version's evidence, those lost by the
    evidence that holds them together now.
    """

    customers_before: int
    customers_after: int
    gained: int
    lost: int
    riskiest_gained: tuple[RiskyMerge, ...]
    riskiest_lost: tuple[RiskyMerge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matched:
    """Who is whom under one version. customers: by record, which ascend; edges: by place of the record."""

    customers: Ints
    edges: Edges
    same_bits: float


def preview_learning(*, actor: User | None, now: datetime, progress: Progress = lambda _: None) -> LearningPreview:
    """Return exactly what learning anew would change, by doing it and taking it back before anybody sees it.

    Raises NotAllowed.
    """
    with transaction.atomic():
        records, before = _matched()
        learn_model(actor=actor, now=now, progress=progress)
        _, after = _matched()  # of the same records: learning adds and withdraws none
        transaction.set_rollback(True)
    gained, lost = merges_changed(before.customers, after.customers)
    return LearningPreview(
        customers_before=len(np.unique(before.customers)),
        customers_after=len(np.unique(after.customers)),
        gained=gained,
        lost=lost,
        riskiest_gained=_riskiest(records, apart=before, together=after),
        riskiest_lost=_riskiest(records, apart=after, together=before),
    )


def _matched() -> tuple[Ints, _Matched]:
    """Return the records that count, and who they are now."""
    members = "SELECT record_id, customer_id FROM clusters_member WHERE customer_id IS NOT NULL ORDER BY record_id"
    records, customers = (column.astype(np.int64) for column in number_columns(members, count=2))
    same_bits = min(version.model.thresholds.same_bits for version in current_versions().values())
    return records, _Matched(customers=customers, edges=edges_among(all_pairs(), records), same_bits=same_bits)


def _riskiest(records: Ints, *, apart: _Matched, together: _Matched) -> tuple[RiskyMerge, ...]:
    changes = riskiest(together.edges, apart=apart.customers, together=together.customers, same_bits=together.same_bits)
    return tuple(_named(change, records) for change in changes)


def _named(change: Change, records: Ints) -> RiskyMerge:
    left, right = (
        SourceRecord.objects.select_related("source", "member__customer__party").get(pk=int(records[place]))
        for place in (change.left, change.right)
    )
    return RiskyMerge(left=left, right=right, bits=change.bits)
