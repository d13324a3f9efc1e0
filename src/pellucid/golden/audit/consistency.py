"""Consistency: does the data contradict itself, within a row or between the rows of one customer?"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.audit.observe import days_of, is_filled, mask_of
from pellucid.golden.audit.scorecard import Dimension, DimensionScore, weighted_share
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.validate.across.dates import ORDERED_DATES

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Part = tuple[float, int, int]  # worth, measured count, failing count

# Two fields that a rule of validation looks at together: rule, the fields that must both be there.
CROSS_FIELD_RULES: tuple[tuple[str, tuple[str, str]], ...] = (
    ("address_postal_code_invalid", ("postal_code", "country")),
    ("address_postal_code_lost_zero", ("postal_code", "country")),
    ("address_postal_code_not_in_region", ("postal_code", "region")),
)
# What one person has one of, for life: two values inside a customer contradict each other.
LASTING = ("birth_date", "national_id", "tax_id", "registration_number", "gender")


def measure_consistency(parts: Sequence[Part]) -> DimensionScore:
    """Return the share of checks that held, weighted by the worth of the field they are about."""
    return weighted_share(Dimension.CONSISTENCY, parts)


def date_order_parts(table: pa.Table) -> list[Part]:
    """Return, for every two dates that have an order, the rows that have both, and those where it is broken."""
    parts = []
    for earlier, later in ORDERED_DATES:
        first, second = days_of(table, earlier), days_of(table, later)
        both = ~np.isnan(first) & ~np.isnan(second)
        parts.append((FIELDS[later].worth, int(both.sum()), int((first[both] > second[both]).sum())))
    return parts


def cross_field_parts(table: pa.Table, issues: pa.Table) -> list[Part]:
    """Return, for every rule about two fields, the rows that have both, and those that break it."""
    parts = []
    for rule, fields in CROSS_FIELD_RULES:
        if not all(field in table.column_names for field in fields):
            continue
        both = np.all([is_filled(table, field) for field in fields], axis=0)
        broken = pc.unique(issues.filter(pc.equal(issues["rule"], rule))["record_id"])
        both[broken.to_numpy(zero_copy_only=False)] = True  # a rule that speaks has measured
        parts.append((FIELDS[fields[0]].worth, int(both.sum()), len(broken)))
    return parts


def disagreement_parts(table: pa.Table, customers: Ints | None) -> list[Part]:
    """Return, for every lasting field, the customers told of by two rows or more, and those told differently."""
    if customers is None:
        return []
    parts = []
    for field in LASTING:
        if field not in table.column_names:
            continue
        spoken, told, disagreeing = _opinions(customers, table[field])
        if told:
            parts.append((FIELDS[field].worth, spoken, disagreeing))
    return parts


def _opinions(customers: Ints, column: pa.ChunkedArray) -> tuple[int, bool, int]:
    """Return how many customers have a field from two rows or more, whether any has, and how many from two values."""
    filled = mask_of(pc.is_valid(column))
    owners = customers[filled]
    if len(owners) == 0:
        return 0, False, 0
    codes = column.filter(pa.array(filled)).combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    rows = np.bincount(owners)
    distinct = np.bincount(np.unique(np.stack([owners, codes], axis=1), axis=0)[:, 0], minlength=len(rows))
    spoken = rows > 1
    return int(spoken.sum()), bool(spoken.any()), int((distinct[spoken] > 1).sum())


def unsettled_parts(golden: pa.Table, standard: pa.Table, customers: Ints) -> list[Part]:
    """Return, for every lasting field, the customers told of by two rows or more, and those without a majority.

    A contradiction is settled when more than half of the rows that speak say what the golden record says.
    """
    parts = []
    for field in LASTING:
        if field not in standard.column_names or field not in golden.column_names:
            continue
        filled = mask_of(pc.is_valid(standard[field]))
        agrees = mask_of(pc.fill_null(pc.equal(golden[field].take(pa.array(customers)), standard[field]), False))
        rows = np.bincount(customers[filled], minlength=golden.num_rows)
        agreeing = np.bincount(customers[agrees], minlength=golden.num_rows)
        spoken = rows > 1
        if spoken.any():
            unsettled = spoken & (2 * agreeing <= rows)
            parts.append((FIELDS[field].worth, int(spoken.sum()), int(unsettled.sum())))
    return parts
