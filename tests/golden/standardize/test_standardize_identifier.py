"""Identifiers: any text gives a result, standard values stay, and check digits are those of python-stdnum."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize import identifier as standardize
from pellucid.golden.standardize.identifier import mask, standardize_identifier
from pellucid.golden.standardize.identifier_kinds import KINDS, checker
from pellucid.golden.validate import identifier as validate
from pellucid.golden.validate.identifier import check_identifier

COUNTRIES = st.sampled_from([None, *sorted(KINDS), "XX"])
NUMBERISH = st.text("0123456789ABDEGKLMNRSTUXa .-/٣۴ß", max_size=24)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("DE89370400440532013000", "••••••••••••••••••3000"),
        ("1201743399", "••••••3399"),
        ("123456", "•••••6"),
        ("7", "•"),
        ("", ""),
    ],
)
def test_a_masked_identifier_shows_its_end_alone(value: str, shown: str) -> None:
    assert mask(value) == shown


@pytest.mark.parametrize("country", sorted(KINDS))
def test_every_kind_of_every_country_has_a_check(country: str) -> None:
    assert all(checker(country, kind) is not None for kind in KINDS[country])


def test_what_identifies_a_person_is_masked_and_a_vat_number_is_not() -> None:
    assert standardize_identifier("120174-3399", Hints(country="IS")).display == "••••••3399"
    assert standardize_identifier("DE 136 695 976").display == "DE136695976"


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=40), NUMBERISH), COUNTRIES)
def test_any_text_gives_a_result_whose_rules_are_all_registered(raw: str, country: str | None) -> None:
    hints = Hints(country=country)
    value = standardize_identifier(raw, hints)
    assert value.raw == raw
    assert set(value.changes) <= {rule.name for rule in standardize.RULES}
    assert {issue.rule for issue in check_identifier(value, hints)} <= {rule.name for rule in validate.RULES}
    if value.value is None and raw.strip():
        assert check_identifier(value, hints), "what has no value says why"


@settings(max_examples=120, deadline=None)
@given(NUMBERISH, COUNTRIES)
def test_a_standard_value_stays_as_it_is(raw: str, country: str | None) -> None:
    value = standardize_identifier(raw, Hints(country=country)).value
    if value is not None:
        again = standardize_identifier(value, Hints(country=country))
        assert (again.value, again.changes) == (value, ())


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.sampled_from(["DE", "FR", "IT", "PL", "BE", "DK", "FI", "SE"]), st.from_regex(r"[0-9]{8,12}", fullmatch=True))
def test_vat_numbers_are_valid_where_stdnum_says_so(country: str, digits: str) -> None:
    try:
        expected = vat.validate(country + digits)
    except ValidationError:
        expected = None
    assert standardize_identifier(country + digits).value == expected


@pytest.mark.slow
@given(st.from_regex(r"[0-9]{18}", fullmatch=True))
def test_a_german_account_gets_a_value_only_with_its_own_check_digits(digits: str) -> None:
    right = iban.calc_check_digits(f"DE00{digits}")
    assert standardize_identifier(f"DE{right}{digits}").value == f"DE{right}{digits}"
    wrong = f"{(int(right) + 1) % 97:02}"
    assert standardize_identifier(f"DE{wrong}{digits}").value is None


@given(st.from_regex(r"[1-7][0-9]{7}", fullmatch=True))
def test_a_canadian_number_gets_a_value_only_with_its_own_check_digit(digits: str) -> None:
    right = luhn.calc_check_digit(digits)
    assert standardize_identifier(digits + right, Hints(country="CA")).value in (digits + right, None)
    wrong = str((int(right) + 1) % 10)
    assert standardize_identifier(digits + wrong, Hints(country="CA")).value is None
