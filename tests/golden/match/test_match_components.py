"""Which records edges lead to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.match.components import components


def labels(count, edges):
    pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
    return components(count, pairs[:, 0], pairs[:, 1]).tolist()


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], [0, 1, 2, 3, 4]),
        ([(3, 4)], [0, 1, 2, 3, 3]),
        ([(4, 3), (3, 2), (2, 1), (1, 0)], [0, 0, 0, 0, 0]),
        ([(0, 2), (1, 3), (1, 1)], [0, 1, 0, 1, 4]),
    ],
)
def test_a_component_is_called_by_its_lowest_record(edges, expected):
    assert labels(5, edges) == expected


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40))
def test_components_are_those_of_a_plain_walk(edges):
    lowest = list(range(30))
    for _ in range(30):
        for left, right in edges:
            lowest[left] = lowest[right] = min(lowest[left], lowest[right])

    assert labels(30, edges) == lowest
