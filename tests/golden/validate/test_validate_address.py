"""Addresses: what is missing or does not fit is said once, with a suggestion where one is sure."""

import pytest

from pellucid.golden.model.issue import Severity
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.address import standardize_address, standardize_address_parts
from pellucid.golden.validate.address import RULES, check_address


def issues_of(cells: dict[str, str]) -> dict[str, str | None]:
    return {issue.rule: issue.suggestion for issue in check_address(standardize_address_parts(cells))}


@pytest.mark.parametrize(
    ("country", "code", "full"),
    [("US", "2108", "02108"), ("DE", "1067", "01067"), ("AU", "800", "0800"), ("FR", "1000", "01000")],
)
def test_lost_zeros_are_suggested_and_not_applied(country: str, code: str, full: str) -> None:
    cells = {"house_number": "1", "street": "Oak", "city": "Town", "postal_code": code, "country": country}
    assert standardize_address_parts(cells).parts["postal_code"] == code
    assert issues_of(cells)["address_postal_code_lost_zero"] == full


def test_a_lost_zero_is_not_suggested_where_the_region_says_no() -> None:
    cells = {
        "house_number": "5",
        "street": "Oak",
        "city": "Denver",
        "region": "CO",
        "postal_code": "8020",
        "country": "US",
    }
    assert issues_of(cells) == {"address_postal_code_invalid": None}


def test_a_missing_region_is_suggested_by_the_postal_code() -> None:
    cells = {"house_number": "5", "street": "Oak", "city": "Springfield", "postal_code": "62704", "country": "US"}
    assert issues_of(cells) == {"address_region_missing": "IL"}


def test_a_city_that_names_its_region_needs_no_other() -> None:
    cells = {"house_number": "5", "street": "Calle Mayor", "city": "Madrid", "postal_code": "28013", "country": "ES"}
    assert issues_of(cells) == {}


def test_a_blank_address_has_no_faults_and_a_placeholder_has_one() -> None:
    assert check_address(standardize_address("  ")) == ()
    assert [issue.rule for issue in check_address(standardize_address("n/a"))] == ["address_placeholder"]


def test_a_country_alone_has_no_faults() -> None:
    assert issues_of({"country": "Australia"}) == {}
    assert check_address(standardize_address("Germany")) == ()


@pytest.mark.parametrize("raw", ["info@example.com", "https://example.com/shop", "+1 212 555 0199"])
def test_what_is_no_postal_address_is_told(raw: str) -> None:
    value = standardize_address(raw)
    assert value.value is None
    assert [issue.rule for issue in check_address(value)] == ["address_not_postal"]


def test_a_region_in_the_cell_of_the_postal_code_is_put_in_its_place() -> None:
    cells = {"house_number": "1", "street": "Oak", "city": "Boston", "postal_code": "02108 MA", "country": "US"}
    value = standardize_address_parts(cells)
    assert (value.parts["postal_code"], value.parts["region"]) == ("02108", "MA")
    assert "address_postal_code_moved" in value.changes


def test_nothing_can_be_delivered_without_street_or_box() -> None:
    (issue,) = check_address(standardize_address("10115 Berlin", Hints(country="DE")))
    assert (issue.rule, issue.severity) == ("address_street_missing", Severity.WARNING)


def test_every_rule_that_is_seen_has_a_severity() -> None:
    assert all(rule.severity is not None for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
