"""The newsletter tool's export: UTF-8 with a byte order mark, headers like Mailchimp's; two exports put together."""

import csv
import io
from pathlib import Path
from random import Random

import numpy as np

from pellucid.sample.exports.shop import one_line
from pellucid.sample.exports.written import Line, Written, insert_line, truth_of
from pellucid.sample.formats import E164, SPACED, write_dates, write_phones
from pellucid.sample.records import Records
from pellucid.sample.world.countries import COUNTRIES

FILE = "newsletter_members.csv"
HEADER = (
    "Email Address", "First Name", "Last Name", "Address", "Phone Number", "Birthday", "MEMBER_RATING", "OPTIN_TIME",
    "OPTIN_IP", "CC", "LAST_CHANGED", "LEID", "TAGS",
)  # fmt: skip
_SHORT_ROW_CELLS = 3  # what is left of the row that lost its end


def write_newsletter(folder: Path, records: Records, rng: np.random.Generator) -> Written:
    """Write the newsletter's members. Broken: the header once more in the middle, a row without its last cells."""
    lines = _lines(records, rng)
    cells, owner = lines[len(lines) // 4]
    lines[len(lines) // 4] = (cells[:_SHORT_ROW_CELLS], owner)
    insert_line(lines, list(HEADER), 0.6)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(cells for cells, _ in lines)
    (folder / FILE).write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    about = "newsletter tool, UTF-8 with byte order mark"
    return Written(file=FILE, about=about, row_count=len(lines), truth=truth_of(lines))


def _lines(records: Records, rng: np.random.Generator) -> list[Line]:
    count, chance = len(records.truth_id), Random(int(rng.integers(2**32)))
    phones = write_phones(records.phone, rng.choice([E164, SPACED], count))
    days, months = write_dates(records.created_on, "{0}-{1}-{2}"), write_dates(records.birth_date, "{1}/{2}")
    lines: list[Line] = []
    for i in range(count):
        place = " ".join(part for part in (records.city[i], records.region[i], records.postal_code[i]) if part)
        address = "  ".join(part for part in (one_line(records, i), place) if part)
        cells = [
            records.email[i], records.given_name[i] or records.organization[i], records.family_name[i], address,
            phones[i], months[i], str(chance.randrange(1, 6)),
            f"{days[i]} {chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}",
            f"192.0.2.{chance.randrange(256)}",  # RFC 5737: kept for documentation
            COUNTRIES[records.country[i]], f"{days[i]} 12:00:00",
            str(500_000_000 + 1000 * i + chance.randrange(1000)),
            chance.choice(("", "", '"Customer"', '"Fair 2024","VIP"')),
        ]  # fmt: skip
        lines.append((cells, int(records.truth_id[i])))
    return lines
