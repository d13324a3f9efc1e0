"""The scorecard: what was measured in each dimension, field by field, and what was not."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Dimension(StrEnum):
    """The six dimensions of data quality. Source: DAMA UK, The six primary dimensions for data quality assessment."""

    COMPLETENESS = "completeness"
    VALIDITY = "validity"
    UNIQUENESS = "uniqueness"
    CONSISTENCY = "consistency"
    TIMELINESS = "timeliness"
    ACCURACY = "accuracy"


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """One dimension. score: 0-1, or None when nothing could be measured, which is not the same as perfect.

    measured_count: how many values, rows or customers were looked at; failing_count: how many of them failed.
    """

    dimension: Dimension
    score: float | None
    measured_count: int
    failing_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """One field over all rows.

    worth: see model.field.FieldSpec. expected_count: rows that should have a value; 0 for a field that may rightly be
    empty. usable_count: rows with a value in standard form and no error. missing_count: expected and not there;
    placeholder_count: rows that hold something typed to fill the field, such as n/a, which is missing all the same.
    invalid_count: rows with an error. stale_count: rows whose value is more probably wrong than right by its age; None
    where no row tells its age or the field does not age.
    """

    name: str
    label: str
    worth: float
    expected_count: int
    usable_count: int
    missing_count: int
    placeholder_count: int
    invalid_count: int
    stale_count: int | None

    @property
    def faulty_count(self) -> int:
        """Rows whose value is missing, wrong or probably outdated; a value can be counted twice."""
        return self.missing_count + self.invalid_count + (self.stale_count or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """row_count: rows or customers that were audited. dimensions: all six, in order. fields: those that were found."""

    row_count: int
    dimensions: tuple[DimensionScore, ...]
    fields: tuple[FieldScore, ...]

    @property
    def overall(self) -> float | None:
        """The geometric mean of the measured dimensions (0-1); None when none was measured.

        Geometric, so that a dimension that fails cannot hide behind the others: one at 0 makes the whole 0.
        """
        return geometric_mean([one.score for one in self.dimensions if one.score is not None])

    def dimension(self, dimension: Dimension) -> DimensionScore:
        """Return the score of one dimension."""
        return next(one for one in self.dimensions if one.dimension is dimension)

    @property
    def missing_count(self) -> int:
        """Values that should be there and are not, over all fields."""
        return sum(field.missing_count for field in self.fields)

    @property
    def invalid_count(self) -> int:
        """Values that are not what their field says, over all fields."""
        return sum(field.invalid_count for field in self.fields)

    @property
    def stale_count(self) -> int | None:
        """Values probably outdated, over all fields; None where no age is known."""
        counts = [field.stale_count for field in self.fields if field.stale_count is not None]
        return sum(counts) if counts else None


def geometric_mean(scores: Sequence[float]) -> float | None:
    """Return the geometric mean of scores (0-1); None when there are none."""
    if not scores:
        return None
    if min(scores) <= 0.0:
        return 0.0
    return float(np.exp(np.mean(np.log(scores))))


def not_measured(dimension: Dimension) -> DimensionScore:
    """Return the score of a dimension that nothing was found out about."""
    return DimensionScore(dimension=dimension, score=None, measured_count=0, failing_count=0)


def weighted_share(dimension: Dimension, parts: Sequence[tuple[float, int, int]]) -> DimensionScore:
    """Return the share that did not fail, over parts of (worth, measured count, failing count).

    score = sum(worth * (measured - failing)) / sum(worth * measured): a simple ratio, weighted. Source: Pipino, Lee and
    Wang 2002, Data quality assessment. Not measured where nothing of any worth was.
    """
    weight = sum(worth * measured for worth, measured, _ in parts)
    if weight <= 0.0:
        return not_measured(dimension)
    good = sum(worth * (measured - failing) for worth, measured, failing in parts)
    return DimensionScore(
        dimension=dimension,
        score=good / weight,
        measured_count=sum(measured for _, measured, _ in parts),
        failing_count=sum(failing for _, _, failing in parts),
    )
