"""Numbers of which nobody has two."""

import pyarrow as pa

from pellucid.golden.resolve.conflicts import exclusive_codes


def test_two_numbers_of_one_kind_have_two_codes():
    standard = pa.table(
        {
            "tax_id": pa.array(["DE136695976", "DE136695976", "DE129273398", "ATU13585627", "7438993", None]),
            "tax_id_kind": pa.array(["DE vat", "DE vat", "DE vat", "AT vat", None, None]),
        }
    )

    german, austrian = exclusive_codes(standard)

    assert german[0] == german[1] != german[2]
    assert german.tolist()[3:] == [-1, -1, -1]
    assert (austrian >= 0).tolist() == [False, False, False, True, False, False]


def test_numbers_of_unknown_kind_exclude_nothing():
    standard = pa.table({"national_id": pa.array(["1", "2"]), "national_id_kind": pa.nulls(2, pa.string())})

    assert exclusive_codes(standard) == ()
