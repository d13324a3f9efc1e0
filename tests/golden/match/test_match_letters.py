"""Texts cut down to some of their characters."""

import re
from string import ascii_lowercase, digits

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.golden.match.letters import only


@given(st.lists(st.none() | st.text(max_size=12)), st.sampled_from([ascii_lowercase, digits]))
def test_what_is_left_is_what_a_regular_expression_would_leave(texts: list[str | None], characters: str) -> None:
    left = only(pa.array(texts, pa.string()), characters)
    assert left.to_pylist() == [text if text is None else re.sub(f"[^{characters}]", "", text) for text in texts]


@pytest.mark.parametrize("start", [0, 1, 9])
def test_a_column_may_begin_anywhere(start: int) -> None:
    column = pa.array(["a1", None, "b22", "", "c3d", None, "4e", "f", "g5", None, "h6"], pa.string())
    expected = [text if text is None else re.sub("[^0-9]", "", text) for text in column.to_pylist()[start:]]
    assert only(column.slice(start), digits).to_pylist() == expected
