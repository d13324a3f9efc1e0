"""Phone numbers: any text gives a result, standard values stay, and the cheap path says what phonenumbers says."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize import phone as standardize
from pellucid.golden.standardize.phone import split_phones, standardize_phone
from pellucid.golden.standardize.phone_plan import CALLING_CODES, identify, split_code, write_out
from pellucid.golden.validate import phone as validate
from pellucid.golden.validate.phone import check_phone

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
KINDS = {v: n.lower() for n, v in vars(phonenumbers.PhoneNumberType).items() if isinstance(v, int)}
EXAMPLES = [
    (region, str(example.country_code), phonenumbers.national_significant_number(example))
    for region in REGIONS
    for example in (phonenumbers.example_number_for_type(region, kind) for kind in range(11))
    if example is not None
]
COUNTRIES = st.sampled_from([None, "DE", "US", "GB", "IT", "AR", "BR", "MX", "KH", "IR", "PH", "AG", "RU", "XX"])
PHONEISH = st.text("0123456789+ -()/.x;eE٠۱०A", max_size=25)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("030 1234567 / 0171 9999999", ("030 1234567", "0171 9999999")),
        ("+49 30 901820; +49 171 1234567", ("+49 30 901820", "+49 171 1234567")),
        ("212-555-2368 or 212-555-2369", ("212-555-2368", "212-555-2369")),
        ("030/901820", ("030/901820",)),
        ("037605/12345", ("037605/12345",)),
        ("+1 212 555 2368, ext. 12", ("+1 212 555 2368, ext. 12",)),
        ("030 901820, 030 901821, 030 901822", ("030 901820", "030 901821", "030 901822")),
        ("  ", ()),
        ("none", ("none",)),
    ],
)
def test_a_cell_parts_into_its_numbers(cell: str, numbers: tuple[str, ...]) -> None:
    assert split_phones(cell) == numbers


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=40), PHONEISH), COUNTRIES)
def test_any_text_gives_a_result_whose_rules_are_all_registered(raw: str, country: str | None) -> None:
    value = standardize_phone(raw, Hints(country=country))
    assert value.raw == raw
    assert set(value.changes) <= {rule.name for rule in standardize.RULES}
    assert {i.rule for i in check_phone(value, Hints(country=country))} <= {rule.name for rule in validate.RULES}
    if value.value is None and raw.strip():
        assert check_phone(value, Hints(country=country)), "what has no value says why"
    split_phones(raw)


@settings(max_examples=120, deadline=None)
@given(PHONEISH, COUNTRIES)
def test_a_standard_value_stays_as_it_is(raw: str, country: str | None) -> None:
    value = standardize_phone(raw, Hints(country=country)).value
    if value is not None:
        again = standardize_phone(value)
        assert (again.value, again.changes) == (value, ())


@pytest.mark.parametrize("region", REGIONS)
def test_every_kind_of_line_of_every_country_is_what_phonenumbers_says(region: str) -> None:
    for kind in range(11):
        example = phonenumbers.example_number_for_type(region, kind)
        if example is not None and phonenumbers.is_valid_number(example):
            code, national = str(example.country_code), phonenumbers.national_significant_number(example)
            written = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
            value = standardize_phone(written, Hints(country=region))
            if "123456789" in national:
                continue  # an example that looks like one, and is taken for junk where written like it
            assert value.value == f"+{code}{national}"
            assert value.parts["country"] == phonenumbers.region_code_for_number(example)
            assert value.parts["type"] == KINDS[phonenumbers.number_type(example)]
            assert value.display == phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(CALLING_CODES)), st.from_regex(r"[0-9]{5,11}", fullmatch=True))
def test_international_numbers_are_what_phonenumbers_says(code: str, rest: str) -> None:
    try:
        parsed = phonenumbers.parse(f"+{code}{rest}")
    except phonenumbers.NumberParseException:
        return
    national = phonenumbers.national_significant_number(parsed)
    known = identify(code, national)
    assert (known is not None) == phonenumbers.is_valid_number(parsed)
    if known is not None:
        assert known == (phonenumbers.region_code_for_number(parsed), KINDS[phonenumbers.number_type(parsed)])
        assert write_out(code, national) == phonenumbers.format_number(
            parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
        value = standardize_phone(f"+{code}{rest}").value
        assert value in (f"+{code}{national}", None)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.sampled_from(REGIONS), st.from_regex(r"(00|0|1|8|)[0-9]{6,11}", fullmatch=True))
def test_national_numbers_are_what_phonenumbers_says(region: str, digits: str) -> None:
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return
    if phonenumbers.is_valid_number(parsed):
        expected = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        value = standardize_phone(digits, Hints(country=region)).value
        assert value in (expected, None)
        assert value == expected or len(set(digits)) < 4 or "123456" in digits, "only junk is left out"


def test_a_calling_code_is_found_by_its_digits() -> None:
    assert split_code("4930901820") == ("49", "30901820")
    assert split_code("9991234567") is None


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(EXAMPLES), st.integers(1, 9), st.sampled_from("0123456789"), st.sampled_from(["", "0", "1", "8"])
)
def test_numbers_near_real_ones_are_what_phonenumbers_says(
    example: tuple[str, str, str], place: int, digit: str, trunk: str
) -> None:
    region, _, national = example
    raw = f"{trunk}{national[:place]}{digit}{national[place + 1 :]}"
    value = standardize_phone(raw, Hints(country=region))
    try:
        parsed = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        return
    if value.changes[:1] == ("phone_country_from_hint",) and phonenumbers.is_valid_number(parsed):
        assert value.value == phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        assert value.parts["type"] == KINDS[phonenumbers.number_type(parsed)]


@pytest.mark.parametrize(
    ("raw", "country", "standard"),
    [
        ("464-1234", "AG", "+12684641234"),
        ("011 15-2345-6789", "AR", "+5491123456789"),
        ("3.0901820E+10", "DE", None),
        ("+34 (0)912 345 678", None, "+34912345678"),
    ],
)
def test_a_number_is_completed_or_left_out(raw: str, country: str | None, standard: str | None) -> None:
    assert standardize_phone(raw, Hints(country=country)).value == standard
