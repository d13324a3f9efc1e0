"""What others built on a change, that cannot stay as it is when the change is taken back."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from pellucid.crm.bulk.read import rows_where
from pellucid.crm.clusters.actions import JUDGEMENT
from pellucid.crm.clusters.models import Judgement, Member
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.parties.models import Relationship
from pellucid.crm.sources.actions import VERSION, records_without_version
from pellucid.crm.sources.models import RecordVersion
from pellucid.crm.timeline.models import Touchpoint
from pellucid.golden.model.field import split_slot

Facts = dict[str, list[tuple[int, int]]]


class Built(StrEnum):
    """How a later change rests on an earlier one."""

    JUDGED = "judged"  # it said something of a record that would be gone
    HUNG = "hung"  # it hung something on a customer that would be gone
    EDITED = "edited"  # it edited the same field of the same customer
    REVERSED = "reversed"  # it said the opposite of what would come back


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two wishes that cannot both hold. change: theirs. how: see Built. records: those theirs needs. field: edited by
    both, with the standard values that are mine and theirs."""

    change: Change
    how: Built
    records: tuple[int, ...] = ()
    field: str = ""
    mine: str = ""
    theirs: str = ""


def clashes_of(change: Change, facts: Facts, *, by: Change) -> list[Clash]:
    """Return what clashes when a change is undone, in order of the later changes.

    facts: those of the change. by: the undo itself. To be asked when the change does not count any more, before
    anything followed from that.
    """
    versions = RecordVersion.objects.filter(_in_ranges(facts.get(VERSION, [])))
    records = sorted(set(versions.values_list("record_id", flat=True))) if facts.get(VERSION) else []
    gone = records_without_version(records)
    found = [*_judged(gone, change, by), *_hung(gone, change, by), *_reversed(facts, change, by)]
    if change.kind in (Kind.EDIT, Kind.CORRECT):
        found += _edited(versions, change, by)
    return sorted(found, key=lambda clash: clash.change.pk)


def _in_ranges(ranges: list[tuple[int, int]]) -> Q:
    condition = Q(pk__in=[])
    for first, last in ranges:
        condition |= Q(pk__range=(first, last))
    return condition


def _later(change: Change, by: Change) -> Q:
    return Q(change__gt=change.pk, change__lt=by.pk, change__undone__isnull=True)


def _judged(gone: list[int], change: Change, by: Change) -> list[Clash]:
    needed = set(gone)
    rows = rows_where("id", "clusters_judgement", "is_current AND left_id", gone)
    rows += rows_where("id", "clusters_judgement", "is_current AND right_id", gone)
    later = Judgement.objects.filter(_later(change, by), pk__in=[number for (number,) in rows])
    own: dict[int, set[int]] = {}
    changes: dict[int, Change] = {}
    for judgement in later.select_related("change__actor"):
        changes[judgement.change_id] = judgement.change
        own.setdefault(judgement.change_id, set()).update(needed & {judgement.left_id, judgement.right_id})
    return [
        Clash(change=changes[number], how=Built.JUDGED, records=tuple(sorted(records)))
        for number, records in own.items()
    ]


def _hung(gone: list[int], change: Change, by: Change) -> list[Clash]:
    """Return what hangs on customers all of whose records would be gone."""
    whose: dict[int, int | None] = dict(rows_where("record_id, customer_id", "clusters_member", "record_id", gone))
    customers = sorted({customer for customer in whose.values() if customer})
    stay = Member.objects.filter(customer__in=customers).exclude(record__in=gone).values_list("customer", flat=True)
    empty = set(customers) - set(stay)
    needed = {customer: [record for record, owner in whose.items() if owner == customer] for customer in empty}
    hung: dict[Change, set[int]] = {}
    for model, column in ((Touchpoint, "customer"), (Relationship, "subject"), (Relationship, "object")):
        later = model._default_manager.filter(_later(change, by), is_current=True, **{f"{column}__survivor__in": empty})
        for fact in later.select_related("change__actor", column):
            hung.setdefault(fact.change, set()).update(needed[getattr(fact, column).survivor_id])
    return [Clash(change=own, how=Built.HUNG, records=tuple(sorted(records))) for own, records in hung.items()]


def _reversed(facts: Facts, change: Change, by: Change) -> list[Clash]:
    """Return later verdicts that say the opposite of those that would come back."""
    back = Judgement.objects.filter(_in_ranges(facts.get(JUDGEMENT, [])), is_current=False) if facts else []
    said = {(judgement.left_id, judgement.right_id): judgement for judgement in back}
    lefts = [left for left, _ in said]
    clashes = {}
    for other in Judgement.objects.filter(_later(change, by), left__in=lefts, is_current=True).select_related("change"):
        mine = said.get((other.left_id, other.right_id))
        if mine is not None and mine.verdict != other.verdict and other.pk > mine.pk:
            clashes[other.change_id] = Clash(
                change=other.change, how=Built.REVERSED, mine=mine.verdict, theirs=other.verdict
            )
    return list(clashes.values())


def _edited(versions: QuerySet[RecordVersion], change: Change, by: Change) -> list[Clash]:
    """Return later edits of the same fields of the same customers."""
    clashes = []
    for mine in versions.select_related("record__member"):
        fellows = Member.objects.filter(customer=mine.record.member.customer_id).values("record")
        others = RecordVersion.objects.filter(
            _later(change, by), record__in=fellows, change__kind__in=(Kind.EDIT, Kind.CORRECT)
        )
        for theirs in others.select_related("change__actor"):
            for field in sorted(_fields(mine) & _fields(theirs)):
                clashes.append(
                    Clash(
                        change=theirs.change,
                        how=Built.EDITED,
                        field=field,
                        mine=mine.standard.get(field, ""),
                        theirs=theirs.standard.get(field, ""),
                    )
                )
    return clashes


def _fields(version: RecordVersion) -> set[str]:
    return {split_slot(name)[0] for name in version.raw} | set(version.rejects)
