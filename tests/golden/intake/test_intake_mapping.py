"""Columns find their fields by name and by what their values look like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.intake.mapping import MappingRefused
from pellucid.golden.intake.read import read_bytes
from pellucid.golden.intake.words import meaning_of, plain
from pellucid.golden.model.catalog import FIELDS


def targets(header: str, *rows: str, **overrides: str) -> list[str]:
    table = "\n".join([header, *(rows or (",".join("x" for _ in header.split(",")),))]) + "\n"
    return [column.target for column in read_bytes(table.encode(), file="a.csv", overrides=overrides).columns]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("First_Name", "given_name"),
        ("firstName", "given_name"),
        ("SURNAME", "family_name"),
        ("dob", "birth_date"),
        ("Date of birth (dd/mm/yyyy)", "birth_date"),
        ("E-mail", "email"),
        ("kennitala", "national_id"),
        ("Póstnúmer", "postal_code"),
        ("postnumer", "postal_code"),
        ("Heimilisfang", "address"),
        ("Apelyido", "family_name"),
        ("petsa ng kapanganakan", "birth_date"),
        ("نام خانوادگی", "family_name"),
        ("كد پستي", "postal_code"),
        ("លេខទូរស័ព្ទ", "phone"),
        ("ខេត្ត", "region"),
        ("Straße", "street"),
        ("STRASSE", "street"),
        ("Kd-Nr.", "source_key"),
        ("Prénom", "given_name"),
        ("code postal", "postal_code"),
        ("Ciudad", "city"),
        ("Fecha de nacimiento", "birth_date"),
        ("Record ID", "source_key"),
        ("Country/Region", "country"),
        ("MailingPostalCode", "postal_code"),
        ("Mailing State/Province", "region"),
        ("Account Name", "organization"),
        ("FNAME", "given_name"),
        ("OPTIN_TIME", "consent_date"),
        ("LAST_CHANGED", "updated_date"),
        ("E-mail 2 - Value", "email"),
        ("Phone 1 - Value", "phone"),
        ("Address 1 - Street", "street"),
        ("Address 2 - City", "city"),
        ("Organization 1 - Name", "organization"),
        ("E-mail 3 Address", "email"),
        ("Business Postal Code", "postal_code"),
        ("Home Country/Region", "country"),
        ("Default Address Zip", "postal_code"),
        ("Accepts Email Marketing", "consent"),
        ("Total Spent", "order_total"),
        ("billing_postcode", "postal_code"),
        ("shipping_address_1", "street"),
        ("billing_phone", "phone"),
        ("soc_sec_id", "national_id"),
    ],
)
def test_headers_are_known_in_many_languages_and_systems(header: str, field: str) -> None:
    found = meaning_of(header)
    assert found is not None
    assert found.field == field


@pytest.mark.parametrize(
    "header", ["favourite colour", "cluster", "Email Opt Out", "Fax", "E-mail 1 - Type", "", "123"]
)
def test_unknown_headers_stay_unknown(header: str) -> None:
    assert meaning_of(header) is None


def test_every_dictionary_entry_names_a_field_of_the_catalog() -> None:
    assert meaning_of(plain("name")) is not None
    assert {meaning.field for name in FIELDS if (meaning := meaning_of(name.replace("_", " ")))} <= set(FIELDS)


def test_febrl_headers_map_sensibly() -> None:
    header = (
        "rec_id,given_name,surname,street_number,address_1,address_2,suburb,postcode,state,date_of_birth,soc_sec_id"
    )
    row = "rec-1-org,mia,white,8,kalari street,rosebank,noosa,4567,qld,19150412,5304218"
    assert targets(header, row) == [
        "source_key",
        "given_name",
        "family_name",
        "house_number",
        "street",
        "unit",
        "city",
        "postal_code",
        "region",
        "birth_date",
        "national_id",
    ]


def test_billing_and_shipping_addresses_stay_together() -> None:
    header = "shipping_city,shipping_postcode,billing_city,billing_postcode,billing_phone,shipping_phone"
    row = "Oslo,0150,Bergen,5003,+47 22 11 11 11,+47 22 11 11 12"
    assert targets(header, row) == ["city.2", "postal_code.2", "city", "postal_code", "phone", "phone.2"]


def test_one_address_whose_parts_are_not_all_called_home_is_one() -> None:
    assert targets("home address,city,zip") == ["street", "city", "postal_code"]


def test_an_address_without_a_city_beside_it_is_one_line() -> None:
    assert targets("name,address", "Al Bo,1 Main St, Oslo".replace(", ", " ")) == ["full_name", "address"]


def test_values_overrule_a_header_they_contradict() -> None:
    assert targets("name,id", "al@example.com,1", "bo@example.com,2", "cy@example.com,3") == ["email", "source_key"]


def test_an_unknown_header_over_emails_is_an_email_by_its_values() -> None:
    delivery = read_bytes(b"zzz,id\na@b.is,1\nc@d.is,2\ne@f.is,3\n", file="a.csv")
    assert [(column.target, column.by) for column in delivery.columns] == [("email", "values"), ("source_key", "name")]


def test_name_beside_vorname_is_the_family_name() -> None:
    assert targets("Name,Vorname", "Huber,Jan", "Groß,Eva", "Wolf,Uwe") == ["family_name", "given_name"]


def test_nom_alone_with_two_words_is_the_full_name() -> None:
    assert targets("nom,ville", "Jean Petit,Lyon", "Ana Blanc,Metz", "Luc Roy,Nice") == ["full_name", "city"]


def test_title_over_forms_of_address_is_a_prefix_and_else_a_job() -> None:
    assert targets("title,id", "Mr,1", "Mrs,2", "Dr.,3")[0] == "prefix"
    assert targets("title,id", "Director,1", "Nurse,2", "Cook,3")[0] == "job_title"


def test_title_beside_job_title_is_a_prefix() -> None:
    assert targets("Title,First Name,Job Title") == ["prefix", "given_name", "job_title"]


def test_repeated_and_missing_headers_stay_unique() -> None:
    assert targets("foo,foo,,email,email", "1,2,3,a@b.is,c@d.is") == [
        "other:foo",
        "other:foo (2)",
        "other:column 3",
        "email",
        "email.2",
    ]


def test_overrides_win_and_displace() -> None:
    assert targets("foo,phone", "1,+354 555 1234", phone="foo") == ["phone", "phone.2"]
    assert targets("foo,city", "1,Oslo", given_name="CITY") == ["other:foo", "given_name"]
    assert targets("foo,city", "1,Oslo", email="column 1") == ["email", "city"]


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"fone": "foo"}, "no field “fone”.*phone"),
        ({"given_name.2": "foo"}, "one given_name"),
        ({"phone.x": "foo"}, "phone.2"),
        ({"phone": "bar"}, "no column “bar”.*foo, city"),
        ({"phone": "foo", "email": "foo"}, "both phone and email"),
    ],
)
def test_an_override_that_names_nothing_is_refused(overrides: dict[str, str], said: str) -> None:
    with pytest.raises(MappingRefused, match=said):
        read_bytes(b"foo,city\n1,Oslo\n", file="a.csv", overrides=overrides)


HEADER = st.sampled_from(["email", "name", "phone 2", "city", "billing city", "other:x", "", "row", "é", "address"])


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.lists(HEADER | st.text(alphabet="ab .:1", max_size=5), min_size=2, max_size=9))
def test_targets_are_unique_and_nothing_is_lost(headers: list[str]) -> None:
    data = ",".join(headers) + "\n" + ",".join(f"v{at}" for at in range(len(headers))) + "\nemail,,,\n"
    delivery = read_bytes(data.encode(), file="a.csv")
    kept = [column.target for column in delivery.columns]
    assert len({*kept, "row"}) == len(kept) + 1
