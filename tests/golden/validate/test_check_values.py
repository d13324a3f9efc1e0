"""What a finding says beside its rule: how grave it is, and what a person may accept instead."""

import pytest

from pellucid.golden.model.issue import Rule, Severity
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.date import standardize_date
from pellucid.golden.standardize.email import standardize_email
from pellucid.golden.standardize.phone import standardize_phone
from pellucid.golden.standardize.text import standardize_text
from pellucid.golden.validate import amount, currency, date, email, gender, identifier, language, phone, text, url
from pellucid.golden.validate.date import age_years, check_date
from pellucid.golden.validate.email import check_email
from pellucid.golden.validate.phone import check_phone
from pellucid.golden.validate.text import check_text

ALL_RULES = [
    rule
    for module in (amount, currency, date, email, gender, identifier, language, phone, text, url)
    for rule in module.RULES
]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_finds_how_grave_it_is_and_on_what_it_rests(rule: Rule) -> None:
    assert rule.severity is not None
    assert rule.about.endswith(".")
    assert rule.source


def test_no_two_rules_have_one_name() -> None:
    names = [rule.name for rule in ALL_RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("raw", "suggestion"),
    [
        ("jan@gmial.com", "jan@gmail.com"),
        ("jan@example,com", "jan@example.com"),
        ("jan@example..com", "jan@example.com"),
        ("jan @example.com", "jan@example.com"),
        ("jan(at)example.com", "jan@example.com"),
        ("jan@gmail", "jan@gmail.com"),
        ("jan novak@example.com", None),
        ("jan@@example.com", None),
        ("jan novak@ example.com", None),
        ("nonsense", None),
    ],
)
def test_a_slip_in_an_address_is_put_right_as_a_suggestion_only(raw: str, suggestion: str | None) -> None:
    value = standardize_email(raw)
    assert value.value in (raw, None)
    assert check_email(value)[0].suggestion == suggestion


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("e-mail: jan@example.com", "jan@example.com"),
        ("jan@example.com (work)", "jan@example.com"),
        ("Jan <jan@example.com", "jan@example.com"),
        ("jan@example.com/", "jan@example.com"),
        ("a b@example.com", None),
    ],
)
def test_an_address_is_taken_out_of_what_stands_around_it(raw: str, address: str | None) -> None:
    assert standardize_email(raw).value == address


def test_an_ambiguous_date_offers_the_other_reading() -> None:
    (issue,) = check_date(standardize_date("03/04/1981"))
    assert (issue.rule, issue.suggestion) == ("date_ambiguous", "1981-03-04")


@pytest.mark.parametrize(
    ("raw", "country", "iso"),
    [
        ("19810426.0", None, "1981-04-26"),
        ("260481", "DE", "1981-04-26"),
        ("810426", None, "1981-04-26"),
        ("26.04.1981 r.", "PL", "1981-04-26"),
        ("26/IV/1981", None, "1981-04-26"),
        ("26 เม.ย. 2524", "TH", "1981-04-26"),
        ("198104", None, None),
    ],
)
def test_a_date_is_read_in_rarer_forms(raw: str, country: str | None, iso: str | None) -> None:
    assert standardize_date(raw, Hints(country=country)).value == iso


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [("2008-06-15", "2026-06-14", 17), ("2008-06-15", "2026-06-15", 18), ("2004-02-29", "2022-02-28", 17)],
)
def test_an_age_is_counted_in_whole_years(born: str, today: str, years: int) -> None:
    assert age_years(born, today) == years


@pytest.mark.parametrize(
    ("raw", "country", "rule", "severity"),
    [
        ("+1 212 555 0123", None, "phone_fictional", Severity.NOTE),
        ("+44 20 7946 0018", "US", "phone_other_country", Severity.NOTE),
        ("+49 900 1 234567", None, "phone_premium_rate", Severity.NOTE),
        ("+1 200 555 2368", None, "phone_not_valid", Severity.WARNING),
        ("+1 212 555 236", None, "phone_impossible", Severity.ERROR),
    ],
)
def test_a_finding_in_a_number_is_as_grave_as_it_is(
    raw: str, country: str | None, rule: str, severity: Severity
) -> None:
    hints = Hints(country=country)
    assert (rule, severity) in [(i.rule, i.severity) for i in check_phone(standardize_phone(raw, hints), hints)]


@pytest.mark.parametrize("raw", ["no", "x", "✓", "none", "nein"])
def test_an_answer_in_free_text_is_no_placeholder(raw: str) -> None:
    value = standardize_text(raw)
    assert (value.value, check_text(value)) == (raw, ())


def test_a_look_alike_is_suggested_in_plain_letters() -> None:
    (issue,) = check_text(standardize_text("pаypal"))
    assert issue.suggestion == "paypal"
