"""Records added one by one end in the customers of a batch, in whatever order they come."""

import numpy as np
import pyarrow as pa
import pytest

from pellucid import sample
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.evaluate import pattern_of
from pellucid.golden.match.forms import make_forms
from pellucid.golden.match.index import RecordIndex, build_index
from pellucid.golden.match.keys import BLOCK_RECORDS_MAX
from pellucid.golden.match.kinds import PERSON
from pellucid.golden.match.rarity import rarity_of
from pellucid.golden.match.run import MatchRun, run_match
from pellucid.golden.match.score import score_pairs
from pellucid.golden.resolve.graph import Decisions, Edges, resolve
from pellucid.golden.resolve.incremental import GrowingCustomers, Start
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.table import JUDGE

Customers = set[frozenset[int]]
COUNT = 400


@pytest.fixture(scope="module")
def forms() -> pa.Table:
    raw = sample.contacts(COUNT, 5).drop_columns(["truth_id"])
    own = {"record_id": range(COUNT), "file": ["contacts"] * COUNT, "row": range(COUNT)}
    records = pa.table({name: pa.array(values) for name, values in own.items()} | dict(raw.to_pydict()))
    return make_forms(standardize_table(records, judge=JUDGE).table).table


@pytest.fixture(scope="module")
def run(forms) -> MatchRun:
    return run_match(forms, kind=PERSON, engine=DuckdbEngine(), order=np.arange(COUNT))


def customers_of(labels, records) -> Customers:
    groups: dict[int, set[int]] = {}
    for label, record in zip(labels, records, strict=True):
        groups.setdefault(int(label), set()).add(int(record))
    return {frozenset(group) for group in groups.values()}


def empty_index(forms: pa.Table, run: MatchRun, cut: int) -> RecordIndex:
    cuts = {key.name: (cut,) * (len(key.refine) + 1) for key in run.model.keys}
    return build_index(forms.slice(0, 0), run.model, rarity_of(forms, run.shares), cuts)


def grown(forms: pa.Table, run: MatchRun, order: list[int], cut: int, decisions: Decisions) -> Customers:
    place = {record: position for position, record in enumerate(order)}
    own = Decisions(
        same=tuple((place[left], place[right]) for left, right in decisions.same),
        different=tuple((place[left], place[right]) for left, right in decisions.different),
        exclusive=tuple(codes[order] for codes in decisions.exclusive),
    )
    growing = GrowingCustomers(empty_index(forms, run, cut), decisions=own)
    rows = forms.to_pylist()
    for record in order:
        growing.add(rows[record], rank=record)
    return customers_of(growing.labels, order)


def in_one_batch(forms: pa.Table, run: MatchRun, cut: int, decisions: Decisions) -> Customers:
    """Compare all pairs that the keys propose among all records, weigh them under the model, and resolve."""
    index = empty_index(forms, run, cut)
    rows = forms.to_pylist()
    for form in rows:
        index.add(form)
    pairs = {
        (one, int(other))
        for one, form in enumerate(rows)
        for key in run.model.keys
        for block, largest in index.groups(form, key)
        for other in block
        if one < other and len(block) <= largest
    }
    left, right = np.array(sorted(pairs)).T
    patterns = np.array([pattern_of(rows[one], rows[other], run.model.comparisons) for one, other in sorted(pairs)])
    if cut == BLOCK_RECORDS_MAX:
        assert (left.tolist(), right.tolist(), patterns.tolist()) == tuple(
            one.tolist() for one in (run.left, run.right, run.patterns)
        )
    scored = score_pairs(
        run.model.learned,
        run.model.comparisons,
        left_ids=left,
        right_ids=right,
        patterns=patterns,
        shares=run.shares,
    )
    edges = Edges(left=left, right=right, bits=scored.bits)
    found = resolve(COUNT, edges, same_bits=run.model.thresholds.same_bits, decisions=decisions)
    return customers_of(found.labels, range(COUNT))


def decided(run: MatchRun) -> Decisions:
    """Part the strongest pairs, join the weakest, and let a number keep some more apart."""
    by_bits = np.argsort(run.scored.bits)
    codes = np.full(COUNT, -1)
    for pair in by_bits[-12:-6]:
        codes[run.left[pair]], codes[run.right[pair]] = run.left[pair], run.right[pair]
    return Decisions(
        same=tuple((int(run.left[pair]), int(run.right[pair])) for pair in by_bits[:3]),
        different=tuple((int(run.left[pair]), int(run.right[pair])) for pair in by_bits[-4:]),
        exclusive=(codes,),
    )


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("cut", [BLOCK_RECORDS_MAX, 2])
@pytest.mark.parametrize("with_decisions", [False, True])
def test_any_order_ends_in_the_customers_of_one_batch(forms, run, seed, cut, with_decisions):
    decisions = decided(run) if with_decisions else Decisions()
    order = np.random.default_rng(seed).permutation(COUNT).tolist()
    expected = in_one_batch(forms, run, cut, decisions)

    assert len(expected) < COUNT - 20
    assert grown(forms, run, order, cut, decisions) == expected


@pytest.mark.slow
def test_records_added_to_a_batch_end_in_the_customers_of_a_larger_batch(forms, run):
    half = COUNT // 2
    within = run.right < half
    edges = Edges(left=run.left[within], right=run.right[within], bits=run.scored.bits[within])
    first = resolve(half, edges, same_bits=run.model.thresholds.same_bits, decisions=Decisions())
    cuts = empty_index(forms, run, BLOCK_RECORDS_MAX).cuts
    index = build_index(forms.slice(0, half), run.model, rarity_of(forms, run.shares), cuts)
    growing = GrowingCustomers(index, start=Start(edges=edges, labels=first.labels, order=np.arange(half)))
    rows = forms.to_pylist()
    for record in range(half, COUNT):
        growing.add(rows[record], rank=record)

    assert customers_of(growing.labels, range(COUNT)) == in_one_batch(forms, run, BLOCK_RECORDS_MAX, Decisions())
