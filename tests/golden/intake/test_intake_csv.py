"""Delimited files: every row is kept or quarantined, and clean tables come back cell by cell."""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.intake.csv import detect_layout, read_csv
from pellucid.golden.intake.encoding import detect_encoding
from pellucid.golden.intake.parts import Part, clean_part, read_parts
from pellucid.golden.intake.read import CannotRead, read_bytes
from pellucid.golden.intake.records import RecordReader, split_lines
from pellucid.golden.model.delivery import Delivery

HEADER = "id,first name,city\n"


def cells_of(delivery: Delivery) -> list[list[str | None]]:
    return [list(row.values())[1:] for row in delivery.records.to_pylist()]


def test_a_clean_file_comes_back_cell_by_cell() -> None:
    delivery = read_bytes((HEADER + ' 007 ,"Jo, ""the"" Doe",\n2,Ann,"New\r\nYork"\n').encode(), file="a.csv")
    assert cells_of(delivery) == [[" 007 ", 'Jo, "the" Doe', None], ["2", "Ann", "New\r\nYork"]]
    assert delivery.records.column_names == ["row", "source_key", "given_name", "city"]
    assert delivery.row_count == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"2,Bo\n", "ends early"),
        (b"2,Bo,Rome,Italy\n", "4 cells"),
        (b"2,B\0o,Rome\n", "zero byte"),
        (b"2,B\xffo,Rome \xc3\xa9\n", "not UTF-8"),
        (b'2,"Bo,Rome\n', "never closed"),
        (b'2,"B"o,Rome\n', "goes on after"),
        (b'2,"Bo\nand Al,Rome\n', "never closed"),
    ],
)
def test_a_bad_row_is_quarantined_with_its_bytes_and_the_others_go_on(row: bytes, reason: str) -> None:
    good = "".join(f"{number},Zoë,Reykjavík\n" for number in range(5)).encode()
    delivery = read_bytes(HEADER.encode() + b"1,Al,Oslo\n" + row + good, file="a.csv")
    assert [(bad.row, bad.raw) for bad in delivery.quarantined] == [(2, row)]
    assert reason in delivery.quarantined[0].reason
    assert delivery.records["row"].to_pylist() == [1, 3, 4, 5, 6, 7]
    assert delivery.row_count == 7


def test_a_file_cut_off_in_a_quoted_cell_loses_that_row_alone() -> None:
    delivery = read_bytes((HEADER + '1,Al,Oslo\n2,Bo,"Ro').encode(), file="a.csv")
    assert [bad.raw for bad in delivery.quarantined] == [b'2,Bo,"Ro']
    assert delivery.records.num_rows == 1


def test_a_stray_quote_that_closes_much_later_costs_one_row() -> None:
    rows = ['1,"Al,Oslo', "2,Bo,Rome", "3,Cy,Bern", '4,"Di","Bonn"', "5,Ed,Lund"]
    delivery = read_bytes((HEADER + "\n".join(rows) + "\n").encode(), file="a.csv")
    assert [bad.raw for bad in delivery.quarantined] == [b'1,"Al,Oslo\n']
    assert delivery.records["row"].to_pylist() == [2, 3, 4, 5]


def test_blank_lines_are_not_rows() -> None:
    delivery = read_bytes((HEADER + "\n1,Al,Oslo\n  \n\r\n2,Bo,Rome\n\n").encode(), file="a.csv")
    assert delivery.row_count == 2
    assert not delivery.quarantined


def test_rows_that_an_exporter_ends_at_their_last_filled_cell_are_kept_and_reported() -> None:
    delivery = read_bytes((HEADER + "1,Al,Oslo\n2,Bo\n3\n4,Di,Bonn\n").encode(), file="a.csv")
    assert cells_of(delivery)[1] == ["2", "Bo", None]
    assert "rows ending early" in delivery.detected


def test_empty_cells_beyond_the_header_do_not_matter() -> None:
    assert cells_of(read_bytes((HEADER + "1,Al,Oslo,,\n2,Bo,Rome\n").encode(), file="a.csv"))[0] == ["1", "Al", "Oslo"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (HEADER.encode(), "no rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG picture"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(range(32)) * 40, "not text"),
        (b"PK\x03\x04nonsense", "ZIP"),
    ],
)
def test_a_file_without_a_table_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(CannotRead, match=said):
        read_bytes(data, file="x.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_tables_in_any_dialect_come_back(delimiter: str, ending: str, encoding: str) -> None:
    rows = [["1", f'Jón{delimiter} "Nonni"', "Höfn"], ["2", "Zoë", "Sète"], ["3", "", "Ærø"]]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending)
    writer.writerows([["id", "first name", "city"], *rows])
    delivery = read_bytes(text.getvalue().encode(encoding), file="a.csv")
    assert cells_of(delivery) == [[cell or None for cell in row] for row in rows]
    assert not delivery.quarantined


def test_title_lines_above_the_header_are_reported_and_not_rows() -> None:
    delivery = read_bytes(
        ("Customers 2024;;\n\n" + HEADER.replace(",", ";") + "1;Al;Oslo\n2;Bo;Rome\n").encode(), file="a"
    )
    assert delivery.row_count == 2
    assert delivery.detected["header"] == "line 3"
    assert delivery.detected["lines above the header"].startswith("Customers 2024")


