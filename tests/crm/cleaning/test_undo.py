from datetime import timedelta

import pytest

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.add import add_record
from pellucid.crm.cleaning.actions.decide import merge_customers, split_customer
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.undo import AlreadyUndone, Clashes, Keep, preview_undo, undo_change
from pellucid.crm.cleaning.actions.withdraw import withdraw_record
from pellucid.crm.cleaning.clashes import Built
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.clusters.queries import survivor_of
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import broken_seals
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.models import Role as Stands
from pellucid.crm.parties.relate import relate
from pellucid.crm.timeline.actions import note
from pellucid.crm.timeline.models import Touchpoint

ANNA = {"full_name": "Anna Schmidt", "email": "anna.schmidt@gmx.de", "phone": "+49 30 123456"}
KOFI = {"full_name": "Kofi Mensah", "email": "kofi@mensah.example"}


@pytest.fixture(autouse=True)
def nothing_differs_from_a_rebuild(db):
    yield
    assert differences() == {}
    assert list(broken_seals()) == []


def state() -> list[tuple]:
    return sorted(Party.objects.values_list("customer_id", "name", "phone", "email", "city", "record_count"))


def test_undoing_an_edit_brings_the_value_back(add, now):
    anna = add(**ANNA)
    before = state()
    edit = edit_customer(customer=anna.customer, fields={"phone": "+49 30 999999"}, actor=None, now=now)
    undo_change(change=edit, actor=None, now=now)
    assert state() == before


@pytest.mark.slow
def test_undoing_a_merge_sends_each_home_with_what_was_made_under_its_id(add, now):
    anna, kofi = add(**ANNA), add(**KOFI)
    before = state()
    note(customer=kofi.customer, title="called", actor=None, now=now)
    merge = merge_customers(customers=[anna.customer, kofi.customer], actor=None, now=now)
    assert Touchpoint.objects.get().customer.survivor == anna.customer
    undo_change(change=merge, actor=None, now=now)
    assert state() == before
    assert Touchpoint.objects.get().customer.survivor == kofi.customer


@pytest.mark.slow
def test_an_undo_can_be_undone_and_that_again(add, now):
    anna, kofi = add(**ANNA), add(**KOFI)
    apart = state()
    merge = merge_customers(customers=[anna.customer, kofi.customer], actor=None, now=now)
    together = state()
    undone = undo_change(change=merge, actor=None, now=now)
    assert state() == apart
    redone = undo_change(change=undone, actor=None, now=now)
    assert state() == together
    undo_change(change=redone, actor=None, now=now)
    assert state() == apart


@pytest.mark.slow
def test_what_others_did_since_stays(add, now):
    anna, kofi = add(**ANNA), add(**KOFI)
    merge = merge_customers(customers=[anna.customer, kofi.customer], actor=None, now=now)
    edit_customer(customer=anna.customer, fields={"city": "Bonn"}, actor=None, now=now)
    undo_change(change=merge, actor=None, now=now)
    assert Party.objects.get(customer=anna.customer).city == "Bonn"
    assert Party.objects.get(customer=kofi.customer).city == ""


def test_undoing_twice_is_refused(add, now):
    added = add(**ANNA)
    undo_change(change=added.change, actor=None, now=now)
    with pytest.raises(AlreadyUndone):
        undo_change(change=added.change, actor=None, now=now)


@pytest.mark.slow
def test_an_id_whose_records_were_all_taken_back_leads_nowhere_and_comes_back_with_them(add, now):
    added = add(**ANNA)
    undone = undo_change(change=added.change, actor=None, now=now)
    assert survivor_of(added.customer.uuid) is None
    assert Party.objects.count() == 0
    undo_change(change=undone, actor=None, now=now)
    assert survivor_of(added.customer.uuid) == added.customer


@pytest.mark.slow
def test_undoing_an_update_brings_the_earlier_version_back_unless_a_later_one_came(add, now):
    add(key="17", **ANNA)
    second = add(key="17", **{**ANNA, "phone": "+49 30 222222"})
    undone = undo_change(change=second.change, actor=None, now=now)
    assert Party.objects.get().phone == "+4930123456"
    undo_change(change=undone, actor=None, now=now)
    add(key="17", **{**ANNA, "phone": "+49 30 333333"})
    undo_change(change=second.change, actor=None, now=now)
    assert Party.objects.get().phone == "+4930333333"


@pytest.mark.slow
def test_a_later_edit_of_the_same_field_clashes_and_both_are_shown(add, now):
    anna = add(**ANNA)
    mine = edit_customer(customer=anna.customer, fields={"city": "Bonn"}, actor=None, now=now)
    theirs = edit_customer(customer=anna.customer, fields={"city": "Köln"}, actor=None, now=now + timedelta(hours=1))
    count = Change.objects.count()
    with pytest.raises(Clashes) as refused:
        undo_change(change=mine, actor=None, now=now)
    (clash,) = refused.value.clashes
    assert (clash.how, clash.change, clash.mine, clash.theirs) == (Built.EDITED, theirs, "Bonn", "Köln")
    assert Change.objects.count() == count
    undo_change(change=mine, actor=None, now=now, keep=Keep.THEIRS)
    assert Party.objects.get().city == "Köln"


