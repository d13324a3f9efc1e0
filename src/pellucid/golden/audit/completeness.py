"""Completeness: is there a value where one is expected?"""

from collections.abc import Sequence

from pellucid.golden.audit.observe import Observed
from pellucid.golden.audit.scorecard import Dimension, DimensionScore, weighted_share


def measure_completeness(fields: Sequence[Observed]) -> DimensionScore:
    """Return the share of expected values that are there, weighted by what each field is worth.

    A placeholder such as n/a is missing. A wrong value is there: it counts against validity, not twice.
    """
    return weighted_share(
        Dimension.COMPLETENESS,
        [(field.spec.worth, int(field.expected.sum()), int(field.missing.sum())) for field in fields],
    )
