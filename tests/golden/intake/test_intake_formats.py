"""Workbooks, vCards and JSON."""

import datetime
import io
import json

import pytest
import vobject
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.intake.excel import cell_text
from pellucid.golden.intake.read import CannotRead, read_bytes
from pellucid.golden.model.delivery import Delivery


def workbook(**sheets: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


def rows_of(delivery: Delivery) -> list[dict[str, str]]:
    return [{name: value for name, value in row.items() if value is not None} for row in delivery.records.to_pylist()]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1234567.0, "1234567"),
        (0.1, "0.1"),
        (1e15, "1000000000000000"),
        (-2.50, "-2.5"),
        ("0012", "0012"),
        (True, "TRUE"),
        (datetime.date(2024, 1, 31), "2024-01-31"),
        (datetime.datetime(2024, 1, 31), "2024-01-31"),
        (datetime.datetime(2024, 1, 31, 10, 5), "2024-01-31 10:05:00"),
        (None, ""),
        (float("nan"), "nan"),
    ],
)
def test_cells_become_the_text_a_person_would_have_typed(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_a_workbook_is_read_with_every_sheet_of_the_same_header() -> None:
    header: list[object] = ["Phone", "PLZ", "Birthday"]
    data = workbook(
        Empty=[],
        North=[header, [5551234.0, "01234", datetime.date(1980, 12, 31)], [None, None, None], [5551235, "1", ""]],
        South=[header, ["+354", "101", datetime.date(1990, 1, 1)]],
        Prices=[["sku", "price"], ["a", 1]],
    )
    delivery = read_bytes(data, file="a.xlsx")
    assert rows_of(delivery) == [
        {"row": 1, "phone": "5551234", "postal_code": "01234", "birth_date": "1980-12-31"},
        {"row": 2, "phone": "5551235", "postal_code": "1"},
        {"row": 3, "phone": "+354", "postal_code": "101", "birth_date": "1990-01-01"},
    ]
    assert delivery.detected["sheet"] == "North, South"
    assert delivery.detected["sheets not read"] == "Prices"


def test_a_damaged_workbook_is_refused_in_a_sentence() -> None:
    with pytest.raises(CannotRead, match="cannot be opened"):
        read_bytes(workbook(A=[["a"], ["b"]])[:2000], file="a.xlsx")


CARD = """BEGIN:VCARD
VERSION:3.0
N:Jónsdóttir;Anna;María;Dr.;
FN:Anna María Jónsdóttir
ORG:Ísfiskur ehf.;Sala
TITLE:Sölustjóri
TEL;TYPE=HOME:555 1111
TEL;TYPE=CELL,PREF:555 2222
item1.EMAIL;TYPE="INTERNET,WORK":anna@example.is
EMAIL:anna2@example.is
ADR;TYPE=HOME:;;Aðalgata 1;Höfn;;780;Ísland
ADR;TYPE=WORK:PO 5;;Hafnargata 2\\, 2h;Vík;;870;Ísland
BDAY:1980-12-31
NOTE:first line\\nsecond\\, with a long folded
  line
UID:abc-1
X-ODD:kept
PHOTO;ENCODING=b:AAAA
END:VCARD
"""


def test_a_card_fills_its_fields_and_slots() -> None:
    delivery = read_bytes(CARD.replace("\n", "\r\n").encode(), file="a.vcf")
    (row,) = rows_of(delivery)
    assert row == {
        "row": 1,
        "source_key": "abc-1",
        "full_name": "Anna María Jónsdóttir",
        "prefix": "Dr.",
        "given_name": "Anna",
        "middle_name": "María",
        "family_name": "Jónsdóttir",
        "email": "anna@example.is",
        "email.2": "anna2@example.is",
        "phone": "555 2222",
        "phone.2": "555 1111",
        "street": "Aðalgata 1",
        "street.2": "Hafnargata 2, 2h",
        "po_box.2": "PO 5",
        "postal_code": "780",
        "postal_code.2": "870",
        "city": "Höfn",
        "city.2": "Vík",
        "country": "Ísland",
        "country.2": "Ísland",
        "organization": "Ísfiskur ehf.",
        "department": "Sala",
        "job_title": "Sölustjóri",
        "birth_date": "1980-12-31",
        "notes": "first line\nsecond, with a long folded line",
        "other:X-ODD": "kept",
        "other:PHOTO": "AAAA",
    }


def test_old_cards_are_read_through_quoted_printable() -> None:
    card = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=93lafsson;J=C3=B3n\n"
        "ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;A=C3=B0algata=\n 1;H=C3=B6fn;;780;\n"
        "TEL;CELL:5551111\nEND:VCARD\n"
    )
    (row,) = rows_of(read_bytes(card.encode(), file="a.vcf"))
    assert (row["family_name"], row["given_name"], row["city"]) == ("Ólafsson", "Jón", "Höfn")
    assert row["street"] == "Aðalgata 1"


