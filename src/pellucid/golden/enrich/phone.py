"""What a phone number tells: its country, the type of line, and the time zone where nothing else tells it."""

from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.enrich.providers import TEXT, derived, together
from pellucid.golden.enrich.time_zone import zone_of_country
from pellucid.golden.model.field import slot_name
from pellucid.golden.standardize.country import country_name
from pellucid.golden.standardize.distinct import distinct, over_distinct
from pellucid.golden.standardize.phone_plan import WORLD, identify, split_code
from pellucid.golden.validate.across.columns import column, holds, slots


class PhoneProvider:
    """Reads the numbering plans of phonenumbers."""

    name = "numbering_plan"
    needs = ("phone",)
    gives = ("country", "phone_type", "time_zone")

    def derive(self, table: pa.Table) -> pa.Table:
        """Return the type of every phone number, and country and time zone of the first."""
        return together([self._of_slot(table, slot) for slot in slots(table, "phone")])

    def _of_slot(self, table: pa.Table, slot: int) -> pa.Table:
        numbers, at = distinct(column(table, slot_name("phone", slot)))
        facts = [_facts(number) for number in numbers]
        country, kind = (pa.array([fact[part] for fact in facts], TEXT).take(at) for part in (0, 1))
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


@lru_cache(maxsize=65_536)
def _facts(number: str) -> tuple[str | None, str | None]:
    """Return country and type of line of a number in E.164; None for numbers of no country or of no plan."""
    parted = split_code(number[1:]) if number.startswith("+") else None
    found = identify(*parted) if parted and parted[1] else None
    return (None, None) if found is None or found[0] == WORLD else found


def _number_of(country: str) -> str:
    return f"The phone number is of {country_name(country)}."


def _plan_of(country: str) -> str:
    return f"The numbering plan of {country_name(country)}."


def _zones_said(country: pa.Array) -> pa.Array:
    return over_distinct(country, lambda code: f"The phone number is of {country_name(code)}, which has one time zone.")
