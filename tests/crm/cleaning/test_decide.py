import pytest

from pellucid.crm.cleaning.actions.add import add_record
from pellucid.crm.cleaning.actions.decide import (
    NothingToMerge,
    NothingToSplit,
    judge_pair,
    merge_customers,
    split_customer,
)
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.undo import undo_change
from pellucid.crm.cleaning.actions.withdraw import AlreadyWithdrawn, withdraw_record
from pellucid.crm.clusters.models import Judgement, Member, Verdict
from pellucid.crm.clusters.queries import NobodyThere, survivor_of
from pellucid.crm.parties.models import Party, Role
from pellucid.crm.parties.relate import RelatedToItself, relate
from pellucid.crm.timeline.actions import note

PEOPLE = ("Anna Schmidt", "Kofi Mensah", "Mia Lund", "Omar Haddad", "Eva Novak")


@pytest.fixture
def people(add):
    return [add(full_name=name, email=f"{name.split()[0].lower()}@example.com") for name in PEOPLE]


@pytest.mark.slow
def test_any_number_of_customers_merge_under_the_oldest_id(people, now):
    merge_customers(customers=[one.customer for one in reversed(people)], actor=None, now=now)
    (party,) = Party.objects.all()
    assert party.customer == people[0].customer
    assert party.record_count == len(PEOPLE)


@pytest.mark.slow
def test_every_id_given_out_leads_to_the_survivor(people, now):
    merge_customers(customers=[one.customer for one in people], actor=None, now=now)
    assert {survivor_of(one.customer.uuid) for one in people} == {people[0].customer}


@pytest.mark.slow
def test_after_a_split_each_id_leads_to_its_own_again(people, now):
    merge_customers(customers=[one.customer for one in people], actor=None, now=now)
    split_customer(customer=people[0].customer, groups=[[one.record] for one in people[1:]], actor=None, now=now)
    assert [survivor_of(one.customer.uuid) for one in people] == [one.customer for one in people]
    assert sorted(Party.objects.values_list("name", flat=True)) == sorted(PEOPLE)


@pytest.mark.slow
def test_records_split_off_together_stay_together(people, now):
    merge_customers(customers=[one.customer for one in people], actor=None, now=now)
    split_customer(customer=people[0].customer, groups=[[people[3].record, people[4].record]], actor=None, now=now)
    assert sorted(Party.objects.values_list("record_count", flat=True)) == [2, 3]


@pytest.mark.slow
def test_merging_what_was_parted_is_the_later_word(people, now):
    one, other = people[:2]
    merge_customers(customers=[one.customer, other.customer], actor=None, now=now)
    split_customer(customer=one.customer, groups=[[other.record]], actor=None, now=now)
    merge_customers(customers=[one.customer, other.customer], actor=None, now=now)
    assert survivor_of(other.customer.uuid) == one.customer
    assert Judgement.objects.filter(is_current=True).count() == 1
    assert Judgement.objects.count() == 3


@pytest.mark.slow
def test_one_customer_cannot_be_merged_with_itself(people, now):
    with pytest.raises(NothingToMerge):
        merge_customers(customers=[people[0].customer] * 2, actor=None, now=now)


@pytest.mark.slow
def test_a_customer_cannot_be_split_from_itself_whole_nor_from_what_is_not_its_own(people, now):
    with pytest.raises(NothingToSplit):
        split_customer(customer=people[0].customer, groups=[[people[0].record]], actor=None, now=now)
    with pytest.raises(NothingToSplit):
        split_customer(customer=people[0].customer, groups=[[people[1].record]], actor=None, now=now)


@pytest.mark.slow
def test_a_verdict_joins_and_its_reverse_parts(people, now):
    one, other = people[0], people[1]
    judge_pair(left=one.record, right=other.record, verdict=Verdict.SAME, actor=None, now=now)
    assert survivor_of(other.customer.uuid) == one.customer
    judge_pair(left=other.record, right=one.record, verdict=Verdict.DIFFERENT, actor=None, now=now)
    assert survivor_of(other.customer.uuid) == other.customer


