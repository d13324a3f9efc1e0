"""Addresses: parts in their standard form, lines that read back as themselves, match forms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize import address as standardize
from pellucid.golden.standardize.address import (
    city_key,
    house_key,
    postal_key,
    region_id,
    standardize_address,
    standardize_address_parts,
    standardize_postal_code,
    standardize_region,
    street_key,
)
from pellucid.golden.standardize.address.country_form import country_form
from pellucid.golden.standardize.address.postal_code import region_of_code
from pellucid.golden.validate import address as validate
from pellucid.golden.validate.address import check_address

COUNTRIES = st.sampled_from([None, "US", "GB", "AU", "DE", "AT", "FR", "ES", "IT", "NL", "JP", "CN", "IR", "KH", "ZZ"])
ADDRESSISH = st.text("abN1230 ,./-#ºß市区县路号東ផ្លូវتهران۱\n", max_size=50)
NAMES = ("house_number", "street", "unit", "po_box", "district", "postal_code", "city", "region", "country")


@pytest.mark.parametrize(
    ("code", "country", "standard"),
    [
        ("sw1a1aa", "GB", "SW1A 1AA"),
        ("1010ab", "NL", "1010 AB"),
        ("m5v2t6", "CA", "M5V 2T6"),
        ("11122", "SE", "111 22"),
        ("SE-111 22", "SE", "111 22"),
        ("D-10115", "DE", "10115"),
        ("00238", "PL", "00-238"),
        ("01310100", "BR", "01310-100"),
        ("1500001", "JP", "150-0001"),
        ("606071234", "US", "60607-1234"),
        ("D01X4X4", "IE", "D01 X4X4"),
        ("35111", "NL", "35111"),
        ("whatever", "US", "WHATEVER"),
        ("12345", None, "12345"),
    ],
)
def test_a_postal_code_is_written_as_its_country_does(code: str, country: str | None, standard: str) -> None:
    assert standardize_postal_code(code, country) == standard


@pytest.mark.parametrize(
    ("region", "country", "standard"),
    [
        ("new south wales", "AU", "NSW"),
        ("A.C.T.", "AU", "ACT"),
        ("Mass.", "US", "MA"),
        ("california", "US", "CA"),
        ("Québec", "CA", "QC"),
        ("Bologna", "IT", "BO"),
        ("Tokyo", "JP", "Tokyo"),
        ("東京都", "JP", "東京都"),
        ("nws", "AU", "nws"),
        ("Kent", "GB", "Kent"),
    ],
)
def test_a_region_is_written_as_its_country_does(region: str, country: str, standard: str) -> None:
    assert standardize_region(region, country) == standard


def test_a_region_matches_in_any_script() -> None:
    assert region_id("Tokyo", "JP") == region_id("東京都", "JP") == "13"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Main Street", "MAIN STR."),
        ("North Main Street", "N. Main St"),
        ("Hauptstraße", "Hauptstr."),
        ("Rue de la Paix", "BD DE LA PAIX"),
        ("Saint John's Road", "St. Johns Rd"),
        ("улица Ленина", "ул. Ленина"),
    ],
)
def test_streets_match_however_they_are_written(one: str, other: str) -> None:
    assert street_key(one) == street_key(other) != ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (street_key("The Avenue"), "the"),
        (street_key("Avenue"), "avenue"),
        (street_key(""), ""),
        (postal_key("sw1a 1aa"), "SW1A1AA"),
        (city_key("St. Pölten"), "saint polten"),
        (city_key("Praha 1"), "praha"),
        (city_key("Colmar Cedex 09"), "colmar"),
        (house_key("12-14"), "12"),
        (house_key("012 a"), "12a"),
        (house_key("12A"), "12a"),
    ],
)
def test_match_forms(key: str, value: str) -> None:
    assert key == value


@pytest.mark.parametrize(
    ("raw", "country", "display"),
    [
        ("350 FIFTH AVE STE 3300, NEW YORK NY 10118", "US", "350 Fifth Avenue, Suite 3300\nNew York, NY 10118"),
        ("Hauptstr. 12, 10115 Berlin", "DE", "Hauptstraße 12\n10115 Berlin"),
        ("〒150-0001 東京都渋谷区神宮前1-2-3", None, "〒150-0001\n東京都\n渋谷区神宮前1-2-3"),
        ("Lindengasse 14/2/8, 1070 Wien", "AT", "Lindengasse 14/2/8\n1070 Wien"),
    ],
)
def test_the_display_is_what_the_post_writes(raw: str, country: str | None, display: str) -> None:
    assert standardize_address(raw, Hints(country=country)).display == display


def test_a_row_of_columns_with_typing_errors_keeps_what_is_not_known() -> None:
    cells = {
        "house_number": "8",
        "street": "sherbroke stret",
        "district": "oaklands village",
        "city": "kellyvile",
        "postal_code": "2l55",
        "region": "nws",
    }
    value = standardize_address_parts(cells, Hints(country="AU"))
    assert value.parts["street"] == "Sherbroke Stret"
    assert value.parts["postal_code"] == "2L55"
    assert value.parts["region"] == "nws"
    rules = {issue.rule for issue in check_address(value)}
    assert rules == {"address_postal_code_invalid", "address_region_unknown"}


def test_each_change_of_a_row_is_named() -> None:
    cells = {"street": "PO BOX 9", "city": "60311 FRANKFURT", "region": "n/a", "country": "Deutschland"}
    value = standardize_address_parts(cells)
    assert set(value.changes) == {
        "address_placeholder_dropped",
        "address_country_recognized",
        "address_postal_code_moved",
        "address_po_box_split",
        "address_capitals_restored",
    }


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=50), ADDRESSISH), COUNTRIES)
def test_any_text_gives_a_result_whose_rules_are_all_registered(raw: str, country: str | None) -> None:
    value = standardize_address(raw, Hints(country=country))
    assert value.raw == raw
    assert set(value.parts) <= set(NAMES)
    assert all(value.parts.values())
    assert set(value.changes) <= {rule.name for rule in standardize.RULES}
    issues = check_address(value, Hints(country=country))
    assert {issue.rule for issue in issues} <= {rule.name for rule in validate.RULES}


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.one_of(st.text(max_size=20), ADDRESSISH)), COUNTRIES)
def test_any_cells_give_a_result_whose_rules_are_all_registered(cells: dict[str, str], country: str | None) -> None:
    value = standardize_address_parts(cells, Hints(country=country))
    assert set(value.parts) <= set(NAMES)
    assert set(value.changes) <= {rule.name for rule in standardize.RULES}
    check_address(value, Hints(country=country))


FORMS = (  # country, house numbers, streets, postal codes, cities, regions
    ("US", ("1", "1600", "12A"), ("Oak Avenue", "North Main Street", "5th Avenue"), "62704", ("Springfield",), "IL"),
    ("GB", ("7", "14A"), ("High Street", "Mill Lane", "St. John's Road"), "BS8 1TH", ("Bristol", "York"), ""),
    ("AU", ("25",), ("Wattle Street", "Banksia Crescent"), "2150", ("Parramatta", "Castle Hill"), "NSW"),
    ("DE", ("12", "5A", "3-5"), ("Hauptstraße", "Am Alten Markt", "Straße des 17. Juni"), "10115", ("Berlin",), ""),
    ("AT", ("1", "14"), ("Rathausplatz", "Mozartgasse"), "5020", ("Salzburg", "St. Pölten"), ""),
    ("FR", ("12", "25 bis"), ("Rue de la Paix", "Avenue Victor Hugo"), "75002", ("Paris",), ""),
    ("NL", ("8A", "123"), ("Dorpsstraat", "Keizersgracht"), "3511 AB", ("Utrecht", "'s-Gravenhage"), ""),
    ("IS", ("45", "6B"), ("Laugavegur", "Hafnarstræti"), "101", ("Reykjavík",), ""),
    ("IT", ("10", "45/A"), ("Via Garibaldi", "Piazza Dante"), "00153", ("Roma",), "RM"),
    ("PL", ("15",), ("ul. Długa", "al. Niepodległości"), "00-238", ("Warszawa",), ""),
    ("BR", ("210",), ("Rua das Laranjeiras", "Avenida Paulista"), "22240-003", ("Rio de Janeiro",), "RJ"),
    ("PH", ("25",), ("Rizal Street",), "1223", ("Makati",), "Metro Manila"),
    ("IR", ("123",), ("خیابان ولیعصر",), "19679-45678", ("تهران",), ""),
    ("KH", ("12",), ("ផ្លូវ 271",), "120101", ("ភ្នំពេញ",), ""),
    ("JP", ("1-2-3",), ("神宮前",), "150-0001", ("渋谷区",), "東京都"),
)


@st.composite
def standard_parts(draw: st.DrawFn) -> dict[str, str]:
    country, numbers, streets, code, cities, region = draw(st.sampled_from(FORMS))
    parts = {
        "house_number": draw(st.sampled_from(numbers)),
        "street": draw(st.sampled_from(streets)),
        "postal_code": code,
        "city": draw(st.sampled_from(cities)),
        "region": region,
        "country": country,
    }
    return {name: part for name, part in parts.items() if part}


@settings(max_examples=150, deadline=None)
@given(standard_parts())
def test_a_standard_address_stays_as_it_is_in_columns_and_on_a_line(parts: dict[str, str]) -> None:
    value = standardize_address_parts(parts)
    assert dict(value.parts) == parts
    assert value.changes == ()
    line = standardize_address(value.value or "")
    assert (dict(line.parts), line.value) == (parts, value.value)
    shown = standardize_address(value.display, Hints(country=parts["country"]))
    assert (dict(shown.parts), shown.display) == (parts, value.display)


@given(
    country=st.sampled_from(["US", "PH", "ES", "CA", "JP", "DE"]), code=st.text("0123456789K", min_size=3, max_size=6)
)
def test_a_region_is_told_where_it_is_the_only_one_with_such_codes(country: str, code: str) -> None:
    prefixes = country_form(country).region_postal
    regions = [region for region, prefix in prefixes.items() if prefix.match(code)]

    assert region_of_code(code, country) == (regions[0] if len(regions) == 1 else None)
