"""Numbers, days and sentences of the core as a reader of Persian knows them."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override
from django_cotton import render_component

from pellucid.crm.ui.core_words import evidence_in_language, in_language
from pellucid.crm.ui.dates import write_moment
from pellucid.crm.ui.numbers import write_change, write_number, write_share

DAY = date(2026, 3, 21)  # the first of the Persian year 1405


@pytest.fixture(autouse=True)
def in_persian():
    with override("fa"):
        yield


def test_numbers_have_persian_digits_separators_and_percent() -> None:
    assert [write_number(1234567), write_number(0.5), write_share(0.87)] == ["۱٬۲۳۴٬۵۶۷", "۰٫۵", "۸۷٪"]
    assert write_number(None) == "–"


def test_a_difference_keeps_its_sign() -> None:
    assert [write_change(2.5), write_change(-2.5)] == ["+۲٫۵", "−۲٫۵"]


def test_a_difference_has_its_sign_before_it_in_a_line_from_right_to_left() -> None:
    assert Template("{% load ui %}{{ by|change }}").render(Context({"by": 2.5})) == '<bdi dir="ltr">+۲٫۵</bdi>'
    assert "(\u2068+۹٫۵\u2069)" in evidence_in_language("same e-mail (+9.5)")


def test_the_words_behind_a_value_do_not_turn_it(rf) -> None:
    value = {"text": "+4915112345", "certainty": "doubtful"}
    shown = render_component(rf.get("/"), "value", value)
    assert "<bdi>+4915112345</bdi>" in shown
    assert "dir=" not in shown


@pytest.mark.parametrize(("shape", "written"), [("DATE_FORMAT", "۱ فروردین ۱۴۰۵"), ("SHORT_DATE_FORMAT", "۱۴۰۵/۰۱/۰۱")])
def test_days_are_of_the_solar_calendar(shape, written) -> None:
    assert write_moment(DAY, shape) == written
    assert Template("{{ day|date:'" + shape + "' }}").render(Context({"day": DAY})) == written


def test_days_for_machines_stay_as_machines_read_them() -> None:
    page = Template("{{ at|date:'c' }}").render(Context({"at": datetime(2026, 3, 21, tzinfo=UTC)}))
    assert page == "2026-03-21T00:00:00+00:00"


def test_days_of_other_readers_are_of_their_calendar() -> None:
    with override("en"):
        assert write_moment(DAY, "DATE_FORMAT") == "March 21, 2026"


def test_a_sentence_of_the_core_keeps_what_it_is_about_apart_from_its_direction() -> None:
    assert "\u2068XX\u2069" in in_language("No country is called XX.")


def test_what_somebody_wrote_stays_as_it_is() -> None:
    assert in_language("Ask Bo first.") == "Ask Bo first."


def test_evidence_is_told_with_its_bits() -> None:
    assert evidence_in_language("same e-mail (+9.5); another town (-1.0)").count("(") == 2
