"""What stewards' verdicts teach a model: little when they are few, the truth when they are many."""

from dataclasses import replace

import numpy as np
import pytest

from pellucid.golden.match.comparison import Comparison, Level, radices
from pellucid.golden.match.conditions import Equal, Present
from pellucid.golden.match.learn_verdicts import Judged, learn_from_verdicts
from pellucid.golden.match.training import Learned, codes_of, prior_model

THREE = tuple(
    Comparison(
        name=name, needs=Present(name), different_same=0.2, household_share=0.0, different_words="",
        levels=(Level(name="same", words="", condition=Equal(name), same=0.8),),
    )
    for name in "abc"
)  # fmt: skip
BELIEVED = prior_model(THREE, record_count=300)


def bits_of(learned: Learned, patterns: np.ndarray) -> np.ndarray:
    same, household, random = learned.logs(codes_of(patterns, THREE))
    return np.asarray(same - np.logaddexp2(household, random))


def asked(count: int, *, truth: Learned, seed: int = 4) -> Judged:
    """Return pairs that look doubtful to what is believed, judged by what is true."""
    rng = np.random.default_rng(seed)
    patterns = rng.integers(1, 3, (count, 3)) @ np.array(radices(THREE))
    chance = 1.0 / (1.0 + np.exp2(-bits_of(truth, patterns)))
    return Judged(patterns=patterns, bits=bits_of(BELIEVED, patterns), same=rng.random(count) < chance)


def off(learned: Learned, truth: Learned, judged: Judged) -> float:
    """Return the mean distance from the true probability."""
    one, other = (1.0 / (1.0 + np.exp2(-bits_of(model, judged.patterns))) for model in (learned, truth))
    return float(np.abs(one - other).mean())


def test_no_verdicts_teach_nothing() -> None:
    assert learn_from_verdicts(BELIEVED, THREE, asked(0, truth=BELIEVED)) is BELIEVED


def test_one_verdict_moves_an_even_pair_by_less_than_half_a_bit() -> None:
    one = Judged(patterns=np.array([13]), bits=np.array([0.0]), same=np.array([True]))
    moved = bits_of(learn_from_verdicts(BELIEVED, THREE, one), one.patterns) - bits_of(BELIEVED, one.patterns)
    assert 0.0 < moved[0] < 0.5


def test_a_verdict_against_all_evidence_does_not_turn_the_model() -> None:
    one = Judged(patterns=np.array([13]), bits=np.array([-40.0]), same=np.array([True]))
    moved = bits_of(learn_from_verdicts(BELIEVED, THREE, one), one.patterns) - bits_of(BELIEVED, one.patterns)
    assert 0.0 < moved[0] < 1.0


def test_verdicts_on_what_is_sure_anyway_teach_next_to_nothing() -> None:
    sure = Judged(patterns=np.full(50, 13), bits=np.full(50, 20.0), same=np.ones(50, bool))
    moved = bits_of(learn_from_verdicts(BELIEVED, THREE, sure), sure.patterns) - bits_of(BELIEVED, sure.patterns)
    assert abs(moved).max() < 0.01


@pytest.mark.parametrize("start", [-3.0, 3.0])
def test_many_verdicts_find_how_far_the_model_is_off(start: float) -> None:
    same = [share.copy() for share in BELIEVED.same]
    same[0][1] *= 2.0**-2  # agreeing on a proves less than is believed
    truth = replace(BELIEVED, same=tuple(same), same_pairs=BELIEVED.same_pairs * 2.0**start)
    judged = asked(3_000, truth=truth)
    learned = learn_from_verdicts(BELIEVED, THREE, judged)

    assert off(learned, truth, judged) < 0.02 < off(BELIEVED, truth, judged)


def test_the_order_in_which_verdicts_were_given_leaves_no_trace() -> None:
    judged = asked(200, truth=replace(BELIEVED, same_pairs=BELIEVED.same_pairs * 8.0))
    turned = Judged(patterns=judged.patterns[::-1], bits=judged.bits[::-1], same=judged.same[::-1])
    one, other = (learn_from_verdicts(BELIEVED, THREE, given) for given in (judged, turned))

    assert one.same_pairs == other.same_pairs
    assert all((ours == theirs).all() for ours, theirs in zip(one.same, other.same, strict=True))


def test_what_was_not_judged_stays_as_it_was() -> None:
    only_a = Judged(patterns=np.full(20, 1), bits=np.zeros(20), same=np.zeros(20, bool))
    learned = learn_from_verdicts(BELIEVED, THREE, only_a)

    assert learned.same[0][1] < BELIEVED.same[0][1]
    assert all((learned.same[column] == BELIEVED.same[column]).all() for column in (1, 2))
