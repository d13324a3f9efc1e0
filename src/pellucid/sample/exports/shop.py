"""The shop's export: UTF-8, commas, headers like Shopify's; its download was cut off in the middle of a row."""

import csv
import io
from pathlib import Path
from random import Random

import numpy as np

from pellucid.sample.exports.written import Line, Written, truth_of
from pellucid.sample.formats import DASHED, E164, NATIONAL, SPACED, write_phones
from pellucid.sample.lists import draw
from pellucid.sample.records import Records
from pellucid.sample.world.countries import COUNTRIES

FILE = "shop_customers.csv"
HEADER = (
    "Customer ID", "First Name", "Last Name", "Email", "Accepts Email Marketing", "Default Address Company",
    "Default Address Address1", "Default Address Address2", "Default Address City", "Default Address Province Code",
    "Default Address Country Code", "Default Address Zip", "Default Address Phone", "Phone", "Accepts SMS Marketing",
    "Total Spent", "Total Orders", "Note", "Tax Exempt", "Tags",
)  # fmt: skip
_STYLES, _STYLE_SHARES = np.array([E164, SPACED, NATIONAL, DASHED]), np.array([0.6, 0.15, 0.15, 0.1])
_HOUSE_FIRST = frozenset({"US", "GB", "FR", "PH", "KH"})
_TAGS = ("", "", "", "wholesale", "vip", "newsletter, summer", "returning")
_FIRST_KEY = 7_100_000_000_000  # shops number their customers in long numbers


def write_shop(folder: Path, records: Records, rng: np.random.Generator) -> Written:
    """Write the shop's records. Broken: the last row ends in its middle, without a line end."""
    lines = _lines(records, rng)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(cells for cells, _ in lines[:-1])
    last = io.StringIO()
    csv.writer(last, lineterminator="\n").writerow(lines[-1][0])
    cut = last.getvalue()[: len(",".join(lines[-1][0][:4])) + 2]
    (folder / FILE).write_text(text.getvalue() + cut, encoding="utf-8", newline="")
    lines[-1] = (lines[-1][0], None)
    about = "shop, UTF-8, cut off in the middle of a row"
    return Written(file=FILE, about=about, row_count=len(lines), truth=truth_of(lines))


def one_line(records: Records, row: int) -> str:
    """Return street and house number in one line, in the order of the country."""
    street, house = records.street[row], records.house_number[row]
    first = COUNTRIES[records.country[row]] in _HOUSE_FIRST
    return " ".join(part for part in ((house, street) if first else (street, house)) if part)


def _lines(records: Records, rng: np.random.Generator) -> list[Line]:
    count, chance = len(records.truth_id), Random(int(rng.integers(2**32)))
    phones = write_phones(records.phone, _STYLES[draw(_STYLE_SHARES, count, rng)])
    lines: list[Line] = []
    for i in range(count):
        orders = chance.randrange(0, 12)
        cells = [
            str(_FIRST_KEY + 4096 * i + chance.randrange(4096)), records.given_name[i], records.family_name[i],
            records.email[i], chance.choice(("yes", "no")), records.organization[i], one_line(records, i), "",
            records.city[i], records.region[i], COUNTRIES[records.country[i]] if records.city[i] else "",
            records.postal_code[i], phones[i] if chance.random() < 0.5 else "", phones[i],
            chance.choice(("yes", "no", "no")), f"{orders * chance.lognormvariate(3.5, 0.6):.2f}", str(orders), "",
            "no", chance.choice(_TAGS),
        ]  # fmt: skip
        lines.append((cells, int(records.truth_id[i])))
    return lines
