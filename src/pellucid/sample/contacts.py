"""All records in one table, with the truth beside them: what benches and tests of matching run on."""

import numpy as np
import pyarrow as pa

from pellucid.sample.formats import (
    BRACKETED,
    DASHED,
    DOUBLE_ZERO,
    E164,
    NATIONAL,
    PLAIN,
    SPACED,
    write_dates,
    write_phones,
)
from pellucid.sample.generate import generate
from pellucid.sample.lists import Days, Ints, Text, as_text, draw
from pellucid.sample.records import Records
from pellucid.sample.sources import SOURCES
from pellucid.sample.world.countries import COUNTRIES

_STYLES = np.array([E164, SPACED, DOUBLE_ZERO, NATIONAL, PLAIN, DASHED, BRACKETED])
_STYLE_SHARES = np.array([0.3, 0.2, 0.04, 0.16, 0.16, 0.06, 0.08])
_LOCAL_DATE_SHARE = 0.08  # of birth dates are written day.month.year instead of ISO 8601


def contacts(rows: int, seed: int = 1) -> pa.Table:
    """Return rows records of invented people and some organizations, in random order, the same for the same numbers.

    Columns: truth_id (int64: equal for records of the same customer) and, as strings with null where missing,
    source_key, given_name, family_name, birth_date, email, phone, street, house_number, postal_code, city, country
    (ISO 3166-1 alpha-2), organization, created_date.
    """
    _, records = generate(rows, seed)
    return table_of(records, np.random.default_rng([seed, rows, 1]))


def table_of(records: Records, rng: np.random.Generator) -> pa.Table:
    """Return records as the table that contacts describes."""
    style = _STYLES[draw(_STYLE_SHARES, len(records.phone), rng)]
    columns: dict[str, Text] = {
        "source_key": source_keys(records.source),
        "given_name": records.given_name,
        "family_name": records.family_name,
        "birth_date": _mixed_dates(records.birth_date, rng),
        "email": records.email,
        "phone": write_phones(records.phone, style),
        "street": records.street,
        "house_number": records.house_number,
        "postal_code": records.postal_code,
        "city": records.city,
        "country": np.where(records.city == "", "", as_text(COUNTRIES)[records.country]),
        "organization": records.organization,
        "created_date": np.datetime_as_string(records.created_on, unit="D").astype(object),
    }
    arrays = {name: _strings(column) for name, column in columns.items()}
    return pa.table({"truth_id": pa.array(records.truth_id, pa.int64())} | arrays)


def source_keys(source: Ints) -> Text:
    """Return each record's key in its system: the system's own prefix and a running number."""
    keys = np.full(len(source), "", dtype=object)
    for index, system in enumerate(SOURCES):
        here = np.flatnonzero(source == index)
        prefix = system.key or system.name[0].upper()
        keys[here] = prefix + (100_000 + np.arange(len(here))).astype(str).astype(object)
    return keys


def _mixed_dates(days: Days, rng: np.random.Generator) -> Text:
    text = np.datetime_as_string(days, unit="D").astype(object)
    text[np.isnat(days)] = ""
    local = np.flatnonzero(rng.random(len(days)) < _LOCAL_DATE_SHARE)
    text[local] = write_dates(days[local])
    return text


def _strings(column: Text) -> pa.Array:
    return pa.array(column, pa.string(), mask=column == "")
