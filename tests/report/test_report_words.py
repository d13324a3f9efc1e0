"""Numbers on the page: honest at both ends."""

import pytest

from pellucid.report.words import breakable, counted, day, how_sure, listed, odds, percent, points


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (None, "–"),
        (0.0, "0%"),
        (0.0004, "under 0.1%"),
        (0.0049, "0.5%"),
        (0.123, "12%"),
        (0.996, "99.6%"),
        (0.9999, "over 99.9%"),
        (1.0, "100%"),
    ],
)
def test_a_share_never_rounds_to_nothing_or_to_all(share: float | None, told: str) -> None:
    assert percent(share) == told


@pytest.mark.parametrize(
    ("score", "told"), [(None, "–"), (0.0, "0"), (0.001, "1"), (0.834, "83"), (0.9999, "99"), (1.0, "100")]
)
def test_a_score_is_100_only_when_nothing_failed(score: float | None, told: str) -> None:
    assert points(score) == told


def test_numbers_have_thousands_separators_and_their_noun_in_the_right_number() -> None:
    assert counted(1, "row") == "1 row"
    assert counted(4987, "row") == "4,987 rows"
    assert counted(0, "value is", "values are") == "0 values are"


@pytest.mark.parametrize(
    ("probability", "told"),
    [
        (0.999, "almost surely the same"),
        (0.9, "probably the same"),
        (0.5, "unclear"),
        (0.1, "probably not the same"),
        (0.001, "almost surely not the same"),
    ],
)
def test_probability_is_told_in_words(probability: float, told: str) -> None:
    assert how_sure(probability) == told


def test_evidence_has_a_sign_a_typesetter_would_use() -> None:
    assert (odds(3.14), odds(-2.0)) == ("+3.1", "−2.0")


def test_many_files_are_told_as_the_first_and_how_many_more() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d"]) == "a, b and 2 more"


def test_a_date_is_written_as_people_write_it() -> None:
    assert day("2026-01-09") == "9 January 2026"


def test_breaks_are_allowed_after_marks_and_text_stays_escaped() -> None:
    assert breakable("a_b@c.de") == "a_<wbr>b@<wbr>c.<wbr>de"
    assert breakable("<b>'x'") == "&lt;b&gt;&#39;x&#39;"
