"""Who lives together and who works where, in small cases somebody has labelled."""

import numpy as np
import pyarrow as pa
import pytest

from pellucid.golden.model.value import Hints
from pellucid.golden.relate.employers import Employers, employers
from pellucid.golden.relate.households import FAMILIES_MAX, MEMBERS_MAX, households
from pellucid.golden.relate.traces import HOMES, Traces, traces_of
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.table import JUDGE

NOBODY = np.empty((0, 2), dtype=np.int64)
HOME = "Lindenallee 4, 10115 Berlin"
Row = dict[str, str]


def traces(*rows: Row, numbers: list[int] | None = None) -> Traces:
    """Return the traces of parties, numbered from 0; those with a given name are people."""
    names = dict.fromkeys(name for row in rows for name in row)
    raw = {"record_id": range(len(rows)), "file": [""] * len(rows), "row": range(len(rows))}
    raw |= {name: [row.get(name) for row in rows] for name in names}
    golden = standardize_table(
        pa.table({name: list(values) for name, values in raw.items()}), judge=JUDGE, hints=Hints(country="DE")
    ).table
    is_person = np.array(["given_name" in row for row in rows])
    return traces_of(golden, numbers or list(range(len(rows))), is_person)


def person(given: str, family: str, address: str = HOME, **more: str) -> Row:
    return {"given_name": given, "family_name": family, "address": address, **more}


def homes(*rows: Row, together=NOBODY, apart=NOBODY) -> list[list[int]]:
    found = households(traces(*rows).of(*HOMES), np.array(together), np.array(apart))
    return [found.party[found.first == first].tolist() for first in np.unique(found.first)]


def test_a_family_is_a_household_and_its_namesake_neighbours_are_not() -> None:
    family = [person("Anna", "Berg"), person("Otto", "Berg"), person("Mia", "Berg")]
    next_door = [
        person("Ida", "Berg", "Lindenallee 6, 10115 Berlin"),
        person("Uwe", "Berg", "Lindenallee 4, 53111 Bonn"),
    ]
    assert homes(*family, *next_door) == [[0, 1, 2]]


@pytest.mark.parametrize(
    ("one", "other"),
    [("García López", "García Ruiz"), ("Müller-Lund", "Lund"), ("Nováková", "Novák"), ("Meier", "Mayer")],
)
def test_names_of_one_family_need_not_be_written_alike(one: str, other: str) -> None:
    assert homes(person("Anna", one), person("Otto", other)) == [[0, 1]]


def test_flatmates_of_different_names_are_no_household_unless_somebody_says_so() -> None:
    flat = [person("Anna", "Berg"), person("Otto", "Lund")]
    assert homes(*flat) == []
    assert homes(*flat, together=[(0, 1)]) == [[0, 1]]


RINGS = {"phone": "030 1234567"}


def test_a_number_at_one_address_ties_two_names_but_not_a_switchboard() -> None:
    couple = [person("Anna", "Berg", **RINGS), person("Otto", "Lund", **RINGS), person("Mia", "Lund")]
    assert homes(*couple) == [[0, 1, 2]]
    assert homes(*couple, person("Ida", "Kaya", **RINGS)) == [[1, 2]]


@pytest.mark.parametrize(
    "more",
    [
        {**RINGS, "organization": "Sommer KG"},
        {**RINGS, "email": "otto@sommer.example"},
        {"phone": "030 7654321"},
        {**RINGS, "address": "Lindenallee 6, 10115 Berlin"},
    ],
    ids=["names a company", "writes from work", "another number", "another address"],
)
def test_a_number_that_may_be_of_the_office_ties_nobody(more: Row) -> None:
    assert homes(person("Anna", "Berg", **RINGS), {**person("Otto", "Lund"), **more}) == []


def test_another_flat_of_the_same_house_is_another_home() -> None:
    flats = [person("Anna", "Berg", "12 Main St Apt 1, Springfield, IL 62701")]
    flats += [person("Otto", "Berg", "12 Main St Apt 2, Springfield, IL 62701")]
    assert homes(*flats) == []


def test_in_a_dormitory_two_of_one_name_are_no_household() -> None:
    families = ["Berg", "Lund", "Otto", "Sommer", "Kaya", "Rossi"]
    rooms = [person("Anna", family) for family in families]
    assert homes(*rooms[:FAMILIES_MAX], person("Jan", "Berg")) == [[0, FAMILIES_MAX]]
    assert homes(*rooms[: FAMILIES_MAX + 1], person("Jan", "Berg")) == []


