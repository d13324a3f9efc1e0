"""A match model as a document, its thresholds, its weighing and its reasons."""

import json
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.match.comparison import pattern_codes, radices
from pellucid.golden.match.explain import explain_pair, pattern_reasons
from pellucid.golden.match.kinds import ORGANIZATION, PARTY_KINDS, PERSON
from pellucid.golden.match.model import MatchModel, Thresholds, UnknownModel, model_from_document
from pellucid.golden.match.score import CERTAIN_BITS, score_pairs
from pellucid.golden.match.training import prior_model


def model_of(party: str = "person", record_count: int = 1000) -> MatchModel:
    kind = PARTY_KINDS[party]
    return MatchModel(
        party=party, keys=kind.keys, comparisons=kind.comparisons,
        learned=prior_model(kind.comparisons, record_count=record_count),
    )  # fmt: skip


def patterns_of(party: str) -> st.SearchStrategy[int]:
    comparisons = PARTY_KINDS[party].comparisons
    codes = st.tuples(*(st.integers(0, comparison.code_count - 1) for comparison in comparisons))
    return codes.map(lambda own: sum(code * factor for code, factor in zip(own, radices(comparisons), strict=True)))


def bits_of(model: MatchModel, pattern: int, shares: Mapping[str, np.ndarray]) -> float:
    scored = score_pairs(
        model.learned, model.comparisons, left_ids=np.array([0]), right_ids=np.array([1]),
        patterns=np.array([pattern]), shares=shares,
    )  # fmt: skip
    return float(scored.bits[0])


class TestDocument:
    @pytest.mark.parametrize("party", PARTY_KINDS)
    def test_a_model_read_back_weighs_the_same(self, party: str) -> None:
        model, kind = model_of(party), PARTY_KINDS[party]
        document = json.loads(json.dumps(model.document()))
        read = model_from_document(document, keys=kind.keys, comparisons=kind.comparisons)

        assert read.version == model.version
        assert read.document() == model.document()
        assert [share.tolist() for share in read.learned.same] == [share.tolist() for share in model.learned.same]

    def test_another_threshold_is_another_version(self) -> None:
        model = model_of()

        assert replace(model, thresholds=Thresholds(wrong_merge_cost=9.0)).version != model.version

    def test_a_model_of_other_comparisons_is_refused(self) -> None:
        with pytest.raises(UnknownModel, match="clean the files again"):
            model_from_document(
                model_of("person").document(), keys=ORGANIZATION.keys, comparisons=ORGANIZATION.comparisons
            )

    def test_a_model_of_other_keys_is_refused(self) -> None:
        with pytest.raises(UnknownModel):
            model_from_document(model_of().document(), keys=PERSON.keys[1:], comparisons=PERSON.comparisons)


class TestThresholds:
    def test_costs_decide_where_pairs_part(self) -> None:
        cuts = Thresholds(wrong_merge_cost=20.0, asking_cost=0.3)

        assert cuts.same_probability == pytest.approx(20 / 21)
        assert cuts.same_bits == pytest.approx(np.log2(20))
        assert cuts.review_probability == pytest.approx(0.3)
        assert cuts.review_bits == pytest.approx(np.log2(0.3 / 0.7))

    def test_the_dearer_a_wrong_merge_the_surer_it_must_be(self) -> None:
        assert Thresholds(wrong_merge_cost=100.0).same_bits > Thresholds().same_bits


class TestWeighing:
    def test_nothing_said_is_no_evidence(self) -> None:
        model = model_of()
        learned = model.learned
        odds = learned.same_pairs / (learned.random_pairs + learned.household_pairs)

        assert bits_of(model, 0, {}) == pytest.approx(np.log2(odds))

    def test_agreement_on_a_rare_value_weighs_more(self) -> None:
        model = model_of()
        same_given = 1
        rare, common = ({"given": np.array([share, share])} for share in (0.0001, 0.05))

        assert bits_of(model, same_given, rare) > bits_of(model, same_given, common)

    def test_the_commoner_of_two_values_counts(self) -> None:
        model = model_of()

        assert bits_of(model, 1, {"given": np.array([0.001, 0.05])}) == bits_of(
            model, 1, {"given": np.array([0.05, 0.05])}
        )

    @pytest.mark.slow
    @settings(max_examples=100, deadline=None)
    @given(st.sampled_from(sorted(PARTY_KINDS)).flatmap(lambda party: st.tuples(st.just(party), patterns_of(party))))
    def test_bits_and_probability_say_the_same(self, drawn: tuple[str, int]) -> None:
        party, pattern = drawn
        bits = bits_of(model_of(party), pattern, {})

        assert -CERTAIN_BITS <= bits <= CERTAIN_BITS

    @pytest.mark.slow
    @settings(max_examples=150, deadline=None)
    @given(
        st.sampled_from(sorted(PARTY_KINDS)).flatmap(lambda party: st.tuples(st.just(party), patterns_of(party))),
        st.sampled_from([2, 3, 50, 100_000]),
        st.floats(1e-6, 1.0),
    )
    def test_reasons_add_up_to_what_the_pair_weighs(
        self, drawn: tuple[str, int], record_count: int, share: float
    ) -> None:
        party, pattern = drawn
        model = model_of(party, record_count)
        columns = {name for one in model.comparisons for level in one.levels for name in level.frequency}
        shares = {name: np.array([share, share / 2]) for name in columns}
        told = sum(reason.bits for reason in explain_pair(model, pattern, left=0, right=1, shares=shares))

        assert np.clip(told, -CERTAIN_BITS, CERTAIN_BITS) == pytest.approx(bits_of(model, pattern, shares), abs=0.011)


class TestReasons:
    def test_reasons_begin_with_the_odds_and_name_what_was_compared(self) -> None:
        model = model_of()
        told = explain_pair(model, 1, left=0, right=1, shares={})

        assert [reason.comparison for reason in told][:2] == ["before comparing", "given name"]
        assert told[0].bits < 0 < told[1].bits

    def test_a_pattern_in_words_begins_with_the_strongest(self) -> None:
        model = model_of()
        factors = radices(model.comparisons)
        generation_only_one, given_same = 2 * factors[2], 1
        words = pattern_reasons(model, given_same + generation_only_one)

        assert words.startswith("the same given name (+")
        assert "; only one of them is called junior or senior (" in words

    @settings(max_examples=50, deadline=None)
    @given(patterns_of("person"))
    def test_every_outcome_has_words(self, pattern: int) -> None:
        model = model_of()
        said = [code for code in pattern_codes(pattern, model.comparisons) if code]
        words = pattern_reasons(model, pattern)

        assert words.count("(") == len(said)
        assert not words.startswith(" ")
