"""The engines give the same answers on whatever Hypothesis thinks of."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.engines.memory import MemoryEngine
from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import (
    Begins,
    Both,
    Condition,
    Crossed,
    Edits,
    Either,
    Equal,
    Far,
    Not,
    Present,
    Shares,
    Similar,
)
from pellucid.golden.match.keys import Key

TEXT_COLUMNS = ("one", "two")

# Few letters, so that values often agree, nearly agree, or agree crosswise.
short_texts = st.one_of(st.none(), st.text("ab1 ", min_size=1, max_size=6).map(str.strip).filter(bool))
text_lists = st.one_of(st.none(), st.lists(st.sampled_from(["x", "y", "z"]), min_size=1, max_size=3, unique=True))
numbers = st.one_of(st.none(), st.integers(-5, 5))

columns = st.sampled_from(TEXT_COLUMNS)
simple_conditions: st.SearchStrategy[Condition] = st.one_of(
    columns.map(Equal),
    columns.map(Present),
    st.just(Shares("many")),
    st.builds(Similar, columns, st.sampled_from([0.7, 0.85, 0.9, 0.95])),
    st.builds(Edits, columns, st.integers(0, 2), st.integers(0, 3)),
    st.builds(Begins, columns, st.integers(1, 3)),
    st.builds(Crossed, st.just("one"), st.just("two"), st.sampled_from([0.85, 1.0])),
    st.builds(Far, st.just("number"), st.integers(1, 4)),
)
conditions = st.recursive(
    simple_conditions,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Both(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Either(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=4,
)
levels = st.builds(Level, name=st.just("level"), words=st.just(""), condition=conditions, same=st.just(0.5))
comparisons = st.builds(
    Comparison,
    name=st.just("comparison"),
    needs=conditions,
    levels=st.lists(levels, min_size=1, max_size=3).map(tuple),
    different_same=st.just(0.5),
    household_share=st.just(0.5),
    different_words=st.just(""),
)
keys = st.one_of(
    st.builds(Key, name=st.just("one"), columns=st.just(("one",)), refine=st.just(("two",))),
    st.builds(Key, name=st.just("both"), columns=st.just(("one", "two"))),
    st.builds(Key, name=st.just("start"), columns=st.just(("two",)), first=st.just((("two", 1),)), weak=st.just(True)),
    st.builds(Key, name=st.just("many"), columns=st.just(("many",)), refine=st.just(("one",))),
)


@st.composite
def forms(draw: st.DrawFn) -> pa.Table:
    rows = draw(st.lists(st.tuples(short_texts, short_texts, text_lists, numbers), min_size=2, max_size=12))
    return pa.table(
        {
            "id": pa.array(range(len(rows)), pa.int32()),
            "one": pa.array([row[0] for row in rows], pa.string()),
            "two": pa.array([row[1] for row in rows], pa.string()),
            "many": pa.array([row[2] for row in rows], pa.list_(pa.string())),
            "number": pa.array([row[3] for row in rows], pa.int64()),
        }
    )


def as_rows(table: pa.Table) -> list[tuple[int, ...]]:
    return sorted(tuple(row.values()) for row in table.to_pylist())


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(forms(), st.lists(keys, min_size=1, max_size=3))
def test_engines_propose_the_same_pairs(records, some_keys):
    with DuckdbEngine().load(records) as duckdb, MemoryEngine().load(records) as memory:
        assert as_rows(duckdb.propose(some_keys)) == as_rows(memory.propose(some_keys))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(forms(), st.lists(comparisons, min_size=1, max_size=3))
def test_engines_tell_the_same_patterns(records, some_comparisons):
    everyone = [(left, right) for left in range(records.num_rows) for right in range(left + 1, records.num_rows)]
    pairs = pa.table(
        {
            "left_id": pa.array([left for left, _ in everyone], pa.int32()),
            "right_id": pa.array([right for _, right in everyone], pa.int32()),
        }
    )

    with DuckdbEngine().load(records) as duckdb, MemoryEngine().load(records) as memory:
        assert as_rows(duckdb.compare(pairs, some_comparisons)) == as_rows(memory.compare(pairs, some_comparisons))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(forms(), comparisons)
def test_a_comparison_does_not_care_which_record_is_left(records, comparison):
    flipped = records.take(pa.array(range(records.num_rows - 1, -1, -1))).set_column(0, "id", records["id"])
    last = records.num_rows - 1
    pairs = pa.table({"left_id": pa.array([0], pa.int32()), "right_id": pa.array([last], pa.int32())})

    with MemoryEngine().load(records) as plain, MemoryEngine().load(flipped) as other:
        assert plain.compare(pairs, [comparison])["pattern"] == other.compare(pairs, [comparison])["pattern"]
