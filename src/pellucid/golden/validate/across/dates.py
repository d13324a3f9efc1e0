"""The order of a record's dates, and the age of the person."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.issue import Rule, Severity
from pellucid.golden.validate.across.columns import column, holds, raised, together
from pellucid.golden.validate.date import ADULT_YEARS, MINOR, MINOR_SAID

OUT_OF_ORDER = Rule(
    name="across_dates_out_of_order",
    severity=Severity.WARNING,
    about="A date comes before one that it can only follow: a first order before birth, a change before the record was "
    "made. One of the two is wrong.",
    source="ISO 8601-1",
    bad="created on 2024-05-01, last changed on 2023-05-01",
)
RULES: tuple[Rule, ...] = (OUT_OF_ORDER,)

# The first never comes after the second, in anybody's life.
ORDERED_DATES = (
    ("birth_date", "created_date"),
    ("birth_date", "consent_date"),
    ("birth_date", "last_order_date"),
    ("created_date", "updated_date"),
    ("created_date", "last_order_date"),
)


def check_date_order(standard: pa.Table) -> pa.Table:
    """Return a warning for every two dates of a record that stand in the wrong order, on the later field."""
    there = set(standard.column_names)
    return together([_check_pair(standard, *pair) for pair in ORDERED_DATES if there.issuperset(pair)])


def _check_pair(standard: pa.Table, earlier: str, later: str) -> pa.Table:
    first, second = column(standard, earlier), column(standard, later)
    rows = np.flatnonzero(holds(pc.greater(first, second)))  # ISO dates stand in the order of their text
    at = pa.array(rows)
    opening = f"{FIELDS[later].label} comes before {FIELDS[earlier].label.lower()}, "
    said = pc.binary_join_element_wise(opening, first.take(at), ".", "")
    return raised(OUT_OF_ORDER, rows, field=later, messages=said, found=second.take(at))


def check_minors(standard: pa.Table, *, today: str | None) -> pa.Table:
    """Return a note for everybody born less than 18 years before today; nothing where today is not known."""
    if today is None:
        return together([])
    born = column(standard, "birth_date")
    adult_from = f"{int(today[:4]) - ADULT_YEARS:04}{today[4:]}"
    rows = np.flatnonzero(holds(pc.and_(pc.greater(born, adult_from), pc.less_equal(born, today))))
    return raised(MINOR, rows, field="birth_date", messages=MINOR_SAID, found=born.take(pa.array(rows)))