@pytest.mark.parametrize(
    "bad",
    [
        b"BEGIN:VCARD\nFN:cut off\n",
        b"BEGIN:VCARD\nFN:x\nno property at all\nEND:VCARD\n",
        b"BEGIN:VCARD\nFN:\0\nEND:VCARD\n",
        b"stray line\nEND:VCARD\n",
    ],
)
def test_a_bad_card_costs_itself_alone(bad: bytes) -> None:
    good = b"BEGIN:VCARD\nFN:Al\nEND:VCARD\n"
    delivery = read_bytes(good + bad + good, file="a.vcf")
    assert [(row.row, row.raw) for row in delivery.quarantined] == [(2, bad)]
    assert delivery.records["row"].to_pylist() == [1, 3]


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="BEGINVCARD:;=\n \\", max_size=80))
def test_any_text_after_a_card_begins_is_kept_or_quarantined(text: str) -> None:
    data = b"BEGIN:VCARD\n" + text.encode() + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Al\nEND:VCARD\n"
    delivery = read_bytes(data, file="a.vcf")
    assert delivery.row_count >= 2


NAME = st.text(alphabet="aZéÞ ,;\\ក", min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=50, deadline=None)
@given(given_name=NAME, family=NAME, note=NAME)
def test_cards_written_by_another_library_come_back(given_name: str, family: str, note: str) -> None:
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family=family, given=given_name)
    card.add("fn").value = given_name
    card.add("note").value = note
    (row,) = rows_of(read_bytes(card.serialize().encode(), file="a.vcf"))
    assert row["full_name"].strip() == given_name.strip()
    assert row["notes"].strip() == note.strip()


def test_json_lines_are_flattened_and_a_bad_line_is_quarantined() -> None:
    rows: list[object] = [
        {"name": "Al", "address": {"city": "Oslo"}, "emails": ["a@b.is", "c@d.is"], "tags": ["x", "y"], "age": 7},
        {"name": None, "spent": 1.5, "ok": True},
    ]
    lines = [json.dumps(rows[0]), '{"name": "cut', "[1]", json.dumps(rows[1])]
    delivery = read_bytes("\n".join(lines).encode(), file="a.jsonl")
    assert [bad.row for bad in delivery.quarantined] == [2, 3]
    first, second = rows_of(delivery)
    assert first["full_name"] == "Al"
    assert first["city"] == "Oslo"
    assert (first["email"], first["email.2"]) == ("a@b.is", "c@d.is")
    assert first["tags"] == "x; y"
    assert second == {"row": 4, "order_total": "1.5", "other:ok": "true"}


@pytest.mark.parametrize("shape", ["%s", '{"customers": %s}', "\ufeff%s", "  %s\n"])
def test_json_arrays_are_read(shape: str) -> None:
    delivery = read_bytes((shape % '[{"email": "a@b.is"},\n {"email": "1.50"}]').encode(), file="a.json")
    assert [row["email"] for row in rows_of(delivery)] == ["a@b.is", "1.50"]


def test_an_array_cut_off_keeps_the_objects_before() -> None:
    delivery = read_bytes(b'[{"email": "a@b.is"}, {"email": "c@d.', file="a.json")
    assert [bad.raw for bad in delivery.quarantined] == [b'{"email": "c@d.']
    assert delivery.row_count == 2


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='{}[]",:\\n1 \ud7ff\n', max_size=60))
def test_any_json_text_is_kept_or_quarantined_or_refused(text: str) -> None:
    try:
        delivery = read_bytes(('{"a": 1}\n' + text).encode(), file="a.json")
    except CannotRead:
        return
    numbers = [*delivery.records["row"].to_pylist(), *(bad.row for bad in delivery.quarantined)]
    assert sorted(numbers) == list(range(1, delivery.row_count + 1))
