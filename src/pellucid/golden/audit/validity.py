"""Validity: is what is there what its field says?"""

from collections.abc import Sequence

from pellucid.golden.audit.observe import Observed
from pellucid.golden.audit.scorecard import Dimension, DimensionScore, weighted_share


def measure_validity(fields: Sequence[Observed]) -> DimensionScore:
    """Return the share of given values in which no error was found, weighted by what each field is worth.

    Warnings and notes do not make a value invalid. Where a row holds several values of a field, one error is enough.
    """
    return weighted_share(
        Dimension.VALIDITY,
        [
            (field.spec.worth, int((field.usable | field.invalid).sum()), int(field.invalid.sum()))
            for field in fields
            if field.spec.kind not in PART_KINDS
        ],
    )


# Judged as parts of a whole: full name and address, which are fields of their own.
PART_KINDS = ("name_part", "address_part")
