"""What would change is told from the pairs already compared, and is what then changes."""

import numpy as np
import pytest

from pellucid import sample
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.intake.arrow import read_table
from pellucid.golden.intake.gather import gather
from pellucid.golden.match.model import Thresholds
from pellucid.golden.pipeline import Cleaned, clean, content_order
from pellucid.golden.resolve.conflicts import exclusive_codes
from pellucid.golden.resolve.graph import Decisions, Edges
from pellucid.golden.resolve.what_if import Change, WhatIf, edges_of, what_if

NOTHING = Decisions()
DEFAULT = Thresholds()


def edges(*pairs: tuple[int, int, float]) -> Edges:
    left, right, bits = zip(*pairs, strict=True)
    return Edges(left=np.array(left), right=np.array(right), bits=np.array(bits, dtype=np.float64))


def labels(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.int64)


def test_a_dearer_wrong_merge_loses_the_weak_pairs():
    pairs = edges((0, 1, 5.0), (2, 3, 9.0))
    found = what_if(labels(0, 0, 2, 2), pairs, thresholds=Thresholds(wrong_merge_cost=64.0), decisions=NOTHING)

    assert (found.customers_before, found.customers_after) == (2, 3)
    assert (found.gained, found.lost) == (0, 1)
    assert found.riskiest_lost == (Change(left=0, right=1, bits=5.0),)
    assert found.riskiest_gained == ()


def test_a_cheaper_wrong_merge_gains_them():
    pairs = edges((0, 1, 3.0), (2, 3, 9.0))
    found = what_if(labels(0, 1, 2, 2), pairs, thresholds=Thresholds(wrong_merge_cost=4.0), decisions=NOTHING)

    assert (found.gained, found.lost) == (1, 0)
    assert found.riskiest_gained == (Change(left=0, right=1, bits=3.0),)


def test_merges_count_all_pairs_of_a_customer_but_list_the_compared_ones():
    pairs = edges((0, 1, 6.0), (1, 2, 6.0))
    found = what_if(labels(0, 1, 2), pairs, thresholds=DEFAULT, decisions=NOTHING)

    assert found.gained == 3
    assert [(change.left, change.right) for change in found.riskiest_gained] == [(0, 1), (1, 2)]


def test_the_riskiest_five_are_those_nearest_to_the_cut():
    pairs = edges(*((2 * place, 2 * place + 1, 20.0 - place) for place in range(8)))
    found = what_if(np.arange(16), pairs, thresholds=DEFAULT, decisions=NOTHING)

    assert found.gained == 8
    assert [change.bits for change in found.riskiest_gained] == [13.0, 14.0, 15.0, 16.0, 17.0]


def test_a_decision_takes_and_gives():
    pairs = edges((0, 1, 9.0), (1, 2, -2.0))
    decided = Decisions(same=((1, 2),), different=((0, 1),))
    found = what_if(labels(0, 0, 2), pairs, thresholds=DEFAULT, decisions=decided)

    assert (found.gained, found.lost) == (1, 1)
    assert found.after.labels.tolist() == [0, 1, 1]


def test_nothing_comes_of_no_records():
    none = np.empty(0, dtype=np.int64)
    nothing = Edges(left=none, right=none, bits=np.empty(0))
    found = what_if(none, nothing, thresholds=DEFAULT, decisions=NOTHING)

    assert (found.customers_before, found.customers_after, found.gained, found.lost) == (0, 0, 0, 0)


@pytest.fixture(scope="module")
def cleaned() -> Cleaned:
    contacts = sample.contacts(1_500, 3).drop_columns(["truth_id"])
    return clean(gather([read_table(contacts, file="contacts")]), engine=DuckdbEngine())


def asked(cleaned: Cleaned, cost: float = 20.0, without: tuple[str, ...] = ()) -> WhatIf:
    return what_if(
        cleaned.customers,
        edges_of([(party.rows, party.run) for party in cleaned.runs], without=without),
        thresholds=Thresholds(wrong_merge_cost=cost),
        decisions=Decisions(exclusive=exclusive_codes(cleaned.standard.table)),
        order=content_order(cleaned.records),
    )


@pytest.mark.slow
def test_nothing_changes_if_nothing_does(cleaned):
    found = asked(cleaned)
    assert (found.gained, found.lost) == (0, 0)
    assert found.customers_before == found.customers_after == len(cleaned.customer_ids)


@pytest.mark.slow
def test_what_was_foretold_of_a_cost_is_what_cleaning_at_that_cost_gives(cleaned):
    found = asked(cleaned, cost=2_000.0)
    again = clean(cleaned.records, engine=DuckdbEngine(), thresholds=Thresholds(wrong_merge_cost=2_000.0))
    # Rarity is counted over customers as the first weighing tells them, which a new run does anew at its own cut.
    assert found.lost > 20
    assert found.customers_after == pytest.approx(len(again.customer_ids), abs=0.01 * len(again.customer_ids))


@pytest.mark.slow
def test_a_comparison_left_out_weighs_as_if_it_were_missing(cleaned):
    (run,) = [party.run for party in cleaned.runs if party.run.model.party == "person"]
    rows = np.arange(len(cleaned.customers))
    before, after = edges_of([(rows, run)]), edges_of([(rows, run)], without=("e-mail",))
    place = [comparison.name for comparison in run.model.comparisons].index("e-mail")
    factor = int(np.prod([comparison.code_count for comparison in run.model.comparisons[:place]]))
    missing = (run.patterns // factor) % run.model.comparisons[place].code_count == 0

    assert 0 < missing.sum() < len(missing)
    assert np.array_equal(before.bits[missing], after.bits[missing])
    assert (before.bits[~missing] != after.bits[~missing]).all()
    assert asked(cleaned, without=("e-mail",)).lost > 0
