"""What holds in every base, whatever was done to it, told in plain Python from history alone."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from pellucid.crm.cleaning.rebuild import DERIVED, differences
from pellucid.crm.clusters.models import Claim, Customer, Judgement, Member, Verdict
from pellucid.crm.consent.models import Suppression
from pellucid.crm.history.models import Change, Entry, Undone, Verb
from pellucid.crm.history.queries import broken_seals
from pellucid.crm.parties.models import Party, Relationship
from pellucid.crm.sources.models import RecordVersion, SourceRecord
from pellucid.crm.timeline.models import Touchpoint

FACTS = {
    "judgement": Judgement,
    "relationship": Relationship,
    "touchpoint": Touchpoint,
    "suppression": Suppression,
}  # by what history calls them: those that keep whether they count
KEPT = {
    **DERIVED,
    "history_undone": "change_id, by_id",
    "history_change": "id, kind, undoes_id",
    "history_entry": "change_id, verb, first_id, last_id",
    "history_seal": "change_id, hash",
    "sources_recordversion": "id, record_id, number, change_id",
    "clusters_claim": "customer_id, record_id",
    "parties_relationship": "id, is_current",
    "timeline_touchpoint": "id, is_current",
}

State = dict[str, list[tuple[object, ...]]]


def state(tables: Iterable[str] = KEPT) -> State:
    """Return all that is kept, in order."""
    rows = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT {KEPT[table]} FROM "{table}"')
            rows[table] = sorted(map(_readable, cursor.fetchall()))
    return rows


def _readable(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(repr(value) if value is None or isinstance(value, dict | list) else value for value in row)


def assert_sound() -> None:
    """Check all that holds after each action."""
    counting = counting_changes()
    assert set(Undone.objects.values_list("change_id", flat=True)) == all_changes() - counting
    assert_facts_stand_as_history_has_it(counting)
    assert_every_record_is_in_one_customer()
    assert_ids_lead_where_their_records_are()
    assert_verdicts_hold()


def assert_proven() -> None:
    """Check what takes longer: everything made anew is what is kept, and no seal is broken."""
    assert differences() == {}
    assert list(broken_seals()) == []


def all_changes() -> set[int]:
    return set(Change.objects.values_list("pk", flat=True))


def counting_changes() -> set[int]:
    """Return the changes that count: those that no undo takes back which counts itself."""
    undone: set[int] = set()
    for change, undoes in Change.objects.order_by("-pk").values_list("pk", "undoes_id"):
        if undoes is not None and change not in undone:
            undone.add(undoes)
    return all_changes() - undone


def assert_facts_stand_as_history_has_it(counting: set[int]) -> None:
    withdrawn: dict[str, set[int]] = defaultdict(set)
    for entry in Entry.objects.filter(verb=Verb.WITHDREW, change__in=counting):
        withdrawn[entry.table].update(range(entry.first_id, entry.last_id + 1))
    for table, model in FACTS.items():
        for fact, change, is_current in model.objects.values_list("pk", "change_id", "is_current"):
            assert is_current == (change in counting and fact not in withdrawn[table]), (table, fact)
    latest: dict[int, int] = {}
    versions = RecordVersion.objects.order_by("record", "number").values_list("pk", "record_id", "change_id")
    for version, record, change in versions:
        if change in counting and version not in withdrawn["version"]:
            latest[record] = version
    current = dict(SourceRecord.objects.values_list("pk", "current_id"))
    assert {record: version for record, version in current.items() if version} == latest


def assert_every_record_is_in_one_customer() -> None:
    counting = set(SourceRecord.objects.filter(current__isnull=False).values_list("pk", flat=True))
    whose = dict(Member.objects.filter(customer__isnull=False).values_list("record_id", "customer_id"))
    assert set(whose) == counting
    records: dict[int, int] = defaultdict(int)
    for customer in whose.values():
        records[customer] += 1
    assert dict(Party.objects.values_list("customer_id", "record_count")) == dict(records)


def assert_ids_lead_where_their_records_are() -> None:
    """An id given for records leads to the customer of the first of them that counts, and nowhere when none does."""
    whose = dict(Member.objects.values_list("record_id", "customer_id"))
    given: dict[int, list[int]] = defaultdict(list)
    for customer, record in Claim.objects.order_by("pk").values_list("customer_id", "record_id"):
        given[customer].append(record)
    for customer, record in Member.objects.order_by("record").values_list("home_id", "record_id"):
        given[customer].append(record)
    for customer, survivor in Customer.objects.values_list("pk", "survivor_id"):
        leads = [whose[record] for record in given[customer] if whose[record] is not None]
        assert survivor == (leads[0] if leads else None), customer
    for customer in set(filter(None, whose.values())):
        assert Customer.objects.get(pk=customer).survivor_id == customer


def assert_verdicts_hold() -> None:
    """Who was judged the same is one customer; who was judged different is not, unless by way of others."""
    whose = dict(Member.objects.filter(customer__isnull=False).values_list("record_id", "customer_id"))
    said = Judgement.objects.filter(is_current=True).order_by("pk").values_list("left_id", "right_id", "verdict")
    latest = {(left, right): verdict for left, right, verdict in said if left in whose and right in whose}
    bound = {record: {record} for record in whose}
    for (left, right), verdict in latest.items():
        if verdict == Verdict.SAME:
            assert whose[left] == whose[right], (left, right)
            together = bound[left] | bound[right]
            for record in together:
                bound[record] = together
    for (left, right), verdict in latest.items():
        if verdict == Verdict.DIFFERENT and right not in bound[left]:
            assert whose[left] != whose[right], (left, right)
