"""Dates: a column decides its order, any text gives a result, standard values stay."""

import datetime

import jdatetime
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize import date as standardize
from pellucid.golden.standardize.date import DEFAULT_DATES, decide_calendar, decide_date_order, standardize_date
from pellucid.golden.validate import date as validate
from pellucid.golden.validate.date import check_birth_date, check_date

DATEISH = st.text("0123456789/.- :TAprilМай۱٣年月", max_size=16)
DATES = st.dates(datetime.date(1902, 1, 2), datetime.date(2098, 12, 31)).filter(
    lambda d: (d.year, d.month, d.day) not in DEFAULT_DATES
)


@pytest.mark.parametrize(
    ("column", "day_first"),
    [
        (["03/04/1981", "26/04/1981"], True),
        (["03/04/1981", "04/26/1981"], False),
        (["03/04/1981", "05/06/1990"], None),
        (["26/04/1981", "04/26/1981"], None),
        (["26/04/1981"] * 40 + ["04/26/1981"], True),
        (["1981-04-26"], None),
        (["٢٦/٠٤/١٩٨١"], True),
        ([], None),
    ],
)
def test_a_column_decides_which_comes_first(column: list[str], day_first: bool | None) -> None:
    assert decide_date_order(column) is day_first


@pytest.mark.parametrize(
    ("column", "calendar"),
    [
        (["1360/02/06", "1357/11/22"], "persian"),
        (["26/04/2524", "01/02/2530"], "buddhist"),
        (["1981-04-26", "2001-01-02", "1360/02/06"], "gregorian"),
        (["26.04.81"], None),
    ],
)
def test_a_column_decides_its_calendar(column: list[str], calendar: str | None) -> None:
    assert decide_calendar(column) == calendar


@pytest.mark.parametrize(
    ("raw", "calendar", "iso"),
    [
        ("26/04/24", "buddhist", "1981-04-26"),
        ("60/02/06", "persian", "1981-04-26"),
        ("26/04/81", "gregorian", "1981-04-26"),
        ("1360/02/06", "gregorian", "1981-04-26"),
        ("1981-04-26", "persian", "1981-04-26"),
    ],
)
def test_the_calendar_of_a_column_completes_a_short_year_and_never_changes_a_whole_one(
    raw: str, calendar: str, iso: str
) -> None:
    assert standardize_date(raw, Hints(calendar=calendar, day_first=True)).value == iso


def test_a_minor_is_noted_in_a_birth_date_only() -> None:
    hints = Hints(today="2026-01-01")
    born = standardize_date("2015-06-01", hints)
    assert check_date(born, hints) == ()
    assert [issue.rule for issue in check_birth_date(born, hints)] == ["date_minor"]


@settings(max_examples=120, deadline=None)
@given(
    st.one_of(st.text(max_size=30), DATEISH), st.sampled_from([None, True, False]), st.sampled_from([None, "US", "IR"])
)
def test_any_text_gives_a_result_whose_rules_are_all_registered(
    raw: str, first: bool | None, country: str | None
) -> None:
    hints = Hints(country=country, day_first=first, today="2026-01-01")
    value = standardize_date(raw, hints)
    assert value.raw == raw
    assert set(value.changes) <= {rule.name for rule in standardize.RULES}
    assert {issue.rule for issue in check_birth_date(value, hints)} <= {rule.name for rule in validate.RULES}
    if value.value is None and raw.strip():
        assert check_date(value, hints), "what has no value says why"
    if value.value is not None:
        again = standardize_date(value.value, hints)
        assert again.value in (value.value, None)
        assert again.changes == ()


@settings(max_examples=120, deadline=None)
@given(DATES, st.booleans())
def test_a_date_is_read_in_every_way_it_is_written(day: datetime.date, first: bool) -> None:
    hints = Hints(day_first=first, today="2099-01-01")
    ways = ["%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%d/%m/%Y" if first else "%m/%d/%Y"]
    for way in ways:
        assert standardize_date(day.strftime(way), hints).value == day.isoformat(), way
    persian = jdatetime.date.fromgregorian(date=day)
    assert standardize_date(f"{persian.year}/{persian.month:02}/{persian.day:02}").value == day.isoformat()
    assert standardize_date(f"{day.year + 543}-{day:%m-%d}").value in (day.isoformat(), None)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@example(13, 5, "1981", "/", True)
@example(5, 13, "1981", ".", False)
@example(1, 1, "1970", "-", True)
@given(
    st.integers(0, 32),
    st.integers(0, 32) | st.integers(1, 13),
    st.sampled_from(["1900", "1970", "1981", "2000", "2024"]),
    st.sampled_from("/.-"),
    st.booleans(),
)
def test_the_cheap_path_says_what_the_exact_path_says(one: int, two: int, year: str, mark: str, first: bool) -> None:
    raw, hints = f"{one:02}{mark}{two:02}{mark}{year}", Hints(day_first=first)
    cheap, exact = standardize_date(raw, hints), standardize_date(f"{raw},", hints)
    assert (cheap.value, cheap.parts, cheap.changes) == (exact.value, exact.parts, exact.changes)