@pytest.mark.slow
def test_keeping_mine_undoes_what_clashes_too(add, now):
    anna = add(**ANNA)
    mine = edit_customer(customer=anna.customer, fields={"city": "Bonn"}, actor=None, now=now)
    edit_customer(customer=anna.customer, fields={"city": "Köln"}, actor=None, now=now + timedelta(hours=1))
    undo_change(change=mine, actor=None, now=now, keep=Keep.MINE)
    assert Party.objects.get().city == ""


@pytest.mark.slow
def test_a_record_that_others_merged_is_not_taken_away_unasked_and_stays_if_theirs_is_kept(add, now):
    anna, kofi = add(**ANNA), add(**KOFI)
    merge = merge_customers(customers=[anna.customer, kofi.customer], actor=None, now=now)
    with pytest.raises(Clashes) as refused:
        undo_change(change=kofi.change, actor=None, now=now)
    assert [(clash.how, clash.change) for clash in refused.value.clashes] == [(Built.JUDGED, merge)]
    undo_change(change=kofi.change, actor=None, now=now, keep=Keep.THEIRS)
    assert Party.objects.get().record_count == 2


def test_a_note_on_a_customer_that_would_be_gone_clashes(add, now):
    anna = add(**ANNA)
    note(customer=anna.customer, title="called", actor=None, now=now)
    with pytest.raises(Clashes) as refused:
        undo_change(change=anna.change, actor=None, now=now)
    assert [clash.how for clash in refused.value.clashes] == [Built.HUNG]


@pytest.mark.slow
def test_bringing_a_verdict_back_that_was_reversed_since_clashes(add, now):
    anna, kofi = add(**ANNA), add(**KOFI)
    merge = merge_customers(customers=[anna.customer, kofi.customer], actor=None, now=now)
    undone = undo_change(change=merge, actor=None, now=now)
    again = merge_customers(customers=[anna.customer, kofi.customer], actor=None, now=now)
    split = split_customer(customer=anna.customer, groups=[[kofi.record]], actor=None, now=now)
    assert again != split
    with pytest.raises(Clashes) as refused:
        undo_change(change=undone, actor=None, now=now)
    assert [(clash.how, clash.change) for clash in refused.value.clashes] == [(Built.REVERSED, split)]
    undo_change(change=undone, actor=None, now=now, keep=Keep.THEIRS)
    assert Party.objects.count() == 2


@pytest.mark.slow
def test_undoing_a_withdrawal_lets_the_record_count_again(add, now):
    anna = add(**ANNA)
    before = state()
    gone = withdraw_record(record=anna.record, actor=None, now=now)
    assert state() == []
    undo_change(change=gone, actor=None, now=now)
    assert state() == before


@pytest.mark.slow
def test_undoing_everything_first_things_first_gives_the_empty_base_back(add, now):
    anna, kofi = add(**ANNA), add(**KOFI)
    merge_customers(customers=[anna.customer, kofi.customer], actor=None, now=now)
    edit_customer(customer=anna.customer, fields={"city": "Bonn"}, actor=None, now=now)
    while left := Change.objects.filter(undoes=None, undone=None).order_by("pk").first():
        undo_change(change=left, actor=None, now=now, keep=Keep.MINE)
    assert state() == []


def test_a_preview_tells_and_does_nothing(add, now):
    anna = add(**ANNA)
    before, count = state(), Change.objects.count()
    preview = preview_undo(change=anna.change, actor=None, now=now)
    assert preview.counts["records"] == 1
    assert (state(), Change.objects.count()) == (before, count)


def test_sales_undoes_its_own_and_nobody_elses(shop, user, now):
    sales, other = user(Role.SALES), user(Role.SALES)
    mine = add_record(source=shop, fields=ANNA, actor=sales, now=now)
    with pytest.raises(NotAllowed):
        undo_change(change=mine.change, actor=other, now=now)
    undo_change(change=mine.change, actor=sales, now=now)


@pytest.mark.slow
def test_what_was_undone_twice_comes_back_when_neither_undo_counts(add, now):
    anna, kofi = add(**ANNA), add(**KOFI)
    merge = merge_customers(customers=[anna.customer, kofi.customer], actor=None, now=now)
    first = undo_change(change=merge, actor=None, now=now)
    redone = undo_change(change=first, actor=None, now=now)
    second = undo_change(change=merge, actor=None, now=now)
    undo_change(change=redone, actor=None, now=now)
    undo_change(change=second, actor=None, now=now)
    assert Party.objects.count() == 2
    undo_change(change=first, actor=None, now=now)
    assert Party.objects.count() == 1


def test_a_relationship_of_a_customer_that_would_be_gone_clashes(add, now):
    anna, kofi = add(**ANNA), add(**KOFI)
    relate(subject=kofi.customer, role=Stands.REFERRED_BY, object=anna.customer, actor=None, now=now)
    with pytest.raises(Clashes) as refused:
        undo_change(change=anna.change, actor=None, now=now)
    assert [(clash.how, clash.records) for clash in refused.value.clashes] == [(Built.HUNG, (anna.record.pk,))]


@pytest.mark.slow
def test_a_record_that_says_nothing_but_that_a_value_is_wrong_can_be_taken_back_and_back(add, now):
    anna = add(email="anna@berg.example")
    undone = undo_change(
        change=edit_customer(customer=anna.customer, fields={"email": ""}, actor=None, now=now), actor=None, now=now
    )
    assert Party.objects.get().email == "anna@berg.example"
    undo_change(change=undone, actor=None, now=now)
    assert Party.objects.get().email == ""
