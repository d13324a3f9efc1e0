"""Rows of a file as a whole."""

from pellucid.golden.intake.read import read_bytes


def test_a_header_repeated_among_the_rows_is_set_aside():
    delivery = read_bytes(b"name,mail\nAnna,a@b.example\nname,mail\nBo,c@d.example\n", file="joined.csv")

    assert delivery.records["row"].to_pylist() == [1, 3]
    assert [(row.row, row.reason) for row in delivery.quarantined] == [(2, "The row repeats the header.")]
    assert delivery.row_count == 3
