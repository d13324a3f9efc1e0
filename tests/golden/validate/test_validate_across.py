"""Rules across the fields of a record, and against what the other records usually say."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.validate.across import RULES, check_across
from pellucid.golden.validate.date import MINOR
from pellucid.golden.validate.table import ISSUES

TODAY = "2026-02-28"
Row = dict[str, str | None]


def table(*rows: Row) -> pa.Table:
    names = sorted({name for row in rows for name in row})
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    return pa.table({"record_id": pa.array(range(len(rows)), pa.int64()), **columns})


def rules(*rows: Row) -> list[tuple[int, str, str]]:
    issues = check_across(table(*rows), today=TODAY)
    assert issues.schema == ISSUES
    return [(issue["record_id"], issue["field"], issue["rule"]) for issue in issues.to_pylist()]


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({"phone": "+4315123456", "country": "DE"}, ["phone"]),
        ({"phone": "+4930901820", "country": "DE"}, []),
        ({"phone": "+4930901820", "phone.2": "+4315123456", "country": "DE"}, ["phone.2"]),
        ({"phone": "+4315123456", "country": "DE", "country.2": "AT"}, []),
        ({"phone": "+14165550123", "country": "US"}, []),  # Canada shares the calling code
        ({"phone": "+80012345678", "country": "DE"}, []),  # of no country
        ({"phone": "030901820", "country": "DE"}, []),
        ({"phone": "+4315123456", "country": None}, []),
        ({"phone": "+4315123456", "country": "XX"}, []),
        ({"phone": "+4315123456"}, []),
    ],
)
def test_a_phone_of_a_country_without_an_address_is_noted(row: Row, fields: list[str]) -> None:
    assert rules(row) == [(0, field, "across_phone_country") for field in fields]


def test_the_note_on_a_phone_names_both_countries() -> None:
    issues = check_across(table({"phone": "+4315123456", "country": "DE"}), today=TODAY)
    assert issues["message"].to_pylist() == ["The number is of Austria, not of Germany."]


def berlin(count: int) -> list[Row]:
    return [{"postal_code": "10115", "city": "Berlin", "country": "DE"}] * count


@pytest.mark.parametrize(
    ("others", "city", "is_odd"),
    [
        (20, "Hamburg", True),
        (19, "Hamburg", False),
        (20, "berlin", False),
        (20, "Berlin Mitte", False),
        (20, "Berlim", True),
        (20, None, False),
    ],
)
def test_a_city_that_one_record_alone_gives_a_postal_code_is_odd(others: int, city: str | None, is_odd: bool) -> None:
    found = rules(*berlin(others), {"postal_code": "10115", "city": city, "country": "DE"})
    assert found == [(others, "city", "across_postal_code_city")] * is_odd


def test_two_records_may_know_the_city_better() -> None:
    assert rules(*berlin(30), *[{"postal_code": "10115", "city": "Hamburg", "country": "DE"}] * 2) == []


def test_the_usual_city_is_suggested_and_other_countries_do_not_count() -> None:
    odd: Row = {"postal_code": "10115", "city": "Hamburg", "country": "DE"}
    issues = check_across(table(*berlin(20), odd, {**odd, "country": "EE"}), today=TODAY).to_pylist()
    assert [(issue["record_id"], issue["found"], issue["suggestion"]) for issue in issues] == [
        (20, "Hamburg", "Berlin")
    ]


def test_the_city_of_a_second_address_is_told_by_its_slot() -> None:
    second = {"postal_code.2": "10115", "city.2": "Hamburg", "country.2": "DE"}
    assert rules(*berlin(20), second) == [(20, "city.2", "across_postal_code_city")]


def staff(count: int, domain: str = "berger-stahl.de") -> list[Row]:
    return [{"email": f"{'abcdefghijk'[n]}@{domain}", "organization": "Berger Stahl GmbH"} for n in range(count)]


@pytest.mark.parametrize(
    ("others", "domain", "company", "is_odd"),
    [
        (5, "berger-stahl.de", "Lind AG", True),
        (4, "berger-stahl.de", "Lind AG", False),
        (5, "berger-stahl.de", "Berger Stahl", False),
        (5, "berger-stahl.de", "Berger", False),
        (5, "berger-stahl.de", None, False),
        (8, "gmail.com", "Lind AG", False),
    ],
)
def test_a_mail_domain_of_another_company_is_noted(others: int, domain: str, company: str, is_odd: bool) -> None:
    found = rules(*staff(others, domain), {"email": f"x@{domain}", "organization": company})
    assert found == [(others, "organization", "across_email_company")] * is_odd


def test_a_mail_domain_that_companies_share_is_nobodys() -> None:
    others: list[Row] = [{"email": f"{letter}@berger-stahl.de", "organization": "Lind AG"} for letter in "xyz"]
    assert rules(*staff(6), *others) == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"created_date": "2024-05-01", "updated_date": "2023-05-01"}, "updated_date"),
        ({"created_date": "2024-05-01", "last_order_date": "2023-05-01"}, "last_order_date"),
        ({"birth_date": "1990-05-01", "created_date": "1989-05-01"}, "created_date"),
        ({"created_date": "2024-05-01", "updated_date": "2024-05-01"}, None),
        ({"created_date": "2024-05-01"}, None),
    ],
)
def test_dates_stand_in_the_order_of_a_life(row: Row, field: str | None) -> None:
    assert rules(row) == ([(0, field, "across_dates_out_of_order")] if field else [])


@pytest.mark.parametrize(
    ("born", "is_minor"),
    [("2008-02-28", False), ("2008-02-29", True), ("2020-01-01", True), ("2026-03-01", False), (None, False)],
)
def test_who_is_under_eighteen_on_the_day_is_a_minor(born: str | None, is_minor: bool) -> None:
    assert rules({"birth_date": born}) == [(0, "birth_date", MINOR.name)] * is_minor


def test_nobody_is_a_minor_when_the_day_is_not_known() -> None:
    assert check_across(table({"birth_date": "2020-01-01"}), today=None).num_rows == 0


@pytest.mark.parametrize(
    ("name", "mailbox", "is_other"),
    [
        ("Anna Berg", "petra.novak", True),
        ("Anna Berg", "novak.petra", True),
        ("Anna Berg", "anna.berg", False),
        ("Anna Berg", "petra.berg", False),  # a maiden name, or a partner
        ("Anna Berg", "anna.novak", False),
        ("Anna Berg", "ana.bergh", False),
        ("Petre Nowak", "petra.novak", False),  # another spelling
        ("Anna Berg", "blue.rider", False),  # no names
        ("Anna Berg", "petra", False),
        ("Anna Berg", "info.office", False),
        ("Robert Stone", "bob.novak", False),  # a nickname
        ("Анна Берг", "petra.novak", False),  # a script with several spellings
    ],
)
def test_a_mailbox_that_spells_another_name_is_noted(name: str, mailbox: str, is_other: bool) -> None:
    first, last = name.split()
    own: Row = {"full_name": name, "given_name": first, "family_name": last, "email": f"{mailbox}@example.com"}
    known: Row = {"full_name": "Petra Novak", "given_name": "Petra", "family_name": "Novak"}
    assert rules(own, known) == [(0, "email", "across_name_not_in_email")] * is_other


def test_issues_come_in_order_of_the_records() -> None:
    late: Row = {"created_date": "2024-05-01", "updated_date": "2023-05-01", "birth_date": "2020-01-01"}
    found = rules(late, late, {"phone": "+4315123456", "country": "DE"}, late)
    assert [row for row, _, _ in found] == [0, 0, 1, 1, 2, 3, 3]


def test_an_empty_table_has_no_issues() -> None:
    assert check_across(table(), today=TODAY).num_rows == 0
    assert check_across(table({"email": None, "organization": None}), today=TODAY).num_rows == 0


FIELDS = ("phone", "country", "postal_code", "city", "email", "organization", "full_name", "given_name", "family_name")
TEXTS = st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["+49", "DE", "a.b@c", "2020-01-01", "x@", "@"]))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys((*FIELDS, "birth_date", "created_date"), TEXTS)), max_size=8))
def test_no_text_is_an_exception(rows: list[Row]) -> None:
    clean = [
        {name: text.encode("utf-8", "ignore").decode() if text else None for name, text in row.items()} for row in rows
    ]
    issues = check_across(table(*clean), today=TODAY)
    assert set(issues["rule"].to_pylist()) <= {rule.name for rule in (*RULES, MINOR)}


@pytest.mark.slow
def test_a_hundred_thousand_records_are_checked_at_once() -> None:
    rows: list[Row] = [
        {
            "full_name": f"Anna{n} Berg", "given_name": f"Anna{n}" if n else "Petra",
            "family_name": "Berg" if n else "Novak",
            "email": f"petra.novak{n % 9999}@firm{n % 7000}.de", "organization": f"Firm {n % 9000}",
            "phone": f"+43{n:09}", "country": "DE", "postal_code": f"{n % 5000:05}", "city": f"City {n % 4999}",
            "birth_date": f"{1950 + n % 70}-01-{1 + n % 28:02}", "created_date": "2001-05-05",
        }
        for n in range(100_000)
    ]  # fmt: skip
    records = table(*rows)
    issues = check_across(records, today=TODAY)
    assert issues.num_rows > 200_000