@pytest.mark.slow
def test_a_withdrawn_record_counts_no_more_and_its_customer_lives_on_through_the_others(people, now):
    one, other = people[:2]
    merge_customers(customers=[one.customer, other.customer], actor=None, now=now)
    withdraw_record(record=one.record, actor=None, now=now)
    assert survivor_of(one.customer.uuid) is None or survivor_of(one.customer.uuid) == other.customer
    party = Party.objects.get(customer=survivor_of(other.customer.uuid))
    assert party.name == "Kofi Mensah"
    with pytest.raises(AlreadyWithdrawn):
        withdraw_record(record=one.record, actor=None, now=now)


@pytest.mark.slow
def test_who_is_acted_on_by_an_old_id_or_as_loaded_before_is_whoever_it_leads_to_now(people, shop, now):
    one, other, third = (added.customer for added in people[:3])
    merge_customers(customers=[one, other], actor=None, now=now)
    edit_customer(customer=other, fields={"city": "Bonn"}, actor=None, now=now)
    add_record(source=shop, fields={"phone": "+49 30 1234567"}, belongs_to=other, actor=None, now=now)
    assert note(customer=other, title="called", actor=None, now=now).customer == one
    assert (Party.objects.get(customer=one).city, Party.objects.get(customer=one).phone) == ("Bonn", "+49301234567")
    merge_customers(customers=[other, third], actor=None, now=now)
    assert survivor_of(third.uuid) == one


@pytest.mark.slow
def test_who_is_not_here_any_more_is_not_acted_on(people, shop, now):
    gone, here = people[0], people[1]
    withdraw_record(record=gone.record, actor=None, now=now)
    for action in (
        lambda: edit_customer(customer=gone.customer, fields={"city": "Bonn"}, actor=None, now=now),
        lambda: add_record(source=shop, fields={"city": "Bonn"}, belongs_to=gone.customer, actor=None, now=now),
        lambda: note(customer=gone.customer, title="called", actor=None, now=now),
        lambda: relate(subject=here.customer, role=Role.HOUSEHOLD, object=gone.customer, actor=None, now=now),
    ):
        with pytest.raises(NobodyThere):
            action()


@pytest.mark.slow
def test_a_customer_is_not_related_to_itself_whatever_the_id(people, now):
    one, other = people[0].customer, people[1].customer
    merge_customers(customers=[one, other], actor=None, now=now)
    with pytest.raises(RelatedToItself):
        relate(subject=one, role=Role.HOUSEHOLD, object=other, actor=None, now=now)


@pytest.mark.slow
def test_an_id_made_in_a_split_stays_with_the_record_it_was_made_for_not_with_one_that_came_later(people, shop, now):
    first, parted = people[0], people[1]
    second = add_record(
        source=shop, fields={"full_name": "Second"}, belongs_to=first.customer, actor=None, now=now
    ).record
    split_customer(customer=first.customer, groups=[[second]], actor=None, now=now)
    made = Member.objects.get(record=second).customer
    assert made not in (first.customer, parted.customer)
    third = add_record(source=shop, fields={"full_name": "Third"}, belongs_to=made, actor=None, now=now).record
    split_customer(customer=made, groups=[[third]], actor=None, now=now)
    assert Member.objects.get(record=second).customer == made
    assert Member.objects.get(record=third).customer != made


@pytest.mark.slow
def test_customers_are_merged_whole_also_where_some_of_their_records_speak_against_it(add, now):
    anna = {"full_name": "Anna Berg", "email": "anna@berg.example", "birth_date": "1980-05-17"}
    one = add(key="1", city="Bonn")
    again = add(key="2", **anna, tax_id="DE136695976")
    add(key="1", **anna)  # the next version of the first says the same as the second: one, and by nobody's word
    assert survivor_of(again.customer.uuid) == one.customer
    otto = add(full_name="Otto Lund", tax_id="DE129273398")
    merge = merge_customers(customers=[one.customer, otto.customer], actor=None, now=now)
    assert [party.record_count for party in Party.objects.all()] == [3]
    undo_change(change=merge, actor=None, now=now)
    assert sorted(Party.objects.values_list("record_count", flat=True)) == [1, 2]
