"""What waits for a verdict, the dearest first; and what was said already."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db import connection

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.read import Rows, all_rows
from pellucid.crm.clusters.models import Judgement, Member, Verdict
from pellucid.crm.clusters.waiting import waiting_pairs, waiting_sql
from pellucid.crm.matches.why import pattern_words
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import SourceRecord
from pellucid.crm.stewardship.queries.changes import latest_change

PAGE = 50
GROUP_SHOWN = 200
MANY = 2_000  # pairs, from which on they are counted and ordered only now and then
KEPT_SECONDS = 600
COUNT, DEAREST = "waiting-pairs", "dearest-pairs"  # in the cache
QUEUE_LOOKED = 1_000  # pairs among which the next one is sought
JUDGED_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Two customers that may be one. left, right: the records most alike. stake: what both spent, as far as known."""

    left: UUID
    right: UUID
    one: Party
    other: Party
    bits: float
    probability: float
    stake: float


def _spent(table: str) -> str:
    """Return SQL for what a customer spent; 0 where that is not known or no number."""
    if connection.vendor == "postgresql":
        text = f"{table}.golden ->> 'order_total'"
        return f"CASE WHEN {text} ~ '^[0-9]+([.][0-9]+)?$' THEN CAST({text} AS double precision) ELSE 0 END"
    return f"coalesce(CAST(json_extract({table}.golden, '$.order_total') AS REAL), 0)"


def _ordered(columns: str, condition: str = "", own: str = "") -> str:
    """Return SQL for waiting pairs, the most spent first, then the most alike. own: see clusters.waiting."""
    return f"""{waiting_sql(own)} SELECT {columns}, {_spent("p1")} + {_spent("p2")} AS stake
        FROM waiting w JOIN parties_party p1 ON p1.customer_id = w.one JOIN parties_party p2 ON p2.customer_id = w.other
        JOIN matches_matchform f ON f.record_id = w.left_id {condition}
        ORDER BY stake DESC, w.bits DESC, w.left_id, w.right_id LIMIT %s OFFSET %s"""


WAITING = "w.left_id, w.right_id, w.one, w.other, w.bits, w.probability"


def group(party: str, pattern: int, *, user: User, limit: int) -> list[Waiting]:
    """Return waiting pairs of one group, the dearest first."""
    require(user, Permission.JUDGE)
    return _told(all_rows(_ordered(WAITING, "WHERE f.party = %s AND w.pattern = %s"), [party, pattern, limit, 0]))


def queue(*, user: User, start: int = 0) -> list[Waiting]:
    """Return a page of the pairs that wait, the dearest first."""
    require(user, Permission.JUDGE)
    if waiting_count() <= MANY:
        return _told(all_rows(_ordered(WAITING), [PAGE, start]))
    page = _dearest()[start : start + PAGE]
    # Of pairs that were ordered some minutes ago, those that wait still.
    own = " OR ".join(f"p.left_id = {left} AND p.right_id = {right}" for left, right in page)
    return _told(all_rows(_ordered(WAITING, own=f"AND ({own})"), [PAGE, 0])) if page else []


def _dearest() -> list[tuple[int, int]]:
    """Return the records of the dearest pairs, ordered anew every few minutes: where many wait it takes seconds."""
    known: list[tuple[int, int]] | None = cache.get(DEAREST)
    if known is None:
        rows = all_rows(_ordered("w.left_id, w.right_id"), [QUEUE_LOOKED, 0])
        known = [(int(left), int(right)) for left, right, _ in rows]
        cache.set(DEAREST, known, KEPT_SECONDS)
    return known


def waiting_count() -> int:
    """Return how many pairs wait: counted once a change, since nothing else turns it; where many do, now and then."""
    latest = latest_change()
    known: tuple[object, int] | None = cache.get(COUNT)
    if known is None or (known[0] != latest and known[1] <= MANY):
        known = latest, waiting_pairs()
        cache.set(COUNT, known, KEPT_SECONDS)
    return known[1]


def _told(rows: Rows) -> list[Waiting]:
    records = SourceRecord.objects.in_bulk([record for row in rows for record in row[:2]])
    parties = Party.objects.select_related("customer").in_bulk([party for row in rows for party in row[2:4]])
    return [
        Waiting(
            left=records[left].uuid,
            right=records[right].uuid,
            one=parties[one],
            other=parties[other],
            bits=bits,
            probability=probability,
            stake=stake,
        )
        for left, right, one, other, bits, probability, stake in rows
    ]


def next_pair(*, user: User, skipped: Sequence[str]) -> Waiting | None:
    """Return the dearest pair that was not skipped. skipped: pairs as ``<left>~<right>``."""
    passed = set(skipped)
    for start in range(0, QUEUE_LOOKED, PAGE):
        for waiting in queue(user=user, start=start):
            if f"{waiting.left}~{waiting.right}" not in passed:
                return waiting
        if start + PAGE >= waiting_count():
            break
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Waiting pairs that are alike in the same way. words: in which; example: one of them."""

    party: str
    pattern: int
    count: int
    words: str


def groups(*, user: User) -> list[Group]:
    """Return the waiting pairs by pattern, the largest group first."""
    require(user, Permission.JUDGE)
    rows = all_rows(
        f"""{waiting_sql()} SELECT f.party, w.pattern, count(*)
        FROM waiting w JOIN matches_matchform f ON f.record_id = w.left_id
        GROUP BY f.party, w.pattern ORDER BY 3 DESC, 1, 2 LIMIT 100"""
    )
    return [
        Group(party=party, pattern=pattern, count=count, words=pattern_words(party, pattern))
        for party, pattern, count in rows
    ]


def records_of_pairs(pairs: Sequence[str]) -> list[tuple[SourceRecord, SourceRecord]]:
    """Return the records of pairs written as ``<left>~<right>``; what is no pair of records is left out."""
    split = [tuple(text.split("~")) for text in pairs if text.count("~") == 1]
    known = {
        str(record.uuid): record
        for record in SourceRecord.objects.filter(uuid__in=[each for pair in split for each in pair if _is_uuid(each)])
    }
    return [(known[left], known[right]) for left, right in split if left in known and right in known and left != right]


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A verdict that counts, and the customers its records belong to; None where a record does not count."""

    judgement: Judgement
    one: Party | None
    other: Party | None


def said(verdict: Verdict, *, user: User) -> list[Said]:
    """Return the latest verdicts of a kind that count, newest first."""
    require(user, Permission.VIEW)
    found = Judgement.objects.filter(is_current=True, verdict=verdict).select_related("change__actor", "left", "right")
    judgements = list(found.order_by("-pk")[:JUDGED_SHOWN])
    records = [record for judgement in judgements for record in (judgement.left_id, judgement.right_id)]
    owners = dict(Member.objects.filter(record__in=records).values_list("record", "customer"))
    parties = Party.objects.select_related("customer").in_bulk([owner for owner in owners.values() if owner])
    return [
        Said(
            judgement=judgement,
            one=parties.get(owners.get(judgement.left_id) or 0),
            other=parties.get(owners.get(judgement.right_id) or 0),
        )
        for judgement in judgements
    ]
