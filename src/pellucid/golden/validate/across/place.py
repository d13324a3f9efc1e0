"""The city of an address against the city that the other records give its postal code."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.field import slot_name
from pellucid.golden.model.issue import Rule, Severity
from pellucid.golden.standardize.address import city_key, postal_key
from pellucid.golden.standardize.distinct import over_distinct
from pellucid.golden.validate.across.columns import column, holds, raised, slots, together
from pellucid.golden.validate.across.usual import are_strange, usual_values

AGREEING_MIN = 20  # records that must give a postal code one city before another city is odd
ODD_MAX = 1  # records that give the other city; two may well know it better

CITY_OF_CODE = Rule(
    name="across_postal_code_city",
    severity=Severity.WARNING,
    about=f"At least {AGREEING_MIN} records give this postal code one city, and this record alone another; the usual "
    "city is suggested. Learned from the data themselves, so it stays silent where they are few.",
    source="the records themselves",
    bad="10115 Hamburg, where all others with 10115 are in Berlin",
    good="10115 Berlin",
)
RULES: tuple[Rule, ...] = (CITY_OF_CODE,)


def check_city_of_postal_code(standard: pa.Table) -> pa.Table:
    """Return a warning for every city that a single record gives a postal code that all others have elsewhere."""
    own = [slot for slot in slots(standard, "postal_code") if slot in slots(standard, "city")]
    if not own:
        return together([])
    city, code, country = (
        pa.concat_arrays([column(standard, slot_name(field, slot)) for slot in own])
        for field in ("city", "postal_code", "country")
    )
    slot = np.repeat(own, standard.num_rows)
    keys = over_distinct(city, city_key), over_distinct(code, postal_key)
    at = np.flatnonzero(holds(pc.and_(*(pc.greater(pc.binary_length(key), 0) for key in keys))))
    where = pa.array(at)
    cities, codes = (key.take(where) for key in keys)
    found = usual_values([pc.fill_null(country.take(where), ""), codes], cities, city.take(where))
    odd = np.flatnonzero((found.top_count >= AGREEING_MIN) & (found.count <= ODD_MAX) & (found.count < found.top_count))
    odd = odd[are_strange(cities.take(pa.array(odd)), found.value.take(pa.array(odd)))]
    place = at[odd]
    tables = []
    for number in own:
        mine = slot[place] == number
        rows, chosen = place[mine] % standard.num_rows, pa.array(odd[mine])
        said = code.take(where).take(chosen)
        usual = found.label.take(chosen)
        tables.append(
            raised(
                CITY_OF_CODE,
                rows,
                field=slot_name("city", number),
                messages=pc.binary_join_element_wise("The others with postal code ", said, " are in ", usual, ".", ""),
                found=city.take(where).take(chosen),
                suggestions=usual,
            )
        )
    return together(tables)
