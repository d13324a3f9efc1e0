"""What a run says of itself without labels."""

import numpy as np
import pyarrow as pa
import pytest

from pellucid import sample
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.estimate import estimate_mixed, estimate_over_merging, estimate_precision
from pellucid.golden.pipeline import clean

SIMULATIONS = 400


def mixed(customers, pairs):
    left, right, probability = (np.array([pair[at] for pair in pairs]) for at in range(3))
    return estimate_mixed(np.array(customers), left.astype(int), right.astype(int), probability.astype(float))


@pytest.mark.parametrize(
    ("customers", "pairs", "share", "count"),
    [
        ([0, 1, 2], [], None, 0),
        ([0, 0, 1], [(0, 1, 0.96)], 0.04, 1),
        ([0, 0, 1, 1, 2], [(0, 1, 0.96), (2, 3, 1.0)], 0.02, 2),
        # A third pair that agrees less changes nothing: the two strongest hold the three together.
        ([0, 0, 0], [(0, 1, 0.98), (1, 2, 0.99), (0, 2, 0.96)], 1 - 0.98 * 0.99, 1),
        # Joined by a person's decision alone: no join of the model's can be wrong.
        ([0, 0], [], 0.0, 1),
    ],
)
def test_a_customer_mixes_if_one_of_its_strongest_joins_is_wrong(customers, pairs, share, count):
    got = mixed(customers, pairs)
    assert got.count == count
    assert got.share == (None if share is None else pytest.approx(share))


def test_the_estimate_names_what_it_counts():
    assert mixed([0, 0, 1], [(0, 1, 0.96)]).document("customers") == {
        "share": 0.04,
        "low": 0.0,
        "high": 1.0,
        "customers": 1,
    }


@pytest.mark.slow
@pytest.mark.parametrize("customer_count", [20, 300, 3_000])
@pytest.mark.parametrize("doubt", [0.002, 0.03, 0.3])
def test_the_interval_covers_the_truth_about_95_times_in_100(customer_count, doubt):
    """Customers of one to four records, joined in chains by joins that are right as often as they say."""
    random = np.random.default_rng(customer_count)
    covered = 0
    for _ in range(SIMULATIONS):
        customers = np.repeat(np.arange(customer_count), random.integers(1, 5, customer_count))
        left = np.flatnonzero(customers[:-1] == customers[1:])
        probability = 1.0 - doubt * random.random(len(left))
        wrong = random.random(len(left)) > probability
        truth = (np.bincount(customers[left], weights=wrong) > 0).sum() / (np.bincount(customers) > 1).sum()
        got = estimate_mixed(customers, left, left + 1, probability)
        covered += got.low <= truth <= got.high
    # Few and whole events cannot be covered exactly 95 times in 100, so more is allowed; less is not, beyond chance.
    assert covered >= 0.93 * SIMULATIONS
    if customer_count * doubt > 50:
        assert covered <= 0.98 * SIMULATIONS


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize(("sampled", "rows"), [(sample.contacts, 6_000), (sample.organizations, 1_000)])
def test_what_is_estimated_without_labels_holds_the_truth(sampled, rows, seed):
    table = sampled(rows, seed)
    truth = table["truth_id"].to_numpy()
    places = {"record_id": range(rows), "file": ["one"] * rows, "row": range(1, rows + 1)}
    fields = table.drop_columns(["truth_id"])
    cleaned = clean(pa.table({**places, **{name: fields[name] for name in fields.column_names}}), engine=DuckdbEngine())
    runs = [(party.rows, party.run) for party in cleaned.runs]
    right = [truth[rows[run.left]] == truth[rows[run.right]] for rows, run in runs]
    taken = [run.scored.probability >= run.model.thresholds.same_probability for _, run in runs]
    precision = estimate_precision([run for _, run in runs])
    true_precision = np.concatenate([one[own] for one, own in zip(right, taken, strict=True)]).mean()
    owners = np.unique(np.stack([cleaned.customers, truth], axis=1), axis=0)[:, 0]
    merged = np.bincount(cleaned.customers) > 1
    mixing = estimate_over_merging(cleaned.customers, runs)

    assert precision.low <= true_precision <= precision.high
    assert mixing.low <= (np.bincount(owners)[merged] > 1).mean() <= mixing.high
    assert mixing.high < 0.2  # or it would say nothing
