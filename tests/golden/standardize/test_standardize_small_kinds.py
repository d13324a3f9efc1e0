"""What holds for every small kind: any text gives a result, standard values stay, every rule is registered."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.model.issue import Issue
from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize import amount, currency, gender, language, text, url
from pellucid.golden.standardize.amount import standardize_amount
from pellucid.golden.standardize.gender import suggest_salutation
from pellucid.golden.standardize.url import registrable_domain
from pellucid.golden.validate import amount as check_amounts
from pellucid.golden.validate import currency as check_currencies
from pellucid.golden.validate import gender as check_genders
from pellucid.golden.validate import language as check_languages
from pellucid.golden.validate import text as check_texts
from pellucid.golden.validate import url as check_urls

Standardize = Callable[[str, Hints], Standardized]
Check = Callable[[Standardized, Hints], tuple[Issue, ...]]

KINDS: dict[str, tuple[Standardize, Check, set[str], set[str]]] = {
    "amount": (
        amount.standardize_amount,
        check_amounts.check_amount,
        {rule.name for rule in amount.RULES},
        {rule.name for rule in check_amounts.RULES},
    ),
    "currency": (
        currency.standardize_currency,
        check_currencies.check_currency,
        {rule.name for rule in currency.RULES},
        {rule.name for rule in check_currencies.RULES},
    ),
    "gender": (
        gender.standardize_gender,
        check_genders.check_gender,
        {rule.name for rule in gender.RULES},
        {rule.name for rule in check_genders.RULES},
    ),
    "language": (
        language.standardize_language,
        check_languages.check_language,
        {rule.name for rule in language.RULES},
        {rule.name for rule in check_languages.RULES},
    ),
    "text": (
        text.standardize_text,
        check_texts.check_text,
        {rule.name for rule in text.RULES},
        {rule.name for rule in check_texts.RULES},
    ),
    "url": (
        url.standardize_url,
        check_urls.check_url,
        {rule.name for rule in url.RULES},
        {rule.name for rule in check_urls.RULES},
    ),
}
LIKELY = {
    "amount": st.text("0123456789.,'-+()eE €$% ۱٫٬kr", max_size=16),
    "currency": st.sampled_from(["EUR", "eur", "$", "kr", "978", "Euro", "DEM", "¥", "peso", "xyz"]),
    "gender": st.sampled_from(["M", "f", "Herr", "Sra.", "0", "2", "Dr.", "x", "ប្រុស", "H", "k"]),
    "language": st.sampled_from(["en", "de-AT", "Deutsch", "iw", "zh_Hant_TW", "und", "xx", "tl"]),
    "text": st.text("aÃ¼©â€œ\u200b\u200c\u202e\x00\u00a0 \r\nпа<br>&;\u0301ss", max_size=16),
    "url": st.text("htps:/@.w-axIn?=&#1 üx,[]%", max_size=24).map(lambda tail: f"https://{tail}"),
}
COUNTRIES = st.sampled_from([None, "US", "DE", "IS", "ES", "IR", "KH", "XX"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_any_text_gives_a_result_whose_rules_are_all_registered(kind: str) -> None:
    standardize, check, changing, finding = KINDS[kind]

    @settings(max_examples=120, deadline=None)
    @given(st.one_of(st.text(max_size=30), LIKELY[kind]), COUNTRIES)
    def holds(raw: str, country: str | None) -> None:
        hints = Hints(country=country)
        value = standardize(raw, hints)
        issues = check(value, hints)
        assert value.raw == raw
        assert set(value.changes) <= changing
        assert {issue.rule for issue in issues} <= finding
        if value.value is not None and value.value != raw:
            assert value.changes, "what differs says by which rule"

    holds()


@pytest.mark.parametrize("kind", KINDS)
def test_a_standard_value_stays_as_it_is(kind: str) -> None:
    standardize = KINDS[kind][0]

    @settings(max_examples=120, deadline=None)
    @given(st.one_of(st.text(max_size=30), LIKELY[kind]), COUNTRIES)
    def holds(raw: str, country: str | None) -> None:
        value = standardize(raw, Hints(country=country)).value
        if value is not None:
            assert standardize(value, Hints()).value == value

    holds()


@pytest.mark.parametrize(
    ("host", "domain"),
    [("shop.example.co.uk", "example.co.uk"), ("example.com", "example.com"), ("192.168.1.1", "192.168.1.1")],
)
def test_a_host_belongs_to_its_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(
    ("told", "tongue", "salutation"),
    [("female", "de", "Frau"), ("male", "en", "Mr"), ("other", "de", None), (None, "en", None), ("male", "is", None)],
)
def test_a_salutation_is_proposed_only_where_one_is_usual(
    told: str | None, tongue: str, salutation: str | None
) -> None:
    assert suggest_salutation(told, tongue) == salutation


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_is_read_in_every_country_that_writes_it(number: object) -> None:
    plain = f"{number:.2f}"
    expected = plain if plain.strip("-0.") else "0.00"
    western = f"{number:,.2f}"
    continental = western.translate(str.maketrans(",.", ".,"))
    assert standardize_amount(western, Hints(decimal=".")).value in (expected, plain)
    assert standardize_amount(continental, Hints(decimal=",")).value in (expected, plain)
