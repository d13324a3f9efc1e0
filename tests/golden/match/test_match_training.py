"""A model learned from counted patterns finds what the pairs were made with."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from pellucid.golden.match.comparison import Comparison, Level, radices
from pellucid.golden.match.conditions import Equal, Present
from pellucid.golden.match.kinds import PARTY_KINDS
from pellucid.golden.match.together import EVEN_PAIRS, pairs_together
from pellucid.golden.match.training import Counted, codes_of, count_patterns, implied_levels, learn, prior_model

RECORDS = 287  # whose pairs are about as many as are drawn below
SAME_PAIRS, STRANGERS = 900, 40_000


def comparison(name: str, same: float, household_share: float = 0.0) -> Comparison:
    return Comparison(
        name=name, needs=Present(name), different_same=1.0 - same, household_share=household_share, different_words="",
        levels=(Level(name="same", words="", condition=Equal(name), same=same),),
    )  # fmt: skip


# What is believed beforehand, and what the pairs are drawn with: the share of agreements among same and strangers.
FIVE = tuple(comparison(name, 0.8) for name in "abcde")
TRUE_SAME = np.array([0.95, 0.9, 0.7, 0.6, 0.85])
TRUE_CHANCE = np.array([0.02, 0.01, 0.05, 0.1, 0.004])


def drawn(count: int, shares: np.ndarray, rng: np.random.Generator, missing: float = 0.0) -> np.ndarray:
    """Return patterns of so many pairs: agreement (1) with the share given, else difference (2), some missing (0)."""
    codes = np.where(rng.random((count, len(shares))) < shares, 1, 2)
    codes[rng.random(codes.shape) < missing] = 0
    return np.asarray(codes @ np.array(radices(FIVE)))


def counted(missing: float = 0.0) -> tuple[Counted, Counted]:
    rng = np.random.default_rng(8)
    same = drawn(SAME_PAIRS, TRUE_SAME, rng, missing)
    strangers = drawn(STRANGERS, TRUE_CHANCE, rng, missing)
    proposed = np.concatenate([same, strangers[(codes_of(strangers, FIVE) == 1).any(axis=1)]])
    return count_patterns(proposed), count_patterns(strangers)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_learning_finds_the_shares_the_pairs_were_drawn_with(missing: float) -> None:
    proposed, chance = counted(missing)
    learned = learn(prior_model(FIVE, record_count=RECORDS), FIVE, proposed=proposed, chance=chance)

    assert np.array([share[1] for share in learned.same]) == pytest.approx(TRUE_SAME, abs=0.06)
    assert np.array([share[1] for share in learned.random]) == pytest.approx(TRUE_CHANCE, rel=0.3)
    assert learned.same_pairs == pytest.approx(SAME_PAIRS, rel=0.15)


def test_counting_is_the_same_in_whatever_order_pairs_come() -> None:
    patterns = drawn(500, TRUE_SAME, np.random.default_rng(3))
    one, other = count_patterns(patterns), count_patterns(patterns[::-1])

    assert one.patterns.tolist() == other.patterns.tolist()
    assert one.counts.tolist() == other.counts.tolist()
    assert one.counts.sum() == 500


def test_codes_are_what_patterns_are_made_of() -> None:
    codes = np.array([[0, 1, 2, 0, 1], [2, 2, 2, 2, 2]])
    patterns = codes @ np.array(radices(FIVE))

    assert codes_of(patterns, FIVE).tolist() == codes.tolist()


@pytest.mark.parametrize("party", PARTY_KINDS)
@pytest.mark.parametrize("record_count", [0, 1, 2, 3, 1_000_000])
def test_without_a_pair_the_prior_stands(party: str, record_count: int) -> None:
    comparisons = PARTY_KINDS[party].comparisons
    prior = prior_model(comparisons, record_count=record_count)
    nothing = Counted(patterns=np.empty(0, dtype=np.int64), counts=np.empty(0))
    learned = learn(prior, comparisons, proposed=nothing, chance=nothing)

    for shares in (learned.same, learned.household, learned.random):
        for share in shares:
            assert np.all(share > 0)
            assert share[0] == 1.0
            assert share[1:].sum() == pytest.approx(1.0)
    assert [share.tolist() for share in learned.same] == [pytest.approx(share.tolist()) for share in prior.same]


@pytest.mark.parametrize("party", PARTY_KINDS)
def test_priors_of_every_comparison_sum_to_one(party: str) -> None:
    for comparison in PARTY_KINDS[party].comparisons:
        assert sum(level.same for level in comparison.levels) + comparison.different_same == pytest.approx(1.0)


def test_learning_twice_is_learning_once() -> None:
    proposed, chance = counted()
    prior = prior_model(FIVE, record_count=RECORDS)
    one, other = (learn(prior, FIVE, proposed=proposed, chance=chance) for _ in range(2))

    assert [share.tolist() for share in one.same] == [share.tolist() for share in other.same]


def test_swapped_names_are_implied_by_the_names_they_are_swapped_of() -> None:
    comparisons = PARTY_KINDS["person"].comparisons
    places = {comparison.name: place for place, comparison in enumerate(comparisons)}
    swapped = (places["given name"], 2)

    assert implied_levels(comparisons) == {swapped: ((places["given name"], 1), (places["family name"], 1))}


def lifted(rng: np.random.Generator, times: float) -> tuple[Counted, Counted]:
    """Return pairs as counted does, but strangers that agree on a and b so many times as often as by chance."""
    same, strangers = drawn(SAME_PAIRS, np.full(5, 0.95), rng), drawn(STRANGERS, TRUE_CHANCE, rng)
    both = drawn(round(STRANGERS * 0.02 * 0.01 * (times - 1)), np.array([1, 1, *TRUE_CHANCE[2:]]), rng)
    strangers = np.concatenate([strangers, both])
    proposed = np.concatenate([same, strangers[(codes_of(strangers, FIVE) == 1).any(axis=1)]])
    return count_patterns(proposed), count_patterns(strangers)


@pytest.mark.parametrize("times", [1, 10, 40])
def test_what_strangers_show_together_more_often_than_by_chance_proves_less(times: int) -> None:
    go_together = tuple(
        replace(one, levels=(replace(one.levels[0], goes_together=True, frequency=(one.name,)),)) for one in FIVE[:2]
    )
    comparisons = (*go_together, *FIVE[2:])
    proposed, chance = lifted(np.random.default_rng(5), times)
    agreeing = (codes_of(proposed.patterns, comparisons)[:, :2] == 1).all(axis=1)
    learned = learn(
        prior_model(comparisons, record_count=RECORDS), comparisons, proposed=proposed, chance=chance,
        together=float(proposed.counts[agreeing].sum()),
    )  # fmt: skip

    by_chance = STRANGERS * TRUE_CHANCE[0] * TRUE_CHANCE[1]
    believed = (times * by_chance + EVEN_PAIRS) / (by_chance + EVEN_PAIRS)
    assert learned.lift == pytest.approx(believed, rel=0.3)
    one_person = np.array([[1, 1, 0, 0, 0], [1, 0, 0, 0, 0]])
    both, one = learned.logs(one_person)[2] - replace(learned, lift=1.0).logs(one_person)[2]
    assert both == pytest.approx(np.log2(learned.lift))
    assert one == 0.0


def test_pairs_that_agree_on_both_names_are_counted_of_all_records() -> None:
    names = {
        "given": ["Jón", "Jón", "Jón", "Anna", None, None],
        "family": ["Berg", "Berg", "Falk", "Berg", "Berg", "Berg"],
    }
    forms = pa.table({name: pa.array(values, pa.string()) for name, values in names.items()})

    assert pairs_together(forms, PARTY_KINDS["person"].comparisons) == 1
    assert pairs_together(forms, FIVE) == 0


def test_a_defining_outcome_is_not_unlearned_from_companies_of_one_group() -> None:
    """Sisters share all but a: learned freely, differing in a would become usual for one party."""
    defining = (replace(FIVE[0], is_defining=True), *FIVE[1:])
    sisters = np.full(2_000, np.array([2, 1, 1, 1, 1]) @ np.array(radices(FIVE)))
    proposed, chance = counted()
    both = count_patterns(np.concatenate([np.repeat(proposed.patterns, proposed.counts.astype(int)), sisters]))
    shares = [
        learn(prior_model(some, record_count=RECORDS), some, proposed=both, chance=chance).same[0][2]
        for some in (FIVE, defining)
    ]

    assert shares[0] > 0.5
    assert shares[1] == pytest.approx(0.2)


def test_what_a_level_says_of_households_holds_and_the_rest_share_what_is_left() -> None:
    told = replace(FIVE[0], levels=(replace(FIVE[0].levels[0], household=0.35),))
    prior = prior_model((told,), record_count=RECORDS)

    assert prior.household[0].tolist() == pytest.approx([1.0, 0.35, 0.65])
