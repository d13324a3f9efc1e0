"""What a phone number tells: its country, the type of line, and the time zone where nothing else tells it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.enrich.providers import TEXT, derived, together
from pellucid.golden.enrich.time_zone import zone_of_country
from pellucid.golden.model.field import slot_name
from pellucid.golden.standardize.country import country_name
from pellucid.golden.standardize.distinct import encode, over_distinct
from pellucid.golden.standardize.plain.phone import identify_lines
from pellucid.golden.validate.across.columns import column, holds, slots
from pellucid.golden.validate.across.phone import calling_code


class PhoneProvider:
    """Reads the numbering plans of phonenumbers."""

    name = "numbering_plan"
    needs = ("phone",)
    gives = ("country", "phone_type", "time_zone")

    def derive(self, table: pa.Table) -> pa.Table:
        """Return the type of every phone number, and country and time zone of the first."""
        return together([self._of_slot(table, slot) for slot in slots(table, "phone")])

    def _of_slot(self, table: pa.Table, slot: int) -> pa.Table:
        country, kind = _lines(column(table, slot_name("phone", slot)))
        found = [self._known(kind, slot_name("phone_type", slot), over_distinct(country, _plan_of))]
        if slot == 1:
            found.append(self._known(country, "country", over_distinct(country, _number_of)))
            foreign = pc.if_else(pc.is_null(column(table, "country")), country, pa.scalar(None, TEXT))
            found.append(self._known(over_distinct(foreign, zone_of_country), "time_zone", _zones_said(foreign)))
        return together(found)

    def _known(self, values: pa.Array, field: str, because: pa.Array) -> pa.Table:
        rows = np.flatnonzero(holds(pc.is_valid(values)))
        at = pa.array(rows)
        return derived(self.name, rows, field=field, values=values.take(at), because=because.take(at))


def _lines(numbers: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return country and type of line of numbers in E.164; null for numbers of no country or of no plan."""
    codes = encode(calling_code(numbers))
    own = codes.indices.fill_null(-1).to_numpy()
    pieces, places = [(pa.nulls(1, TEXT), pa.nulls(1, TEXT))], np.zeros(len(numbers), np.int64)
    for number, code in enumerate(codes.dictionary.to_pylist()):
        rows = np.flatnonzero(own == number)
        places[rows] = sum(len(country) for country, _ in pieces) + np.arange(len(rows))
        pieces.append(identify_lines(code, pc.utf8_slice_codeunits(numbers.take(pa.array(rows)), 1 + len(code))))
    at = pa.array(places)
    country, kind = (pa.concat_arrays(column).take(at) for column in zip(*pieces, strict=True))
    return country, kind


def _number_of(country: str) -> str:
    return f"The phone number is of {country_name(country)}."


def _plan_of(country: str) -> str:
    return f"The numbering plan of {country_name(country)}."


def _zones_said(country: pa.Array) -> pa.Array:
    return over_distinct(country, lambda code: f"The phone number is of {country_name(code)}, which has one time zone.")
