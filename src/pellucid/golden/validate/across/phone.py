"""The country of a phone number against the country of the address."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers import region_code_for_country_code

from pellucid.golden.model.field import slot_name
from pellucid.golden.model.issue import Rule, Severity
from pellucid.golden.standardize.country import country_name
from pellucid.golden.standardize.distinct import distinct_rows
from pellucid.golden.standardize.phone_plan import CALLING_CODES
from pellucid.golden.validate.across.columns import TEXT, Bools, column, holds, raised, slots, together

PHONE_COUNTRY = Rule(
    name="across_phone_country",
    severity=Severity.NOTE,
    about="The calling code of the phone number is not that of any country the record has an address in. Countries "
    "that share a calling code, such as the United States and Canada, are taken as one.",
    source="ITU-T Recommendation E.164; phonenumbers",
    bad="+43 1 5123456, of an address in Germany",
)
RULES: tuple[Rule, ...] = (PHONE_COUNTRY,)

_CODES = pa.array(sorted(CALLING_CODES), TEXT)
_WORLD = pa.array(sorted(code for code, regions in CALLING_CODES.items() if "001" in regions), TEXT)
_BY_COUNTRY = {region: code for code, regions in sorted(CALLING_CODES.items()) for region in regions}
_COUNTRIES = pa.array(sorted(_BY_COUNTRY), TEXT)
_CODE_OF_COUNTRY = pa.array([_BY_COUNTRY[country] for country in sorted(_BY_COUNTRY)], TEXT)


def check_phone_country(standard: pa.Table) -> pa.Table:
    """Return a note for every phone number of a country in which the record has no address."""
    countries = [column(standard, slot_name("country", slot)) for slot in slots(standard, "country")]
    if not countries:
        return together([])
    codes = [_CODE_OF_COUNTRY.take(pc.index_in(country, value_set=_COUNTRIES)) for country in countries]
    return together([_check_slot(standard, slot, codes, countries) for slot in slots(standard, "phone")])


def _check_slot(standard: pa.Table, slot: int, codes: list[pa.Array], countries: list[pa.Array]) -> pa.Table:
    phone = column(standard, slot_name("phone", slot))
    called = calling_code(phone)
    known: Bools = np.any([holds(pc.is_valid(code)) for code in codes], axis=0)
    at_home: Bools = np.any([holds(pc.equal(called, code)) for code in codes], axis=0)
    rows = np.flatnonzero(known & ~at_home & holds(pc.is_valid(called)))
    at = pa.array(rows)
    found, home = phone.take(at), pc.coalesce(*countries).take(at)
    firsts, which = distinct_rows([called.take(at), home])
    where = pa.array(firsts)
    pairs = zip(called.take(at).take(where).to_pylist(), home.take(where).to_pylist(), strict=True)
    said = pa.array([_message(code, country) for code, country in pairs], TEXT).take(pa.array(which))
    return raised(PHONE_COUNTRY, rows, field=slot_name("phone", slot), messages=said, found=found)


def calling_code(phone: pa.Array) -> pa.Array:
    """Return the calling code of numbers in E.164, such as 49; null where none of a country is there."""
    international = pc.if_else(pc.starts_with(phone, "+"), phone, pa.scalar(None, TEXT))
    starts = [pc.utf8_slice_codeunits(international, 1, 1 + length) for length in (1, 2, 3)]
    code = pc.coalesce(*(_CODES.take(pc.index_in(start, value_set=_CODES)) for start in starts))
    return pc.if_else(pc.is_in(code, value_set=_WORLD), pa.scalar(None, TEXT), code)


def _message(code: str, country: str) -> str:
    return f"The number is of {country_name(region_code_for_country_code(int(code)))}, not of {country_name(country)}."