def test_more_of_one_name_than_a_home_holds_are_no_household() -> None:
    nguyens = [person(f"Anh{number}", "Nguyen") for number in range(MEMBERS_MAX + 1)]
    assert homes(*nguyens[:-1]) == [list(range(MEMBERS_MAX))]
    assert homes(*nguyens) == []


def test_father_and_son_of_one_name_are_a_household() -> None:
    assert homes(person("Otto", "Berg", suffix="Sr."), person("Otto", "Berg", suffix="Jr.")) == [[0, 1]]


def test_a_company_at_the_address_of_a_family_is_not_of_the_household() -> None:
    firm = {"organization": "Berg GmbH", "address": HOME}
    assert homes(person("Anna", "Berg"), firm, person("Otto", "Berg")) == [[0, 2]]


def test_who_is_said_not_to_belong_leaves_and_the_others_stay_together() -> None:
    assert homes(*[person(name, "Berg") for name in ("Anna", "Jan", "Otto")], apart=[(1, 0)]) == [[0, 2]]


def test_without_street_and_number_nobody_lives_together() -> None:
    assert homes(person("Anna", "Berg", "10115 Berlin"), person("Otto", "Berg", "10115 Berlin")) == []


FIRM = {"organization": "Berg GmbH", "email": "info@berg.example"}
MAN = {"given_name": "Otto", "family_name": "Lund"}


def works(*rows: Row, told=(), denied=NOBODY) -> list[tuple[int, int, str]]:
    found: Employers = employers(traces(*rows), told=np.array(told, np.int64), denied=np.array(denied))
    return list(zip(found.person.tolist(), found.organization.tolist(), found.reason.tolist(), strict=True))


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ({"organization": "BERG"}, "name"),
        ({"email": "otto.lund@berg.example"}, "domain"),
        ({"organization": "Berg GmbH", "email": "otto.lund@berg.example"}, "both"),
    ],
)
def test_the_one_company_that_fits_is_the_employer(says: Row, reason: str) -> None:
    assert works(FIRM, {**MAN, **says}) == [(1, 0, reason)]


@pytest.mark.parametrize(
    ("firms", "says"),
    [
        ([{**FIRM, "email": "berg@gmail.com"}], {"email": "otto@gmail.com"}),
        ([{**FIRM, "email": "berg@mailinator.com"}], {"email": "otto@mailinator.com"}),
        ([{**FIRM, "email": "berg@lokalnet.example"}], {"email": "otto@lokalnet.example"}),
        ([FIRM, {"organization": "Berg AG"}], {"organization": "Berg"}),
        ([FIRM], {"organization": "Berg AG", "email": "otto@berg.example"}),
        ([FIRM, {"organization": "Lund KG"}], {"organization": "Lund KG", "email": "otto@berg.example"}),
    ],
    ids=["free mail", "throw-away mail", "a provider's domain", "two fit", "a sister", "name against domain"],
)
def test_where_none_or_several_fit_there_is_no_employer(firms: list[Row], says: Row) -> None:
    assert works(*firms, {**MAN, **says}) == []


def test_of_two_companies_of_one_name_the_domain_tells() -> None:
    other = {"organization": "Berg GmbH", "website": "https://www.berg-bonn.example/en"}
    assert works(FIRM, other, {**MAN, "organization": "Berg GmbH", "email": "otto@berg-bonn.example"}) == [
        (2, 1, "both")
    ]


def test_what_somebody_said_of_an_employer_wins() -> None:
    named = {**MAN, "organization": "Berg"}
    assert works(FIRM, named, told=[1]) == []
    assert works(FIRM, named, denied=[(1, 0)]) == []


def test_the_order_of_customers_changes_nothing() -> None:
    rows = [FIRM, {**MAN, "organization": "Berg", "address": HOME}, person("Mia", "Lund"), person("Ida", "Berg")]
    whole, turned = traces(*rows), traces(*rows[::-1], numbers=[3, 2, 1, 0])
    for one, other in ((whole.party, turned.party), (whole.key, turned.key), (whole.said, turned.said)):
        assert one.tolist() == other.tolist()
    shuffled = whole.at(np.random.default_rng(1).permutation(len(whole.party)))
    once, again = (households(each.of(*HOMES), NOBODY, NOBODY) for each in (whole, shuffled))
    assert once.party.tolist() == again.party.tolist() == [1, 2]
