"""How common a value is, counted over customers."""

import numpy as np
import pyarrow as pa
import pytest

from pellucid.golden.match.frequency import OTHERS, shares_of_values


def shares(values: list[str | None], customers: list[int]) -> list[float]:
    return shares_of_values(pa.array(values, pa.string()), np.array(customers, dtype=np.int64)).tolist()


def test_a_value_is_as_common_as_customers_who_have_it() -> None:
    assert shares(["smith", "smith", "berg", "holm"], [0, 1, 2, 3]) == [
        3 / (5 + OTHERS),
        3 / (5 + OTHERS),
        2 / (5 + OTHERS),
        2 / (5 + OTHERS),
    ]


def test_many_records_of_one_customer_count_once() -> None:
    assert shares(["berg", "berg", "berg", "holm"], [0, 0, 0, 1]) == [2 / (3 + OTHERS)] * 4


def test_a_missing_value_says_nothing() -> None:
    assert shares(["berg", None], [0, 1])[1] == 1.0
    assert shares([None, None], [0, 1]) == [1.0, 1.0]


@pytest.mark.parametrize("chunks", [1, 2])
def test_a_column_in_pieces_is_one_column(chunks: int) -> None:
    pieces = [pa.array(["berg", "holm"]), pa.array(["berg", None])][:chunks]
    values = [value for piece in pieces for value in piece.to_pylist()]
    customers = np.arange(len(values), dtype=np.int64)

    assert shares_of_values(pa.chunked_array(pieces), customers).tolist() == shares(values, customers.tolist())


def test_rare_values_are_less_common_than_frequent_ones() -> None:
    told = shares(["smith"] * 50 + ["szczepanski"], list(range(51)))

    assert told[0] > told[-1] > 0
