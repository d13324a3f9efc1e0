"""What is proposed, disarmed and weighed under one version of a model is what a match run of all records does."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from pellucid import sample
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.disarm import CONTACTS, disarmed, shared_in
from pellucid.golden.match.forms import make_forms
from pellucid.golden.match.kinds import PERSON
from pellucid.golden.match.learn_version import LearnedVersion, Verdicts, first_version, learn_version
from pellucid.golden.match.model import Thresholds
from pellucid.golden.match.run import MatchRun, run_match
from pellucid.golden.match.weigh import ONE_BY_ONE_MAX, Version, weigh
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.table import JUDGE

NOTHING = dict.fromkeys(CONTACTS, pa.array([], pa.string()))
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Batch:
    """forms: with what the guard disarms disarmed."""

    forms: pa.Table
    run: MatchRun
    learned: LearnedVersion


@pytest.fixture(scope="module")
def forms() -> pa.Table:
    raw = sample.contacts(3_000, 7).drop_columns(["truth_id"])
    places = {
        "record_id": pa.array(range(raw.num_rows)),
        "file": pa.array(["contacts"] * raw.num_rows),
        "row": pa.array(range(1, raw.num_rows + 1)),
    }
    records = pa.table({**places, **{name: raw[name] for name in raw.column_names}})
    return make_forms(standardize_table(records, judge=JUDGE, hints=Hints(today="2026-01-31")).table).table


@pytest.fixture(scope="module")
def batch(forms) -> Batch:
    order = np.arange(forms.num_rows, dtype=np.int64)
    run = run_match(forms, kind=PERSON, engine=DuckdbEngine(), order=order, thresholds=Thresholds())
    learned = learn_version(
        forms, kind=PERSON, shared=shared_in(forms), engine=DuckdbEngine(), order=order, thresholds=Thresholds()
    )
    return Batch(forms=forms, run=run, learned=learned)


def test_what_is_disarmed_by_a_version_is_what_the_guard_disarms(forms):
    assert disarmed(disarmed(forms, NOTHING), shared_in(forms)).equals(forms)


def test_disarming_depends_on_the_version_alone_not_on_what_was_disarmed_before(forms):
    armed = disarmed(forms, NOTHING)
    assert armed["emails"].equals(armed["emails_all"])
    some = {**NOTHING, "email": pc.list_flatten(forms["emails_all"])[:50].combine_chunks()}
    assert disarmed(disarmed(forms, some), some).equals(disarmed(armed, some))
    left = set(pc.list_flatten(disarmed(armed, some)["emails"]).to_pylist())
    assert left.isdisjoint(some["email"].to_pylist())


def test_a_version_learned_from_all_records_is_the_match_run_of_all_records(batch):
    run = batch.learned.run
    assert (run.left.tolist(), run.right.tolist()) == (batch.run.left.tolist(), batch.run.right.tolist())
    assert run.patterns.tolist() == batch.run.patterns.tolist()
    np.testing.assert_allclose(run.scored.bits, batch.run.scored.bits, atol=1e-9)
    assert batch.learned.version.model.document() == batch.run.model.document()


def test_pairs_weighed_under_the_version_have_the_evidence_of_the_run_many_at_once_or_a_few(batch):
    run = batch.run
    assert len(run.left) > ONE_BY_ONE_MAX
    patterns, scored = weigh(batch.forms, run.left, run.right, batch.learned.version, DuckdbEngine())
    assert patterns.tolist() == run.patterns.tolist()
    np.testing.assert_allclose(scored.bits, run.scored.bits, atol=1e-9)
    some = np.arange(0, len(run.left), 11)
    patterns, scored = weigh(batch.forms, run.left[some], run.right[some], batch.learned.version, DuckdbEngine())
    assert patterns.tolist() == run.patterns[some].tolist()
    np.testing.assert_allclose(scored.bits, run.scored.bits[some], atol=1e-9)


def test_no_pairs_weigh_nothing(batch):
    nobody = np.empty(0, dtype=np.int64)
    patterns, scored = weigh(batch.forms, nobody, nobody, batch.learned.version, DuckdbEngine())
    assert (len(patterns), len(scored.bits)) == (0, 0)


def test_before_anything_was_learned_two_who_agree_in_all_are_one(forms):
    version: Version = first_version(PERSON, shared=NOTHING, no_forms=forms.slice(0, 0), thresholds=Thresholds())
    told = pc.and_(pc.is_valid(forms["email"]), pc.is_valid(forms["name_sorted"]))
    twice = forms.filter(told).slice(0, 1).take(pa.array([0, 0]))
    twice = twice.set_column(0, "id", pa.array([0, 1], pa.int32()))
    _, scored = weigh(twice, np.array([0]), np.array([1]), version, DuckdbEngine())
    assert scored.bits[0] > version.model.thresholds.same_bits


def test_verdicts_make_another_version_under_which_pairs_weigh_as_it_says(batch):
    run = batch.learned.run
    doubtful = np.flatnonzero((run.scored.probability > 0.05) & (run.scored.probability < 0.95))
    verdicts = Verdicts(
        left=np.r_[run.right[doubtful], 0], right=np.r_[run.left[doubtful], 0], same=np.zeros(len(doubtful) + 1, bool)
    )
    order = np.arange(batch.forms.num_rows, dtype=np.int64)
    told = learn_version(
        batch.forms, kind=PERSON, shared=shared_in(batch.forms), engine=DuckdbEngine(), order=order,
        thresholds=Thresholds(), verdicts=verdicts,
    )  # fmt: skip

    assert told.version.model.version != batch.learned.version.model.version
    assert told.run.scored.bits[doubtful].mean() < run.scored.bits[doubtful].mean() - 0.5
    some = slice(0, ONE_BY_ONE_MAX)
    _, scored = weigh(batch.forms, told.run.left[some], told.run.right[some], told.version, DuckdbEngine())
    np.testing.assert_allclose(scored.bits, told.run.scored.bits[some])
