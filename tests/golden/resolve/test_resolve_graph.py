"""Which records end in one cluster, and which are kept apart."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.resolve.graph import Decisions, Edges, resolve


def clusters(count, pairs, **decisions):
    edges = Edges(
        left=np.array([pair[0] for pair in pairs], dtype=np.int64),
        right=np.array([pair[1] for pair in pairs], dtype=np.int64),
        bits=np.array([pair[2] for pair in pairs], dtype=np.float64),
    )
    resolution = resolve(count, edges, same_bits=4.0, decisions=Decisions(**decisions))
    groups = {}
    for record, label in enumerate(resolution.labels.tolist()):
        groups.setdefault(label, []).append(record)
    return sorted(groups.values()), resolution


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], [[0], [1], [2], [3]]),
        ([(0, 1, 5.0)], [[0, 1], [2], [3]]),
        ([(0, 1, 3.9)], [[0], [1], [2], [3]]),
        ([(0, 1, 5.0), (1, 2, 5.0)], [[0, 1, 2], [3]]),
        (
            [(0, 1, 9.0), (1, 2, 5.0), (0, 2, -9.0)],
            [[0, 1], [2], [3]],
        ),  # the third contradicts: the stronger pair stays
        ([(0, 1, 9.0), (1, 2, 9.0), (0, 2, 2.0)], [[0, 1, 2], [3]]),  # unsure of one pair, sure of the whole
        ([(0, 1, 9.0), (2, 3, 9.0), (1, 2, 5.0), (0, 3, -9.0), (0, 2, -9.0)], [[0, 1], [2, 3]]),  # a bridge
    ],
)
def test_pairs_become_clusters(pairs, expected):
    assert clusters(4, pairs)[0] == expected


def test_what_a_person_joined_stays_joined_against_the_evidence():
    assert clusters(3, [(0, 1, -20.0)], same=((1, 0),))[0] == [[0, 1], [2]]


def test_what_a_person_parted_stays_apart_and_is_told():
    groups, resolution = clusters(3, [(0, 1, 20.0)], different=((0, 1),))

    assert groups == [[0], [1], [2]]
    assert [(held.left, held.right, held.reason) for held in resolution.held] == [(0, 1, "decision")]


def test_what_a_person_parted_is_not_joined_through_a_third():
    groups, _ = clusters(3, [(0, 1, 8.0), (1, 2, 6.0)], different=((0, 2),))

    assert groups == [[0, 1], [2]]


def test_two_valid_numbers_of_one_kind_are_two_customers():
    groups, resolution = clusters(3, [(0, 1, 20.0), (1, 2, 10.0)], exclusive=(np.array([7, -1, 8]),))

    assert groups == [[0, 1], [2]]
    assert resolution.held[0].reason == "conflict"


def test_a_cluster_is_called_by_its_first_record():
    _, resolution = clusters(4, [(1, 3, 9.0)])

    assert resolution.labels.tolist() == [0, 1, 2, 1]


weighed = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-20, 20, allow_nan=False).map(lambda bits: round(bits, 3)),
    max_size=20,
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(weighed, st.permutations(range(8)))
def test_the_order_in_which_records_arrive_changes_nothing(pairs, arrival):
    order = np.arange(8, dtype=np.int64)
    plain = [(left, right, bits) for (left, right), bits in pairs.items()]
    moved = [(*sorted((arrival[left], arrival[right])), bits) for left, right, bits in plain]
    rank = np.empty(8, dtype=np.int64)
    rank[list(arrival)] = order

    def labels(edges, order):
        table = Edges(
            left=np.array([edge[0] for edge in edges], dtype=np.int64),
            right=np.array([edge[1] for edge in edges], dtype=np.int64),
            bits=np.array([edge[2] for edge in edges], dtype=np.float64),
        )
        return resolve(8, table, same_bits=4.0, decisions=Decisions(), order=order).labels

    first, second = labels(plain, order), labels(moved, rank)
    together = {(a, b) for a in range(8) for b in range(8) if first[a] == first[b]}
    together_moved = {(a, b) for a in range(8) for b in range(8) if second[arrival[a]] == second[arrival[b]]}
    assert together == together_moved


def test_a_person_may_join_two_records_that_nothing_was_compared_of_and_that_have_two_tax_numbers():
    nothing = Edges(left=np.empty(0, np.int64), right=np.empty(0, np.int64), bits=np.empty(0))
    decisions = Decisions(same=((0, 1),), exclusive=(np.array([0, 1]),))
    assert resolve(2, nothing, same_bits=4.3, decisions=decisions).labels.tolist() == [0, 0]
