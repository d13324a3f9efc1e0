"""Values read as whole columns come out as they do one by one, to the last part, change and issue."""

import csv
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid import sample
from pellucid.golden.model.issue import Issue
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.column import VALUES_WORTH_COLUMNS, Values, standardize_some
from pellucid.golden.standardize.distinct import distinct_rows
from pellucid.golden.standardize.kinds import ADDRESS_PARTS, KEPT_PARTS, NAME_PARTS, standardize_cells
from pellucid.golden.standardize.plain import PLAIN, Cells
from pellucid.golden.standardize.plain.apart import emails_apart, phones_apart
from pellucid.golden.validate.table import JUDGE, check_value

CASES = Path(__file__).parents[3] / "benches" / "cases"
COUNTRIES = (None, "US", "GB", "DE", "FR", "ES", "IT", "NL", "IS", "HU", "PL", "CN", "JP", "VN", "KH", "IR", "PH", "TR")
HINTS = tuple(Hints(country=country) for country in COUNTRIES)
NAME_WORDS = (
    *(
        "Anna",
        "JEAN",
        "von",
        "de",
        "la",
        "Smith",
        "smith",
        "O'Neill",
        "McDonald",
        "Müller",
        "MÜLLER",
        "dóttir",
        "J.",
        "x",
    ),
    *("Jr.", "y", "and", "&", "Dr.", "GmbH", "Test", "n/a", "Li", "-", "Smith-Jones", "علی", "رضایی", "សុខា", "Иванова"),
)
SIGNS = "+0123456789 ()-./\u00a0"


def cells_of(rows: list[tuple[str, ...]], hinted: list[int]) -> Cells:
    columns = tuple(pa.array([row[place] for row in rows], pa.string()) for place in range(len(rows[0])))
    return Cells(columns=columns, known=HINTS, hinted=np.array(hinted, dtype=np.int64))


def one_by_one(kind: str, rows: list[tuple[str, ...]], hinted: list[int]) -> list[tuple[object, ...]]:
    made = []
    for row, number in zip(rows, hinted, strict=True):
        value = standardize_cells(kind, row, HINTS[number])
        parts = {name: part for name, part in value.parts.items() if name in KEPT_PARTS[kind]}
        made.append((value.value, " ".join(value.changes) or None, parts, check_value(kind, value, HINTS[number])))
    return made


def from_values(values: Values) -> list[tuple[object, ...]]:
    issues: dict[int, tuple[Issue, ...]] = {}
    for issue in values.issues.to_pylist():
        place = issue.pop("place")
        issues[place] = (*issues.get(place, ()), Issue(**issue))
    columns = {name: part.to_pylist() for name, part in values.parts.items()}
    return [
        (
            standard,
            changes,
            {name: column[place] for name, column in columns.items() if column[place] is not None},
            issues.get(place, ()),
        )
        for place, (standard, changes) in enumerate(
            zip(values.standard.to_pylist(), values.changes.to_pylist(), strict=True)
        )
    ]


