"""Dates and decimals are decided over a whole column."""

import pytest

from pellucid.golden.intake.convention import calendar, column_hints, date_order, decimal_mark
from pellucid.golden.intake.read import read_bytes


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/1980", "31/12/1980"], "day first"),
        (["03/04/1980", "12/31/1980"], "month first"),
        (["1980-03-04"], "year first"),
        (["03/04/1980", "05.06.81"], "undecided"),
        (["31/12/1980", "12/31/1980"], "mixed"),
        (["85-03-12"], "year first"),
        (["n/a", ""], None),
        (["۱۳۶۲/۰۳/۱۲"], "year first"),
    ],
)
def test_date_order(values: list[str], order: str | None) -> None:
    assert date_order(values) == order


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (["1980-03-04"], "gregorian"),
        (["۱۳۶۲/۰۳/۱۲", "1362/1/1"], "persian"),
        (["04/03/2523"], "buddhist"),
        (["19150412"], "gregorian"),
        (["x"], None),
    ],
)
def test_calendar(values: list[str], name: str | None) -> None:
    assert calendar(values) == name


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        (["1.234,50"], ","),
        (["1,234.50"], "."),
        (["1.234", "5,5"], ","),
        (["1.234"], None),
        (["1.234.567"], ","),
        (["12.75", "3"], "."),
        (["kr 1.234,50", "€ 5,00"], ","),
        (["abc", "2024-01-02"], None),
    ],
)
def test_decimal_mark(values: list[str], mark: str | None) -> None:
    assert decimal_mark(values) == mark


def test_what_was_decided_is_reported_and_handed_on() -> None:
    data = "id;Geburtstag;Umsatz\n1;03.04.1980;1.234,50\n2;31.12.1980;7,00\n"
    delivery = read_bytes(data.encode(), file="a.csv")
    assert delivery.detected["date order of Geburtstag"] == "day first"
    assert delivery.detected["decimal mark of Umsatz"] == ","
    hints = column_hints(delivery)
    assert hints["birth_date"].day_first is True
    assert hints["order_total"].decimal == ","
