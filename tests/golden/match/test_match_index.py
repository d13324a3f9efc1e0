"""One record against an index finds what a batch run finds, with the same evidence."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid import sample
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.blocks import blocks_of, cuts_of, hash_blocks, hashed_columns
from pellucid.golden.match.evaluate import block_values
from pellucid.golden.match.index import CANDIDATES_MAX, build_index, match_record
from pellucid.golden.match.keys import Key
from pellucid.golden.match.model import MatchModel
from pellucid.golden.match.one import forms_of_record, shared_values
from pellucid.golden.match.rarity import rarity_of
from pellucid.golden.match.run import MatchRun
from pellucid.golden.model.value import Hints
from pellucid.golden.pipeline import Cleaned, clean

HINTS = Hints(today="2026-01-31")


@dataclass(frozen=True)
class Batch:
    raw: list[dict[str, Any]]
    cleaned: Cleaned
    forms: pa.Table
    rows: np.ndarray
    run: MatchRun


@pytest.fixture(scope="module")
def batch() -> Batch:
    raw = sample.contacts(3_000, 5).drop_columns(["truth_id"])
    count = raw.num_rows
    records = pa.table(
        {
            "record_id": pa.array(range(count)),
            "file": pa.array(["contacts"] * count),
            "row": pa.array(range(1, count + 1)),
            **{name: raw[name] for name in raw.column_names},
        }
    )
    cleaned = clean(records, engine=DuckdbEngine(), hints=HINTS)
    people = cleaned.runs[0]
    forms = cleaned.forms.table.take(pa.array(people.rows))
    return Batch(raw=raw.to_pylist(), cleaned=cleaned, forms=forms, rows=people.rows, run=people.run)


@pytest.mark.slow
def test_every_record_finds_the_pairs_of_the_batch_with_the_same_bits(batch):
    run = batch.run
    asked = np.unique(np.r_[run.left, run.right][np.tile(run.scored.bits >= run.model.thresholds.review_bits, 2)])
    asked = asked[np.arange(len(asked)) % 5 == 0]
    others = np.setdiff1d(np.arange(batch.forms.num_rows), asked)
    index = build_index(
        batch.forms.take(pa.array(others)),
        run.model,
        rarity_of(batch.forms, run.shares),
    )
    place_of = {row: place for place, row in enumerate(others.tolist())}
    expected: dict[int, dict[int, tuple[float, int]]] = {row: {} for row in asked.tolist()}
    for left, right, bits, pattern in zip(run.left, run.right, run.scored.bits, run.patterns, strict=True):
        for one, other in ((int(left), int(right)), (int(right), int(left))):
            if one in expected and other in place_of:
                expected[one][place_of[other]] = (bits, pattern)

    assert sum(map(len, expected.values())) > 500
    for row, form in zip(asked.tolist(), batch.forms.take(pa.array(asked)).to_pylist(), strict=True):
        found = match_record(form, index)
        assert {candidate.row: candidate.pattern for candidate in found} == {
            place: pattern for place, (_, pattern) in expected[row].items()
        }
        for candidate in found:
            assert candidate.bits == pytest.approx(expected[row][candidate.row][0], abs=1e-6)
        assert [candidate.bits for candidate in found] == sorted((one.bits for one in found), reverse=True)


@pytest.mark.slow
def test_a_record_as_typed_has_the_forms_of_the_batch(batch):
    shared = shared_values(batch.cleaned.forms.judged)
    columns = [name for name in batch.forms.column_names if name != "id" and not name.endswith("_all")]
    same = 0
    for place in range(0, 400, 4):
        fields = {name: text for name, text in batch.raw[int(batch.rows[place])].items() if text is not None}
        form = forms_of_record(fields, shared=shared, hints=HINTS)
        wanted = batch.forms.slice(place, 1).to_pylist()[0]
        same += all(form[name] == wanted[name] for name in columns)
    assert same >= 95  # a file as a whole tells its country and its order of dates, a single record does not


def test_a_shared_address_is_disarmed_in_a_single_record_too():
    judged = {"email": pa.table({"value": ["info@example.com"], "use": ["shared"]})}
    fields = {"given_name": "Anna", "family_name": "Berg", "email": "info@example.com"}
    assert forms_of_record(fields, shared={})["emails"] == ["info@example.com"]
    assert forms_of_record(fields, shared=shared_values(judged))["emails"] is None


texts = st.one_of(st.none(), st.text(max_size=5))
keys = st.sampled_from(
    [
        Key(name="one", columns=("one",)),
        Key(name="both", columns=("one", "two")),
        Key(name="start", columns=("two", "one"), first=(("two", 2),)),
        Key(name="many", columns=("many",)),
        Key(name="many and one", columns=("many", "one")),
    ]
)


def small_forms(rows: list[tuple[Any, ...]]) -> pa.Table:
    return pa.table(
        {
            "one": pa.array([row[0] for row in rows], pa.string()),
            "two": pa.array([row[1] for row in rows], pa.string()),
            "many": pa.array([row[2] for row in rows], pa.list_(pa.string())),
        }
    )


rows_of_texts = st.lists(
    st.tuples(texts, texts, st.one_of(st.none(), st.lists(st.text("ab", max_size=2), max_size=3))), max_size=8
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(rows_of_texts, keys)
def test_a_record_falls_in_the_same_blocks_alone_and_in_a_table(rows, key):
    forms = small_forms(rows)
    blocks = blocks_of(forms, key, hashed_columns(forms))
    together = sorted(zip(blocks.hashes.tolist(), blocks.rows.tolist(), strict=True))
    alone = [
        (block, row) for row, form in enumerate(forms.to_pylist()) for block in hash_blocks(block_values(form, key))
    ]
    assert together == sorted(alone)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(rows_of_texts, keys)
def test_records_added_later_are_found_like_those_built_in(rows, key):
    forms = small_forms(rows)
    cuts = {key.name: (50,)}
    built = build_index(forms, model_of(key), {}, cuts)
    grown = build_index(forms.slice(0, 0), model_of(key), {}, cuts)
    for form in forms.to_pylist():
        grown.add(form)
    for form in forms.to_pylist():
        assert built.candidates(form).tolist() == grown.candidates(form).tolist()
    everyone = np.arange(len(rows), dtype=np.int32)
    assert built.forms(everyone) == [{name: form[name] for name in built.stored.columns} for form in grown.added]


def model_of(*some: Key) -> MatchModel:
    return MatchModel(party="person", keys=some, comparisons=(), learned=None)  # type: ignore[arg-type]


def test_a_block_past_its_cut_is_refined_for_one_record_as_for_many():
    key = Key(name="one", columns=("one",), refine=("two",))
    forms = small_forms([("berg", "anna" if row < 3 else "john", None) for row in range(60)])
    index = build_index(forms, model_of(key), {})

    assert index.cuts == {"one": (50, 50)}
    assert index.candidates({"one": "berg", "two": "anna"}).tolist() == [0, 1, 2]
    assert index.candidates({"one": "berg", "two": "john"}).tolist() == []
    assert index.candidates({"one": "berg", "two": None}).tolist() == []


@pytest.mark.parametrize(("others", "found"), [(49, 49), (50, 0)])
def test_a_record_counts_in_the_block_it_joins(others, found):
    key = Key(name="one", columns=("one",))
    index = build_index(small_forms([("berg", None, None)] * others), model_of(key), {})
    assert len(index.candidates({"one": "berg"})) == found


def test_a_value_never_counted_is_as_rare_as_the_rarest():
    forms = small_forms([("berg", None, None), ("smith", None, None), (None, None, None)])
    rarity = rarity_of(forms, {"one": np.array([0.2, 0.5, 1.0])})["one"]
    assert [rarity.of(text) for text in ("berg", "smith", "unseen", None)] == [0.2, 0.5, 0.2, 1.0]


def test_a_key_keeps_to_its_budget():
    key = Key(name="one", columns=("one",), weak=True)
    texts_of = [f"pair {row // 2}" for row in range(1_000)] + [f"forty {row // 40}" for row in range(6_000)]
    forms = small_forms([(text, None, None) for text in texts_of])
    hashed = hashed_columns(forms)

    assert cuts_of(key, blocks_of(forms, key, hashed), len(texts_of), hashed) == (2,)


def test_candidates_are_capped_at_those_most_keys_propose():
    many = Key(name="many", columns=("many",))
    one = Key(name="one", columns=("one",))
    rows = [("x" if row >= 1_990 else None, None, [f"{row // 40}"]) for row in range(2_000)]
    index = build_index(small_forms(rows), model_of(many, one), {})
    found = index.candidates({"many": [str(number) for number in range(50)], "one": "x"})

    assert len(found) == CANDIDATES_MAX
    assert set(range(1_990, 2_000)) <= set(found.tolist())
