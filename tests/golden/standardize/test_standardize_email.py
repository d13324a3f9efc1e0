"""E-mail addresses: any text gives a result, standard values stay, the cheap path says what email-validator says."""

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pellucid.golden.standardize import email as standardize
from pellucid.golden.standardize.email import email_key, name_parts_of_mailbox, split_emails, standardize_email
from pellucid.golden.standardize.email_lists import RESERVED_ENDINGS
from pellucid.golden.validate import email as validate
from pellucid.golden.validate.email import check_email

EMAILISH = st.text("abAB1.-_+@ '\"<>;,:üß。ai", max_size=24)
ADDRESSES = st.from_regex(r"[a-zA-Z0-9.+'_-]{1,9}@[a-zA-Z0-9.-]{1,14}\.[a-z0-9]{2,4}", fullmatch=True)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("Jan.Novak@example.com", "jan.novak@example.com"),
        ("jan+shop@example.com", "jan@example.com"),
        ("Jan.N.Ovak+a+b@googlemail.com", "jannovak@gmail.com"),
        ("j.a.n@gmail.com", "jan@gmail.com"),
        ("jan.novak@outlook.com", "jan.novak@outlook.com"),
        ("jan-novak@ya.ru", "jan.novak@yandex.ru"),
        ("jan_novak@pm.me", "jannovak@proton.me"),
        ("jan@me.com", "jan@icloud.com"),
        ("+@example.com", "+@example.com"),
        ("...@gmail.com", "...@gmail.com"),
    ],
)
def test_addresses_of_one_mailbox_have_one_key(address: str, key: str) -> None:
    assert email_key(address) == key
    assert email_key(key) == key


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("jan.novak80+x@example.com", ("jan", "novak")),
        ("j.novak@example.com", ("novak",)),
        ("info@example.com", ()),
        ("12345@example.com", ()),
        ("maría_lópez@example.com", ("maría", "lópez")),
    ],
)
def test_the_names_in_a_mailbox_are_told(address: str, names: tuple[str, ...]) -> None:
    assert name_parts_of_mailbox(address) == names


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("a@example.com; b@example.com", ("a@example.com", "b@example.com")),
        ("a@example.com,b@example.com", ("a@example.com", "b@example.com")),
        ("A <a@example.com>, B <b@example.com>", ("a@example.com", "b@example.com")),
        ('"Novak, Jan" <a@example.com>', ('"Novak, Jan" <a@example.com>',)),
        ("a@@example.com", ("a@@example.com",)),
        (" ", ()),
    ],
)
def test_a_cell_parts_into_its_addresses(cell: str, addresses: tuple[str, ...]) -> None:
    assert split_emails(cell) == addresses


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=40), EMAILISH, ADDRESSES))
def test_any_text_gives_a_result_whose_rules_are_all_registered(raw: str) -> None:
    value = standardize_email(raw)
    assert value.raw == raw
    assert set(value.changes) <= {rule.name for rule in standardize.RULES}
    assert {issue.rule for issue in check_email(value)} <= {rule.name for rule in validate.RULES}
    if value.value is None and raw.strip():
        assert check_email(value), "what has no value says why"
    email_key(raw)
    name_parts_of_mailbox(raw)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.one_of(EMAILISH, ADDRESSES))
def test_a_standard_value_stays_as_it_is(raw: str) -> None:
    value = standardize_email(raw).value
    if value is not None:
        again = standardize_email(value)
        assert (again.value, again.changes) == (value, ())


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@example("jan@ab--cd.de")
@example("jan@xn--a.com")
@example("a--b@example.com")
@example("jan@example.c0")
@given(ADDRESSES)
def test_plain_addresses_are_what_email_validator_says(raw: str) -> None:
    try:
        found = validate_email(raw, check_deliverability=False, strict=True)
        expected = f"{found.local_part}@{found.ascii_domain}".lower()
    except EmailNotValidError:
        expected = ""
    if raw.lower().endswith(tuple(f".{name}" for name in RESERVED_ENDINGS)):
        return  # kept and flagged, where email-validator refuses
    value = standardize_email(raw)
    if not value.changes or value.changes == ("email_domain_lower_case",):
        assert (value.value or "").lower() == expected
    else:
        assert expected == "", "only what email-validator refuses is changed further"
