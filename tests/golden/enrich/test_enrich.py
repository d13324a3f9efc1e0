"""What values imply is derived beside them, with its provenance, and fills nothing."""

import re
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import example_number_for_type

from pellucid.golden.enrich.providers import DERIVED
from pellucid.golden.enrich.table import OFFLINE, enrich
from pellucid.golden.enrich.time_zone import zone_of_country
from pellucid.golden.standardize.phone_plan import CALLING_CODES, identify
from pellucid.golden.standardize.plain.phone import identify_lines

Row = dict[str, str | None]
Told = list[tuple[int, str, str, str]]


def table(*rows: Row) -> pa.Table:
    names = sorted({name for row in rows for name in row})
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in names}
    return pa.table({"record_id": pa.array(range(len(rows)), pa.int64()), **columns})


def told(*rows: Row, field: str = "") -> Told:
    found = enrich(table(*rows))
    assert found.schema == DERIVED
    assert None not in found["because"].to_pylist()
    return [
        (row["record_id"], row["field"], row["value"], row["provider"])
        for row in found.to_pylist()
        if field in ("", row["field"])
    ]


@pytest.mark.parametrize(
    ("row", "derived"),
    [
        (
            {"phone": "+4915112345678"},
            [("phone_type", "mobile"), ("country", "DE"), ("time_zone", "Europe/Berlin")],
        ),
        ({"phone": "+12125550123"}, [("phone_type", "fixed_line_or_mobile"), ("country", "US")]),
        ({"phone": "+80012345678"}, []),
        ({"phone": "0301234"}, []),
        ({"phone": "+"}, []),
        (
            {"phone": "+4915112345678", "phone.2": "+4930901820", "country": "NZ"},
            [("phone_type", "mobile"), ("phone_type.2", "fixed_line")],
        ),
    ],
)
def test_a_phone_number_tells_its_country_type_and_time_zone(row: Row, derived: list[tuple[str, str]]) -> None:
    assert [(field, value) for _, field, value, _ in told(row)] == derived


@pytest.mark.slow
def test_lines_of_a_column_are_those_of_its_numbers_one_by_one() -> None:
    for code, regions in CALLING_CODES.items():
        examples = [example_number_for_type(region, kind) for region in regions for kind in range(10)]
        numbers = sorted({str(own.national_number)[:-1] + digit for own in examples if own for digit in "0369"})
        columns = [column.to_pylist() for column in identify_lines(code, pa.array(numbers, pa.string()))]

        assert list(zip(*columns, strict=True)) == [identify(code, number) or (None, None) for number in numbers], code


@pytest.mark.parametrize(
    ("row", "derived"),
    [
        ({"postal_code": "62704", "country": "US"}, [("region", "IL")]),
        ({"postal_code": "62704", "country": "US", "region": "TX"}, []),
        ({"postal_code": "6270", "country": "US"}, []),
        ({"postal_code": "62704"}, []),
        ({"postal_code": "10115", "country": "DE"}, []),
        ({"postal_code": "SW1A 1AA"}, [("country", "GB")]),
        ({"postal_code.2": "SW1A 1AA"}, [("country.2", "GB")]),
        ({"postal_code": "no code"}, []),
    ],
)
def test_a_postal_code_tells_region_and_country(row: Row, derived: list[tuple[str, str]]) -> None:
    places = [(field, value) for _, field, value, provider in told(row) if provider == "postal_code_shape"]
    assert places == derived


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("DE", "Europe/Berlin"),
        ("IS", "Atlantic/Reykjavik"),
        ("KH", "Asia/Phnom_Penh"),
        ("US", None),
        ("ES", None),
        ("AU", None),
        ("XX", None),
        ("", None),
    ],
)
def test_a_country_with_one_time_zone_tells_it(country: str, zone: str | None) -> None:
    assert zone_of_country(country) == zone


def staff(count: int, domain: str, company: str = "Lind AG") -> list[Row]:
    return [{"email": f"{'abcdef'[n]}@{domain}", "organization": company} for n in range(count)]


