"""The support desk's workbook: full names in one column, real dates, some phone numbers that became numbers."""

import datetime
from pathlib import Path
from random import Random

import numpy as np
import xlsxwriter

from pellucid.sample.exports.written import Line, Written, truth_of
from pellucid.sample.formats import DOUBLE_ZERO, E164, NATIONAL, PLAIN, SPACED, write_phones
from pellucid.sample.lists import draw
from pellucid.sample.records import Records
from pellucid.sample.world.countries import COUNTRIES

FILE = "support_contacts.xlsx"
HEADER = (
    "Requester ID",
    "Requester",
    "Email",
    "Phone",
    "Organization",
    "City",
    "Country",
    "Tickets",
    "Last ticket",
    "Notes",
)
_COUNTRY_NAMES = {
    "US": "United States", "GB": "United Kingdom", "DE": "Germany", "FR": "France", "ES": "Spain", "PH": "Philippines",
    "PL": "Poland", "IS": "Iceland", "IR": "Iran", "KH": "Cambodia", "BG": "Bulgaria",
}  # fmt: skip
_STYLES, _STYLE_SHARES = np.array([E164, SPACED, NATIONAL, PLAIN, DOUBLE_ZERO]), np.array([0.35, 0.2, 0.15, 0.2, 0.1])
_LAST_FIRST_SHARE = 0.2  # of names are written "Last, First"
_NOTES = ("", "", "", "called twice", "angry", "see ticket of her husband", "prefers e-mail")
_MADE_AT = datetime.datetime(2026, 6, 30, tzinfo=datetime.UTC).replace(tzinfo=None)  # the same file for the same seed


def write_support(folder: Path, records: Records, rng: np.random.Generator) -> Written:
    """Write the support desk's contacts as a workbook with one sheet."""
    book = xlsxwriter.Workbook(str(folder / FILE), {"strings_to_numbers": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE_AT})
    sheet, date_format = book.add_worksheet("Contacts"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADER, book.add_format({"bold": True}))
    sheet.set_column(0, len(HEADER) - 1, 22)
    lines = _lines(records, rng)
    for row, (cells, _) in enumerate(lines, start=1):
        for column, cell in enumerate(cells):
            if HEADER[column] == "Last ticket":
                sheet.write_datetime(row, column, datetime.datetime.fromisoformat(cell), date_format)
            elif HEADER[column] in ("Tickets", "Phone") and cell.isdigit() and not cell.startswith("0"):
                sheet.write_number(row, column, int(cell))
            elif cell:
                sheet.write_string(row, column, cell)
    book.close()
    about = "support desk, workbook, full names"
    return Written(file=FILE, about=about, row_count=len(lines), truth=truth_of(lines))


def _lines(records: Records, rng: np.random.Generator) -> list[Line]:
    count, chance = len(records.truth_id), Random(int(rng.integers(2**32)))
    phones = write_phones(records.phone, _STYLES[draw(_STYLE_SHARES, count, rng)])
    days = np.datetime_as_string(records.created_on, unit="D").tolist()
    lines: list[Line] = []
    for i in range(count):
        given, family = records.given_name[i], records.family_name[i]
        name = f"{family}, {given}" if given and family and chance.random() < _LAST_FIRST_SHARE else f"{given} {family}"
        cells = [
            f"T-{40_000 + i}", name.strip(), records.email[i], phones[i], records.organization[i], records.city[i],
            _COUNTRY_NAMES[COUNTRIES[records.country[i]]] if records.city[i] else "", str(chance.randrange(1, 15)),
            days[i], chance.choice(_NOTES),
        ]  # fmt: skip
        lines.append((cells, int(records.truth_id[i])))
    return lines
