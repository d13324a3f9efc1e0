"""The pairs that blocks propose are a function of the records and the cuts."""

from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.golden.engines.memory import MemoryEngine
from pellucid.golden.match.blocks import cuts_of, hashed_columns
from pellucid.golden.match.keys import Key
from pellucid.golden.match.proposals import block_hashes, distinct_pairs, pairs_of_blocks, values_of

KEYS = (
    Key(name="one", columns=("one",), refine=("two", "three")),
    Key(name="both", columns=("one", "two"), refine=("three",)),
    Key(name="start", columns=("two",), first=(("two", 1),), weak=True),
    Key(name="many", columns=("many",), refine=("one",)),
)
texts = st.one_of(st.none(), st.sampled_from(["a", "ab", "b"]))
rows = st.tuples(texts, texts, texts, st.one_of(st.none(), st.lists(st.sampled_from("xyz"), min_size=1, max_size=3)))
tables = st.lists(rows, min_size=1, max_size=14)


def forms_of(drawn) -> pa.Table:
    columns = list(zip(*drawn, strict=True))
    types = (pa.string(), pa.string(), pa.string(), pa.list_(pa.string()))
    named = zip(("one", "two", "three", "many"), columns, types, strict=True)
    return pa.table(
        {"id": pa.array(range(len(drawn)), pa.int32()), **{name: pa.array(own, kind) for name, own, kind in named}}
    )


def proposed(forms: pa.Table, keys, cuts) -> set[tuple[int, int]]:
    hashed = hashed_columns(forms)
    pairs = [
        pair
        for key in keys
        for pair in pairs_of_blocks(block_hashes(forms, key, "person", hashed), key, cuts[key.name], values_of(hashed))
    ]
    left, right = distinct_pairs(pairs)
    return set(zip(left.tolist(), right.tolist(), strict=True))


def told_plainly(drawn, key: Key, cuts) -> set[tuple[int, int]]:
    """Return the pairs of one key, block by block: within its cut all, else what its refinement leaves of it."""
    columns = {"one": 0, "two": 1, "three": 2, "many": 3}
    blocks: dict[tuple[str, ...], set[int]] = {}
    for number, row in enumerate(drawn):
        for value in row[3] or [None] if "many" in key.columns else [None]:
            block = tuple(value if column == "many" else row[columns[column]] for column in key.columns)
            if None not in block:
                lengths = dict(key.first)
                cut = tuple(text[: lengths.get(column)] for text, column in zip(block, key.columns, strict=True))
                blocks.setdefault(cut, set()).add(number)
    found: set[tuple[int, int]] = set()
    for refinement, cut in zip((*key.refine, None), cuts, strict=True):
        finer: dict[tuple[str, ...], set[int]] = {}
        for block, members in blocks.items():
            if len(members) <= cut:
                found |= set(combinations(sorted(members), 2))
            elif refinement is not None:
                for number in members:
                    value = drawn[number][columns[refinement]]
                    if value is not None:
                        finer.setdefault((*block, value), set()).add(number)
        blocks = finer
    return found


@pytest.mark.slow
@given(tables, st.sampled_from(KEYS), st.lists(st.integers(0, 4), min_size=3, max_size=3))
def test_a_block_within_its_cut_proposes_all_its_pairs_and_a_larger_one_is_split(drawn, key, cuts):
    own = cuts[: len(key.refine) + 1]
    assert proposed(forms_of(drawn), [key], {key.name: own}) == told_plainly(drawn, key, own)


@pytest.mark.slow
@given(tables)
def test_under_the_cuts_of_the_engines_the_pairs_are_those_of_the_engines(drawn):
    forms = forms_of(drawn)
    hashed = hashed_columns(forms)
    cuts = {key.name: cuts_of(key, block_hashes(forms, key, "person", hashed), forms.num_rows, hashed) for key in KEYS}
    with MemoryEngine().load(forms) as memory:
        engines = {tuple(pair.values())[:2] for pair in memory.propose(KEYS).to_pylist()}
    assert proposed(forms, KEYS, cuts) == engines


@pytest.mark.slow
@given(tables, st.randoms())
def test_the_order_of_records_changes_no_pair(drawn, random):
    order = random.sample(range(len(drawn)), len(drawn))
    cuts = {key.name: (2,) * (len(key.refine) + 1) for key in KEYS}
    moved = proposed(forms_of([drawn[place] for place in order]), KEYS, cuts)
    assert {tuple(sorted((order[left], order[right]))) for left, right in moved} == proposed(
        forms_of(drawn), KEYS, cuts
    )


def test_people_and_companies_that_say_the_same_share_no_block():
    forms = forms_of([("a", "a", None, None)])
    hashed = hashed_columns(forms)
    person, organization = (block_hashes(forms, KEYS[0], party, hashed).hashes for party in ("person", "organization"))
    assert person.tolist() != organization.tolist()