@pytest.mark.parametrize(
    ("others", "email", "company"),
    [
        (staff(3, "lind-werk.de"), "x@lind-werk.de", "Lind AG"),
        (staff(2, "lind-werk.de"), "x@lind-werk.de", None),
        (staff(3, "lind-werk.de") + staff(1, "lind-werk.de", "Novak"), "x@lind-werk.de", None),
        (staff(5, "gmail.com"), "x@gmail.com", None),
        (staff(5, "mailinator.com"), "x@mailinator.com", None),
        (staff(3, "lind-werk.de"), "x@other.de", None),
    ],
)
def test_a_mail_domain_of_one_company_tells_the_company(others: list[Row], email: str, company: str | None) -> None:
    expected = [(len(others), "organization", company, "company_of_domain")] if company else []
    assert told(*others, {"email": email}, field="organization") == expected


@pytest.mark.parametrize(
    ("row", "salutation"),
    [
        ({"gender": "female", "country": "DE"}, "Frau"),
        ({"gender": "male", "language": "fr", "country": "DE"}, "Monsieur"),
        ({"prefix": "Mrs", "country": "GB"}, "Ms"),
        ({"prefix": "Mrs", "gender": "male", "country": "GB"}, None),  # they disagree
        ({"prefix": "Dr", "country": "GB"}, None),
        ({"gender": "other", "country": "DE"}, None),
        ({"gender": "female", "country": "CH"}, None),  # in which of its languages?
        ({"given_name": "Anna", "country": "DE"}, None),  # never guessed from a name
        ({"gender": "female"}, None),
    ],
)
def test_a_salutation_is_suggested_where_gender_or_title_is_given(row: Row, salutation: str | None) -> None:
    found = [value for _, _, value, _ in told(row, field="salutation")]
    assert found == [salutation] * (salutation is not None)


def test_nothing_that_is_given_is_derived_again_and_the_table_stays_as_it_is() -> None:
    rows = table({"phone": "+4915112345678", "country": "AT"}, {"phone": "+4915112345678", "country": None})
    before = rows.to_pydict()
    found = enrich(rows).to_pylist()
    assert [(row["record_id"], row["value"]) for row in found if row["field"] == "country"] == [(1, "DE")]
    assert rows.to_pydict() == before


def test_providers_that_disagree_are_both_heard() -> None:
    found = told({"phone": "+4915112345678", "postal_code": "SW1A 1AA"}, field="country")
    assert found == [(0, "country", "DE", "numbering_plan"), (0, "country", "GB", "postal_code_shape")]


class _Online:
    """What a source outside would look like."""

    name = "register"
    needs = ("registration_number",)
    gives = ("industry",)

    def __init__(self) -> None:
        self.asked = 0

    def derive(self, table: pa.Table) -> pa.Table:
        self.asked += 1
        line = {"record_id": 0, "field": "industry", "value": "Steel", "provider": self.name, "because": "Entry 12."}
        return pa.Table.from_pylist([line], schema=DERIVED)


def test_another_provider_needs_nothing_but_the_interface() -> None:
    provider = _Online()
    found = enrich(table({"registration_number": "12", "industry": None}), [provider])
    assert found["value"].to_pylist() == ["Steel"]
    assert enrich(table({"registration_number": "12", "industry": "Iron"}), [provider]).num_rows == 0


def test_a_provider_is_not_asked_where_there_is_nothing_it_needs() -> None:
    provider = _Online()
    enrich(table({"email": "a@b.de"}), [provider])
    assert provider.asked == 0


def test_matching_and_survivorship_never_see_derived_values() -> None:
    stages = Path(__file__).parents[3] / "src" / "pellucid" / "golden"
    later = [path for stage in ("match", "resolve", "survive", "audit") for path in (stages / stage).rglob("*.py")]
    assert [path.name for path in later if "golden.enrich" in path.read_text(encoding="utf-8")] == []


def test_every_provider_and_all_it_derives_is_in_the_manual() -> None:
    text = (Path(__file__).parents[3] / "docs" / "reference" / "results.md").read_text(encoding="utf-8")
    section = text.partition("## derived.csv\n")[2].partition("\n## ")[0]
    rows = set(re.findall(r"^\| `(\w+)` \|.*\| `(\w+)` \|$", section, re.MULTILINE))
    assert rows == {(field, provider.name) for provider in OFFLINE for field in provider.gives}


FIELDS = ("phone", "country", "postal_code", "region", "email", "organization", "gender", "prefix", "language")
TEXTS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(["+49151", "+1", "DE", "a@b.c", "A-"]),
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)), max_size=6))
def test_no_text_is_an_exception(rows: list[Row]) -> None:
    told(*rows)


def test_an_empty_table_implies_nothing() -> None:
    assert told() == []
    assert told({"phone": None, "email": None, "postal_code": None, "gender": None}) == []
