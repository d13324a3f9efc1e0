"""Timeliness: is it probably still true? Data ages at known rates."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.audit.observe import Observed, days_of, slots_of
from pellucid.golden.audit.scorecard import Dimension, DimensionScore, not_measured
from pellucid.golden.model.catalog import CATALOG

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AGEING = tuple(spec for spec in CATALOG if spec.stale_after_days is not None)


def still_true(age_days: Floats, half_life_days: float) -> Floats:
    """Return the probability that a value of an age is still true: 2 ** (-age / half-life), that is exp(-lambda * age).

    Values from the future count as fresh. Source: exponential decay with a constant yearly rate, see model.catalog.
    """
    return np.asarray(np.exp2(-np.maximum(age_days, 0.0) / half_life_days))


def row_ages(standard: pa.Table, *, today: str) -> Floats:
    """Return the age of each row in days, since it was last changed or else created; nan where neither is known."""
    updated, created = days_of(standard, "updated_date"), days_of(standard, "created_date")
    now = (np.datetime64(today, "D") - np.datetime64("1970-01-01", "D")).astype(np.int64)
    return np.asarray(float(now) - np.where(np.isnan(updated), created, updated))


def ages_by_row(standard: pa.Table, *, today: str) -> dict[str, Floats]:
    """Return the age of every ageing field of source records: that of its row."""
    ages = row_ages(standard, today=today)
    return {spec.name: ages for spec in AGEING}


def ages_by_customer(golden: pa.Table, standard: pa.Table, customers: Ints, *, today: str) -> Mapping[str, Floats]:
    """Return the age of every ageing value of golden records: since the last record that says the same."""
    ages = row_ages(standard, today=today)
    result = {}
    for spec in AGEING:
        if spec.name not in golden.column_names:
            continue
        youngest = np.full(golden.num_rows, np.inf)
        shown = golden[spec.name].take(pa.array(customers))
        for slot in slots_of(standard, spec.name):
            equal = pc.fill_null(pc.equal(shown, standard[slot]), False)
            says_so = np.flatnonzero(np.asarray(equal.to_numpy(), dtype=bool) & ~np.isnan(ages))
            np.minimum.at(youngest, customers[says_so], ages[says_so])
        result[spec.name] = np.where(np.isinf(youngest), np.nan, youngest)
    return result


def measure_timeliness(fields: Sequence[Observed]) -> DimensionScore:
    """Return the mean probability that a value is still true, over values of known age, weighted by worth.

    A value fails when it is more probably wrong than right. Not measured where no row carries a date.
    """
    weight = good = 0.0
    measured = failing = 0
    for field in fields:
        half_life = field.spec.stale_after_days
        known = field.age_days[field.usable & ~np.isnan(field.age_days)]
        if half_life is None or len(known) == 0:
            continue
        weight += field.spec.worth * len(known)
        good += field.spec.worth * float(still_true(known, half_life).sum())
        measured += len(known)
        failing += int((known > half_life).sum())
    if weight == 0.0:
        return not_measured(Dimension.TIMELINESS)
    return DimensionScore(
        dimension=Dimension.TIMELINESS, score=good / weight, measured_count=measured, failing_count=failing
    )


def stale_count(field: Observed) -> int | None:
    """Return how many of a field's values have outlived half their like; None where no age is known."""
    half_life = field.spec.stale_after_days
    known = field.age_days[field.usable & ~np.isnan(field.age_days)]
    return int((known > half_life).sum()) if half_life is not None and len(known) else None
