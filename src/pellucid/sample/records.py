"""Records: the true customers as their company's systems hold them."""

from dataclasses import dataclass, fields

import numpy as np

from pellucid.sample.lists import Days, Flags, Ints, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Records, one a row, each as one system knows its customer, values already corrupted but not yet formatted.

    truth_id: who it truly is; people from 0, organizations behind them. source: index into SOURCES. household: of the
    person; -1 for organizations. given_name is empty and organization set for organizations. "" and NaT: missing;
    phone: a number as world.numbers keeps it, 0 where missing, below 0 for junk. country: index into COUNTRIES.
    """

    truth_id: Ints
    household: Ints
    source: Ints
    given_name: Text
    family_name: Text
    is_male: Flags
    birth_date: Days
    email: Text
    phone: Ints
    street: Text
    house_number: Text
    postal_code: Text
    city: Text
    region: Text
    country: Ints
    organization: Text
    created_on: Days

    def take(self, rows: Ints) -> "Records":
        """Return the records at rows, in that order."""
        return Records(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def concat_records(*parts: Records) -> Records:
    """Return all records of the parts, one part behind the other."""
    return Records(
        **{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Records)}
    )
