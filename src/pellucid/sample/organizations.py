"""Records of organizations alone, with the truth: branches, holdings, subsidiaries, legal forms, abbreviations."""

import numpy as np
import pyarrow as pa

from pellucid.sample.contacts import source_keys
from pellucid.sample.formats import PHONE_STYLES, write_phones
from pellucid.sample.lists import Text, as_text, draw
from pellucid.sample.organization_records import organization_records
from pellucid.sample.sources import shares
from pellucid.sample.world.companies import invent_companies
from pellucid.sample.world.countries import COUNTRIES
from pellucid.sample.world.households import TODAY

_REPEAT_SHARES = np.array([0.62, 0.22, 0.1, 0.04, 0.02])  # recorded 1 to 5 times: 39 % are one more of the same


def organizations(rows: int, seed: int = 1) -> pa.Table:
    """Return rows records of invented organizations in random order, the same for the same numbers.

    Columns: truth_id (int64) and, as strings with null where missing, source_key, organization, email, phone, website,
    street, house_number, postal_code, city, country. One legal entity is one customer at all its branches; a holding
    (same core name, address and domain) and a foreign subsidiary (same core name and domain) are others.
    """
    rng = np.random.default_rng([seed, rows, 2])
    repeats = draw(_REPEAT_SHARES, rows, rng) + 1
    which = np.repeat(np.arange(rows), repeats)[:rows]
    firms = invent_companies(int(which[-1]) + 1, rng)
    source = draw(shares("weight") / shares("weight").sum(), rows, rng)
    days = TODAY - rng.integers(0, 4000, rows).astype("timedelta64[D]")
    records = organization_records(firms, which, 0, source, days, rng)
    website = np.full(rows, "", dtype=object)
    has_site = rng.random(rows) < 0.4
    website[has_site] = (
        rng.choice(as_text(["https://www.", "www.", ""]), rows)[has_site] + firms.domain[which][has_site]
    )
    columns: dict[str, Text] = {
        "source_key": source_keys(source),
        "organization": records.organization,
        "email": records.email,
        "phone": write_phones(records.phone, rng.choice(PHONE_STYLES, rows)),
        "website": website,
        "street": records.street,
        "house_number": records.house_number,
        "postal_code": records.postal_code,
        "city": records.city,
        "country": as_text(COUNTRIES)[records.country],
    }
    arrays = {name: pa.array(column, pa.string(), mask=column == "") for name, column in columns.items()}
    table = pa.table({"truth_id": pa.array(records.truth_id, pa.int64())} | arrays)
    return table.take(pa.array(rng.permutation(rows)))
