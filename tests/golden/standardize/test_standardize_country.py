"""Countries: any name or code people write, and nothing for what names no country."""

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.standardize import country as standardize
from pellucid.golden.standardize.country import country_code, country_name, standardize_country
from pellucid.golden.validate import country as validate
from pellucid.golden.validate.country import check_country


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_2)
def test_every_country_is_known_by_its_codes_and_its_english_name(country: object) -> None:
    alpha_2 = country.alpha_2
    assert country_code(alpha_2) == alpha_2
    assert country_code(country.alpha_3) == alpha_2
    assert country_code(country.numeric) == alpha_2
    assert country_code(country_name(alpha_2)) == alpha_2


def test_namibia_is_told_from_nothing() -> None:
    assert standardize_country("NA").value == "NA"
    assert standardize_country("n/a").value is None


def test_a_code_that_is_standard_is_not_changed() -> None:
    assert standardize_country("IS").changes == ()
    assert standardize_country("isl").changes == ("country_code_from_code",)
    assert standardize_country("Ísland").changes == ("country_code_from_name",)
    assert standardize_country("Ísland").display == "Iceland"


def test_a_name_of_two_countries_is_left_to_a_person() -> None:
    (issue,) = check_country(standardize_country("Korea"))
    assert (issue.rule, issue.suggestion) == ("country_ambiguous", "KR")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_any_text_gives_a_country_or_the_reason_why_not(raw: str) -> None:
    value = standardize_country(raw)
    issues = check_country(value)
    assert value.raw == raw
    assert set(value.changes) <= {rule.name for rule in standardize.RULES}
    assert {issue.rule for issue in issues} <= {rule.name for rule in validate.RULES}
    if value.value is not None:
        assert standardize_country(value.value).value == value.value
        assert standardize_country(value.display).value == value.value
    elif raw.strip():
        assert issues