def test_a_file_without_a_header_loses_no_row() -> None:
    delivery = read_bytes(b"al@example.com,+354 555 1234\nbo@example.com,+354 555 9876\nx,\n", file="a.csv")
    assert delivery.row_count == 3
    assert delivery.detected["header"] == "none"
    assert [column.column for column in delivery.columns] == ["column 1", "column 2"]


def test_last_comma_first_below_name_is_one_column() -> None:
    delivery = read_bytes(b"Name\nDoe, Jane\nRoe, Jo\nPoe\n", file="a.csv")
    assert cells_of(delivery) == [["Doe, Jane"], ["Roe, Jo"], ["Poe"]]
    assert delivery.detected["delimiter"] == "none"


def test_a_header_counts_where_every_row_is_cut() -> None:
    delivery = read_bytes((HEADER + "1\n2\n" * 3).encode() + b"3,Al,\n", file="a.csv")
    assert [column.target for column in delivery.columns] == ["source_key", "given_name", "city"]
    assert len(delivery.quarantined) == 6


def test_a_declared_delimiter_is_obeyed() -> None:
    delivery = read_bytes(b"sep=|\nid|first name|city\n1|Al, Jr|Oslo, Norway\n", file="a.csv")
    assert cells_of(delivery) == [["1", "Al, Jr", "Oslo, Norway"]]


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet=',;"\n\r\0aé \t1@', max_size=120).map(str.encode))
def test_any_bytes_give_every_row_or_a_refusal(data: bytes) -> None:
    try:
        delivery = read_bytes(data, file="any.csv")
    except CannotRead:
        return
    numbers = [*delivery.records["row"].to_pylist(), *(bad.row for bad in delivery.quarantined)]
    assert sorted(numbers) == list(range(1, delivery.row_count + 1))
    assert all(bad.raw in data and bad.reason for bad in delivery.quarantined)


CELL = st.text(alphabet="aZé,;\"\n\r '5", max_size=6)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from([0, 1, 3]))
def test_any_written_table_comes_back(rows: list[list[str]], quoting: int) -> None:
    text = io.StringIO()
    if quoting == csv.QUOTE_NONE:
        rows = [[cell.translate(str.maketrans("", "", ',;"\n\r')) for cell in row] for row in rows]
    writer = csv.writer(text, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writerows([["id", "first name", "city"], *rows])
    delivery = read_bytes(text.getvalue().encode(), file="a.csv")
    assert cells_of(delivery) == [[cell or None for cell in row] for row in rows]


ROW = st.text(alphabet='ab",\n\r é\0', max_size=12).map(str.encode) | st.binary(max_size=6)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.lists(ROW, max_size=8), st.sampled_from(["id,first name,city", "id;city", "id"]), st.integers(1, 40))
def test_the_fast_way_and_parts_give_what_the_careful_way_gives(rows: list[bytes], header: str, size: int) -> None:
    body = header.encode() + b"\n" + b"\n".join(rows)
    layout = detect_layout(body, detect_encoding(body))
    lines = split_lines(body, layout.encoding)
    reader = RecordReader(lines, encoding=layout.encoding, dialect=layout.dialect, width=layout.width)
    records = list(reader.records(layout.first_line))
    careful = [record.raw for record in records]
    fast = clean_part(body[layout.first_byte :], layout)
    if fast:
        assert cells_of_parts([fast]) == [[cell or None for cell in record.cells] for record in records]
        assert not any(record.fault for record in records)
    parts = list(read_parts(body, layout, trimmed=False, part_bytes=size))
    assert sum(part.row_count for part in parts) == len(careful)
    quarantined = [bad.raw for part in parts for bad in part.quarantined]
    assert [raw for raw in careful if raw in quarantined] == quarantined
    kept = [record.cells for record in records if not record.fault and is_wide_enough(record.cells, layout.width)]
    assert cells_of_parts(parts) == [[cell or None for cell in cells[: layout.width]] for cells in kept]


def is_wide_enough(cells: list[str], width: int) -> bool:
    return len(cells) >= width and not any(cells[width:])


def cells_of_parts(parts: list[Part]) -> list[list[str | None]]:
    return [list(row) for part in parts for row in zip(*(column.to_pylist() for column in part.columns), strict=True)]


def test_a_quote_open_over_many_parts_costs_one_row() -> None:
    body = (HEADER + '1,"Al,Oslo\n' + "2,Bo,Rome\n" * 300).encode()
    layout = detect_layout(body, detect_encoding(body))
    parts = list(read_parts(body, layout, trimmed=False, part_bytes=64))
    assert [bad.raw for part in parts for bad in part.quarantined] == [b'1,"Al,Oslo\n']
    assert sum(len(part.rows) for part in parts) == 300


@pytest.mark.slow
def test_a_million_byte_cell_is_read() -> None:
    long = "x" * 20_000_000
    table = read_csv((HEADER + f'1,"{long}",Oslo\n').encode())
    assert table.columns[1] == pa.chunked_array([[long]])
