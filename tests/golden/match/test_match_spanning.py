"""The joins that hold groups together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.match.components import components
from pellucid.golden.match.spanning import strongest_joins

RECORDS = 12
pairs = st.tuples(st.integers(0, RECORDS - 1), st.integers(0, RECORDS - 1)).filter(lambda pair: pair[0] != pair[1])
edges_strategy = st.lists(st.tuples(pairs, st.sampled_from([0.96, 0.97, 0.99, 1.0])), max_size=30)


def joins(edges):
    left, right, strength = (np.array([edge[at] for edge in edges]) for at in range(3))
    return strongest_joins(RECORDS, left.astype(np.int64), right.astype(np.int64), strength.astype(float)).tolist()


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], []),
        ([(0, 1, 0.9)], [0]),
        ([(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.95)], [0, 2]),
        ([(0, 1, 0.9), (0, 1, 0.9)], [0]),
        ([(0, 1, 0.9), (2, 3, 0.1), (1, 2, 0.5), (0, 3, 0.4)], [0, 2, 3]),
    ],
)
def test_the_strongest_joins_are_taken(edges, expected):
    assert joins(edges) == expected


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(edges_strategy)
def test_the_joins_are_those_that_taking_the_strongest_first_gives(pairs_and_strengths):
    edges = [(left, right, strength) for (left, right), strength in pairs_and_strengths]
    taken = []
    for place in sorted(range(len(edges)), key=lambda place: (-edges[place][2], place)):
        chosen = np.array([edges[at][:2] for at in taken], dtype=np.int64).reshape(-1, 2)
        groups = components(RECORDS, chosen[:, 0], chosen[:, 1])
        if groups[edges[place][0]] != groups[edges[place][1]]:
            taken.append(place)

    assert joins(edges) == sorted(taken)
