"""Accuracy: is it true in the world? No file can tell."""

from pellucid.golden.audit.scorecard import Dimension, DimensionScore, not_measured


def measure_accuracy() -> DimensionScore:
    """Return that accuracy was not measured.

    It takes a sample that somebody checked against the world: a call answered, a letter that arrived. A valid value is
    not therefore a true one, so nothing stands in for it. Source: ISO 8000-130.
    """
    return not_measured(Dimension.ACCURACY)