def assert_same(kind: str, rows: list[tuple[str, ...]], hinted: list[int]) -> None:
    rows, hinted = (own * (-(-VALUES_WORTH_COLUMNS // len(own)) if own else 1) for own in (rows, hinted))
    found = from_values(standardize_some(cells_of(rows, hinted), kind=kind, judge=JUDGE))
    for row, number, own, expected in zip(rows, hinted, found, one_by_one(kind, rows, hinted), strict=True):
        assert own == expected, (kind, row, COUNTRIES[number])


def name_row(given: str, family: str) -> tuple[str, ...]:
    cells = {"given": given, "family": family}
    return ("", *(cells.get(part, "") for part in NAME_PARTS.values()))


def address_row(street: str, number: str, code: str, city: str, country: str) -> tuple[str, ...]:
    cells = {"street": street, "house_number": number, "postal_code": code, "city": city, "country": country}
    return ("", *(cells.get(part, "") for part in ADDRESS_PARTS))


def contact_rows(kind: str, rows: list[dict[str, str | None]]) -> list[tuple[str, ...]]:
    if kind == "name":
        return [name_row(row["given_name"] or "", row["family_name"] or "") for row in rows]
    if kind == "address":
        names = ("street", "house_number", "postal_code", "city", "country")
        return [address_row(*(row[name] or "" for name in names)) for row in rows]
    return [(row["source_key" if kind == "text" else kind] or "",) for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLAIN)
def test_contacts_come_out_as_one_by_one(kind: str) -> None:
    rows = contact_rows(kind, sample.contacts(700, 3).to_pylist())
    assert_same(kind, rows, [place % len(HINTS) for place in range(len(rows))])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["phone", "email", "text"])
def test_labelled_cases_come_out_as_one_by_one(kind: str) -> None:
    with (CASES / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        texts = [row["raw"] for row in csv.DictReader(lines)]
    for number in range(len(HINTS)):
        assert_same(kind, [(text,) for text in texts], [number] * len(texts))


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("name", name_row("Anna Smith", "Smith")),
        ("name", name_row("Max", "Mustermann")),
        ("name", name_row("", "Mustermann")),
        ("name", name_row("ANNA", "")),
        ("name", name_row("", "Jonsdottir")),
        ("name", name_row("Anna Maria", "")),
        ("name", name_row("Smith", "John")),
        ("name", name_row("JOHN", "O'NEILL")),
        ("name", name_row("Juan y", "García")),
        ("name", name_row("Maria del Carmen", "de la Torre")),
        ("name", name_row("Jon", "Jonsdottir")),
        ("phone", ("0049 30 901820",)),
        ("phone", ("+34 (0)912 345 678",)),
        ("phone", ("+1 212 555 0123",)),
        ("phone", ("0000000000",)),
        ("address", address_row("Elm St", "5", "62704", "Springfield", "US")),
        ("address", address_row("MAIN STREET", "12 a", "2108", "boston", "usa")),
        ("address", address_row("Gran Vía", "s/n", "28013", "Madrid", "ES")),
        ("address", address_row("Hauptstr. 5", "7", "D-10115", "10115 Berlin", "")),
        ("email", ("INFO@Example.COM",)),
        ("email", ("jan@gmial.com",)),
        ("email", (f"{'a' * 64}@example.com",)),
        ("text", ("a <b> c",)),
        ("text", ("n/a",)),
    ],
)
def test_doubtful_values_come_out_as_one_by_one(kind: str, row: tuple[str, ...]) -> None:
    assert_same(kind, [row] * len(HINTS), list(range(len(HINTS))))


_CELL = st.lists(st.sampled_from(NAME_WORDS), max_size=3).map(" ".join)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_CELL, _CELL, st.integers(0, len(HINTS) - 1)), min_size=1, max_size=20))
def test_any_names_come_out_as_one_by_one(names: list[tuple[str, str, int]]) -> None:
    assert_same("name", [name_row(own, family) for own, family, _ in names], [number for _, _, number in names])


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(SIGNS, max_size=16), st.integers(0, len(HINTS) - 1)), min_size=1, max_size=20))
def test_any_digits_and_signs_come_out_as_one_by_one(phones: list[tuple[str, int]]) -> None:
    assert_same("phone", [(text,) for text, _ in phones], [number for _, number in phones])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=10), st.sampled_from(["email", "text", "phone"]))
def test_any_text_comes_out_as_one_by_one(texts: list[str], kind: str) -> None:
    assert_same(kind, [(text,) for text in texts], [0] * len(texts))


def test_cells_with_several_values_are_parted() -> None:
    phones = pa.array(["030 1234567 / 0171 999999", " 030 901820", None, "030 901820"])
    first, second = (column.to_pylist() for column in phones_apart(phones))
    assert first == ["030 1234567", "030 901820", None, "030 901820"]
    assert second == ["0171 999999", None, None, None]
    emails = emails_apart(pa.array(["a@example.com; b@example.com", "c@example.com"]))
    assert [column.to_pylist() for column in emails] == [["a@example.com", "c@example.com"], ["b@example.com", None]]


def test_combinations_are_numbered_in_order_of_appearance() -> None:
    left, right = pa.array(["a", "b", "a", None, ""]), pa.array(["x", "x", "x", "y", "y"])
    firsts, codes = distinct_rows([left, right])
    assert firsts.tolist() == [0, 1, 3]
    assert codes.tolist() == [0, 1, 0, 2, 2]
