"""History only grows, and what was altered behind its back is found."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.history.actions import recording, set_standing
from pellucid.crm.history.models import Change, Entry, Kind, Seal, Undone, Verb
from pellucid.crm.history.queries import broken_seals, counts_now, visible_changes
from pellucid.crm.history.ranges import ranges_of


def record(now: datetime, *, kind: Kind = Kind.NOTE, undoes: Change | None = None, **added: range) -> Change:
    """Record a change that added these rows of these tables."""
    with recording(kind=kind, actor=None, now=now, undoes=undoes) as recorder:
        for table, ids in added.items():
            recorder.added(table, ids)
        recorder.count(rows=sum(map(len, added.values())))
    return recorder.change


@pytest.fixture
def three(db, now) -> list[Change]:
    """Three changes, an hour apart."""
    return [record(now + timedelta(hours=hour), facts=range(hour * 10 + 1, hour * 10 + 6)) for hour in range(3)]


@pytest.mark.parametrize("model", [Change, Entry, Seal])
def test_the_database_refuses_to_alter_what_was_done(model, three) -> None:
    field = {Change: "reason", Entry: "table", Seal: "hash"}[model]
    with pytest.raises(DatabaseError, match="history only grows"), transaction.atomic():
        model.objects.filter(pk=model.objects.first().pk).update(**{field: "forged"})


@pytest.mark.parametrize("model", [Change, Entry, Seal])
def test_the_database_refuses_to_delete_what_was_done(model, three) -> None:
    before = model.objects.count()
    with pytest.raises(DatabaseError, match="history only grows"), transaction.atomic():
        model.objects.filter(pk=model.objects.last().pk)._raw_delete("default")
    assert model.objects.count() == before


def test_an_untouched_history_has_no_broken_seal(three) -> None:
    assert list(broken_seals()) == []


@pytest.mark.parametrize(
    "forgery",
    [
        lambda change: Change.objects.filter(pk=change.pk).update(reason="because I said so"),
        lambda change: Change.objects.filter(pk=change.pk).update(kind=Kind.EDIT),
        lambda change: Change.objects.filter(pk=change.pk).update(at=change.at + timedelta(microseconds=1)),
        lambda change: Entry.objects.filter(change=change).update(last_id=99),
        lambda change: Entry.objects.create(change=change, verb=Verb.WITHDREW, table="facts", first_id=1, last_id=1),
        lambda change: Entry.objects.filter(change=change).delete(),
        lambda change: Seal.objects.filter(change=change).update(counts={"rows": 6}),
    ],
    ids=["reason", "kind", "time", "range", "entry put in", "entry taken out", "counts"],
)
def test_a_forged_change_is_found(forgery, three, unguarded) -> None:
    with unguarded():
        forgery(three[1])
    assert list(broken_seals()) == [three[1]]


def test_a_change_cut_out_of_history_is_found_where_the_chain_tears(three, unguarded) -> None:
    with unguarded():
        Seal.objects.filter(change=three[1]).delete()
        Entry.objects.filter(change=three[1]).delete()
        three[1].delete()
    assert list(broken_seals()) == [three[2]]


def test_a_change_slipped_in_without_a_seal_is_found(three, now) -> None:
    slipped = Change.objects.create(kind=Kind.NOTE, at=now)
    assert list(broken_seals()) == [slipped]


def test_what_raises_while_it_is_recorded_leaves_nothing(db, now) -> None:
    with pytest.raises(ZeroDivisionError), recording(kind=Kind.NOTE, actor=None, now=now) as recorder:
        recorder.added("facts", [1 // 0])
    assert not Change.objects.exists()


def test_a_change_says_how_many_of_what_it_made(db, now) -> None:
    with recording(kind=Kind.IMPORT, actor=None, now=now) as recorder:
        recorder.count(rows=3, quarantined=1)
        recorder.count(rows=4)
    assert recorder.change.seal.counts == {"rows": 7, "quarantined": 1}


def test_ids_that_follow_each_other_are_one_entry(db, now) -> None:
    with recording(kind=Kind.IMPORT, actor=None, now=now) as recorder:
        recorder.added("facts", [5, 1, 2, 3, 9, 5])
    assert [(entry.first_id, entry.last_id) for entry in recorder.change.entries.order_by("first_id")] == [
        (1, 3), (5, 5), (9, 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ids", "ranges"), [([], []), (range(0), []), (range(1, 4), [(1, 3)]), ([4, 2, 2, 3], [(2, 4)]), ([7], [(7, 7)])]
)
def test_ranges_of_ids(ids, ranges) -> None:
    assert list(ranges_of(ids)) == ranges


@given(st.lists(st.integers(-20, 20)))
def test_ranges_hold_exactly_the_ids_and_as_few_as_can_be(ids) -> None:
    ranges = list(ranges_of(ids))
    assert [number for first, last in ranges for number in range(first, last + 1)] == sorted(set(ids))
    assert all(one[1] + 1 < other[0] for one, other in pairwise(ranges))


def test_a_seal_says_the_same_whatever_the_time_zone_it_was_made_in(db, now) -> None:
    record(now.astimezone(timezone(timedelta(hours=5, minutes=45))))
    assert list(broken_seals()) == []


def test_an_undo_has_to_name_what_it_undoes(db, now) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(kind=Kind.UNDO, at=now)


def undo(change: Change, now: datetime) -> tuple[Change, list[tuple[Change, bool]]]:
    undoing = record(now, kind=Kind.UNDO, undoes=change)
    return undoing, set_standing(change, active=False, by=undoing)


def undone() -> set[int]:
    return set(Undone.objects.values_list("change_id", flat=True))


def test_an_undo_takes_one_change_out_of_effect(three, now) -> None:
    _, turned = undo(three[1], now)
    assert undone() == {three[1].pk}
    assert turned == [(three[1], False)]


def test_undoing_an_undo_brings_the_change_back_and_so_on(three, now) -> None:
    first, _ = undo(three[0], now)
    second, turned = undo(first, now)
    assert undone() == {first.pk}
    assert turned == [(first, False), (three[0], True)]
    _, turned = undo(second, now)
    assert undone() == {second.pk, three[0].pk}
    assert turned == [(second, False), (first, True), (three[0], False)]


def test_a_change_is_undone_once(three, now) -> None:
    undo(three[0], now)
    with pytest.raises(IntegrityError), transaction.atomic():
        undo(three[0], now)


def test_facts_count_unless_their_change_is_undone_or_they_were_withdrawn(three, now) -> None:
    # Changes stand in for facts: they have an id and, as "undoes", a column that leads to a change.
    with recording(kind=Kind.WITHDRAW, actor=None, now=now) as withdrawing:
        withdrawing.withdrew("facts", [three[1].pk])

    def counting() -> set[int]:
        _, withdrawn = counts_now("facts")
        return {change.pk for change in three} & set(Change.objects.filter(~withdrawn).values_list("pk", flat=True))

    assert counting() == {three[0].pk, three[2].pk}
    undo(withdrawing.change, now)
    assert counting() == {change.pk for change in three}


def test_a_steward_sees_every_change_and_a_seller_their_own(three, user, now) -> None:
    seller = user(Role.SALES)
    with recording(kind=Kind.EDIT, actor=seller, now=now) as recorder:
        pass
    assert list(visible_changes(user=seller)) == [recorder.change]
    assert list(visible_changes(user=user(Role.STEWARD))) == [recorder.change, *reversed(three)]
    assert visible_changes(user=None).count() == 4


def test_somebody_who_left_sees_no_change(user) -> None:
    with pytest.raises(NotAllowed):
        visible_changes(user=user(Role.STEWARD, is_active=False))
