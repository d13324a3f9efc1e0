import pytest

from pellucid.crm.cleaning.actions.decide import (
    NothingToMerge,
    NothingToSplit,
    judge_pair,
    merge_customers,
    split_customer,
)
from pellucid.crm.cleaning.actions.withdraw import AlreadyWithdrawn, withdraw_record
from pellucid.crm.clusters.models import Judgement, Verdict
from pellucid.crm.clusters.queries import survivor_of
from pellucid.crm.parties.models import Party

PEOPLE = ("Anna Schmidt", "Kofi Mensah", "Mia Lund", "Omar Haddad", "Eva Novak")


@pytest.fixture
def people(add):
    return [add(full_name=name, email=f"{name.split()[0].lower()}@example.com") for name in PEOPLE]


def test_any_number_of_customers_merge_under_the_oldest_id(people, now):
    merge_customers(customers=[one.customer for one in reversed(people)], actor=None, now=now)
    (party,) = Party.objects.all()
    assert party.customer == people[0].customer
    assert party.record_count == len(PEOPLE)


def test_every_id_given_out_leads_to_the_survivor(people, now):
    merge_customers(customers=[one.customer for one in people], actor=None, now=now)
    assert {survivor_of(one.customer.uuid) for one in people} == {people[0].customer}


def test_after_a_split_each_id_leads_to_its_own_again(people, now):
    merge_customers(customers=[one.customer for one in people], actor=None, now=now)
    split_customer(customer=people[0].customer, groups=[[one.record] for one in people[1:]], actor=None, now=now)
    assert [survivor_of(one.customer.uuid) for one in people] == [one.customer for one in people]
    assert sorted(Party.objects.values_list("name", flat=True)) == sorted(PEOPLE)


def test_records_split_off_together_stay_together(people, now):
    merge_customers(customers=[one.customer for one in people], actor=None, now=now)
    split_customer(customer=people[0].customer, groups=[[people[3].record, people[4].record]], actor=None, now=now)
    assert sorted(Party.objects.values_list("record_count", flat=True)) == [2, 3]


def test_merging_what_was_parted_is_the_later_word(people, now):
    one, other = people[:2]
    merge_customers(customers=[one.customer, other.customer], actor=None, now=now)
    split_customer(customer=one.customer, groups=[[other.record]], actor=None, now=now)
    merge_customers(customers=[one.customer, other.customer], actor=None, now=now)
    assert survivor_of(other.customer.uuid) == one.customer
    assert Judgement.objects.filter(is_current=True).count() == 1
    assert Judgement.objects.count() == 3


def test_one_customer_cannot_be_merged_with_itself(people, now):
    with pytest.raises(NothingToMerge):
        merge_customers(customers=[people[0].customer] * 2, actor=None, now=now)


def test_a_customer_cannot_be_split_from_itself_whole_nor_from_what_is_not_its_own(people, now):
    with pytest.raises(NothingToSplit):
        split_customer(customer=people[0].customer, groups=[[people[0].record]], actor=None, now=now)
    with pytest.raises(NothingToSplit):
        split_customer(customer=people[0].customer, groups=[[people[1].record]], actor=None, now=now)


def test_a_verdict_joins_and_its_reverse_parts(people, now):
    one, other = people[0], people[1]
    judge_pair(left=one.record, right=other.record, verdict=Verdict.SAME, actor=None, now=now)
    assert survivor_of(other.customer.uuid) == one.customer
    judge_pair(left=other.record, right=one.record, verdict=Verdict.DIFFERENT, actor=None, now=now)
    assert survivor_of(other.customer.uuid) == other.customer


def test_a_withdrawn_record_counts_no_more_and_its_customer_lives_on_through_the_others(people, now):
    one, other = people[:2]
    merge_customers(customers=[one.customer, other.customer], actor=None, now=now)
    withdraw_record(record=one.record, actor=None, now=now)
    assert survivor_of(one.customer.uuid) is None or survivor_of(one.customer.uuid) == other.customer
    party = Party.objects.get(customer=survivor_of(other.customer.uuid))
    assert party.name == "Kofi Mensah"
    with pytest.raises(AlreadyWithdrawn):
        withdraw_record(record=one.record, actor=None, now=now)
