"""Who has which id: an id lives on through the first record that it was given for and that still counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.crm.clusters.ids import assign_ids


@st.composite
def parted(draw: st.DrawFn) -> tuple[list[list[int]], dict[int, list[int]]]:
    """Draw clusters of some of ten records, and ids with the records each was given for."""
    records = draw(st.permutations(range(10)))[: draw(st.integers(0, 10))]
    ends = sorted(draw(st.sets(st.integers(1, len(records) - 1)))) if len(records) > 1 else []
    clusters = [records[start:end] for start, end in zip([0, *ends], [*ends, len(records)], strict=True)]
    given_for = st.lists(st.integers(0, 9), unique=True, max_size=4)
    return [cluster for cluster in clusters if cluster], draw(st.dictionaries(st.integers(1, 8), given_for))


@pytest.mark.slow
@given(parted())
def test_an_id_leads_to_the_customer_of_the_first_of_its_records_that_counts(drawn):
    clusters, claimants = drawn
    place = {record: number for number, cluster in enumerate(clusters) for record in cluster}
    for customer, leads_to in assign_ids(clusters, claimants).leads_to.items():
        counting = [place[record] for record in claimants[customer] if record in place]
        assert leads_to == (counting[0] if counting else None)


@pytest.mark.slow
@given(parted())
def test_a_customer_has_the_oldest_of_the_ids_that_lead_to_it_and_a_new_one_if_none_does(drawn):
    clusters, claimants = drawn
    assigned = assign_ids(clusters, claimants)
    assert assigned.leads_to.keys() == claimants.keys()
    for number, survivor in enumerate(assigned.survivor):
        leading = [customer for customer, leads_to in assigned.leads_to.items() if leads_to == number]
        assert survivor == min(leading, default=None)


@pytest.mark.slow
@given(parted(), st.randoms())
def test_the_order_of_clusters_and_ids_changes_nothing(drawn, random):
    clusters, claimants = drawn
    again = [random.sample(cluster, len(cluster)) for cluster in random.sample(clusters, len(clusters))]
    ids = dict(random.sample(list(claimants.items()), len(claimants)))
    one, other = assign_ids(clusters, claimants), assign_ids(again, ids)
    assert {frozenset(cluster): survivor for cluster, survivor in zip(clusters, one.survivor, strict=True)} == {
        frozenset(cluster): survivor for cluster, survivor in zip(again, other.survivor, strict=True)
    }


def test_when_customers_join_the_oldest_id_survives_and_when_they_part_each_goes_home():
    claimants = {1: [10], 2: [20], 3: [30]}
    joined = assign_ids([[10, 20, 30]], claimants)
    assert (joined.survivor, joined.leads_to) == ([1], {1: 0, 2: 0, 3: 0})
    apart = assign_ids([[30], [10, 20]], claimants)
    assert (apart.survivor, apart.leads_to) == ([3, 1], {1: 1, 2: 1, 3: 0})


def test_an_id_outlives_its_first_record():
    assert assign_ids([[20]], {1: [10, 20]}).survivor == [1]
    assert assign_ids([[20]], {1: [10]}).leads_to == {1: None}
