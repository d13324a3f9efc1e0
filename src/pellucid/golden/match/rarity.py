"""How common values are, as one version of a model has counted them: also for records it has never seen."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.golden.match.hashes import NOWHERE, Places, codes_of_rows, places_of
from pellucid.golden.standardize.distinct import encode

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """The share of customers that have each value of a column (0-1).

    unseen: the share of a value that was not counted: as rare as the rarest that was, for the record that brings it is
    itself one that has it.
    """

    places: Places
    shares: Floats
    unseen: float

    def of(self, text: str | None) -> float:
        """Return the share of one value; 1 where there is none."""
        if text is None:
            return 1.0
        place = self.places.find(text)
        return self.unseen if place == NOWHERE else float(self.shares[place])


def rarity_of(forms: pa.Table, shares: Mapping[str, Floats]) -> dict[str, Rarity]:
    """Return the rarity of values by column. shares: of every record's value, as a match run counted them."""
    result = {}
    for name, of_records in shares.items():
        encoded = encode(forms[name])
        codes = codes_of_rows(encoded)
        known = codes >= 0
        of_values = np.ones(len(encoded.dictionary))
        of_values[codes[known]] = of_records[known]
        result[name] = Rarity(
            places=places_of(encoded.dictionary.to_pylist()),
            shares=of_values,
            unseen=float(of_values.min(initial=1.0)),
        )
    return result
