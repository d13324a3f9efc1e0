"""The time zone of countries that have one."""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from babel.core import get_global

from pellucid.golden.enrich.providers import derived
from pellucid.golden.standardize.country import country_name
from pellucid.golden.standardize.distinct import over_distinct
from pellucid.golden.validate.across.columns import column, holds


class TimeZoneProvider:
    """Reads the zones of countries in the Unicode CLDR."""

    name = "time_zone_of_country"
    needs = ("country",)
    gives = ("time_zone",)

    def derive(self, table: pa.Table) -> pa.Table:
        """Return the time zone of every record in a country that has one."""
        country = column(table, "country")
        zones = over_distinct(country, zone_of_country)
        rows = np.flatnonzero(holds(pc.is_valid(zones)))
        at = pa.array(rows)
        because = over_distinct(country.take(at), lambda code: f"{country_name(code)} has one time zone.")
        return derived(self.name, rows, field="time_zone", values=zones.take(at), because=because)


@cache
def zone_of_country(country: str) -> str | None:
    """Return the time zone of a country (IANA name), or None where it has several or is not known.

    Zones that keep the same time all year, as those of Germany do, are one. Source: Unicode CLDR, by babel.
    """
    zones = get_global("territory_zones").get(country, [])
    times = {get_global("meta_zones").get(zone, zone) for zone in zones}
    return str(zones[0]) if len(times) == 1 else None
