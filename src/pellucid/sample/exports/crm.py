"""The old CRM's export: Windows-1252, semicolons, German headers, days before months, decimal commas."""

import io
from pathlib import Path
from random import Random

import numpy as np

from pellucid.sample.contacts import source_keys
from pellucid.sample.exports.written import Line, Written, insert_line, truth_of
from pellucid.sample.formats import DOUBLE_ZERO, NATIONAL, PLAIN, SPACED, write_dates, write_phones
from pellucid.sample.lists import draw
from pellucid.sample.records import Records
from pellucid.sample.world.countries import COUNTRIES
from pellucid.sample.world.latin import latin_of_bulgarian

FILE = "crm_kunden.csv"
HEADER = (
    "Kundennummer", "Anrede", "Vorname", "Nachname", "Firma", "Straße", "Hausnummer", "PLZ", "Ort", "Land",
    "Telefon", "E-Mail", "Geburtsdatum", "Umsatz", "Angelegt am", "Bemerkung",
)  # fmt: skip
_COUNTRY_NAMES = {
    "US": "USA", "GB": "Großbritannien", "DE": "Deutschland", "FR": "Frankreich", "ES": "Spanien", "PH": "Philippinen",
    "PL": "Polen", "IS": "Island", "IR": "Iran", "KH": "Kambodscha", "BG": "Bulgarien",
}  # fmt: skip
_STYLES, _STYLE_SHARES = np.array([SPACED, DOUBLE_ZERO, NATIONAL, PLAIN]), np.array([0.35, 0.25, 0.25, 0.15])
_REMARKS = (
    "Rückruf erbeten",
    "Stammkunde\nseit der Messe",
    "bitte nur per Mail",
    "zahlt pünktlich; nett",
    'nennt sich "Chef"',
)
_REMARK_SHARE = 0.06
_LOG = "*** Verbindung zum Server unterbrochen - Export wird fortgesetzt ***"


def write_crm(folder: Path, records: Records, rng: np.random.Generator) -> Written:
    """Write the CRM's records. Broken: a log line in the middle, a semicolon without quotes, a line of totals."""
    lines = _lines(records, rng)
    insert_line(lines, [_LOG], 0.37)
    unquoted = next(
        (row for row, (cells, _) in enumerate(lines) if row > len(lines) // 2 and len(cells) > 4 and cells[4]), None
    )
    text = io.StringIO()
    text.write(";".join(HEADER) + "\r\n")
    for row, (cells, _) in enumerate(lines):
        if row == unquoted:
            cells = [*cells[:4], cells[4] + "; Einkauf", *cells[5:]]
            text.write(";".join(cells).replace("\n", " ") + "\r\n")
        else:
            text.write(";".join(_quoted(cell) for cell in cells) + "\r\n")
    text.write(f"Summe;{len(records.truth_id)} Kunden\r\n")
    (folder / FILE).write_bytes("".join(_fitting(word) for word in text.getvalue()).encode("cp1252", errors="replace"))
    lines.append((["Summe"], None))
    about = "old CRM, Windows-1252, semicolons, German headers"
    return Written(file=FILE, about=about, row_count=len(lines), truth=truth_of(lines))


def _lines(records: Records, rng: np.random.Generator) -> list[Line]:
    count, chance = len(records.truth_id), Random(int(rng.integers(2**32)))
    phones = write_phones(records.phone, _STYLES[draw(_STYLE_SHARES, count, rng)])
    births, made = write_dates(records.birth_date), write_dates(records.created_on)
    keys = source_keys(records.source)
    lines: list[Line] = []
    for i in range(count):
        title = "Firma" if not records.given_name[i] else "Herr" if records.is_male[i] else "Frau"
        cells = [
            keys[i], title, records.given_name[i], records.family_name[i], records.organization[i], records.street[i],
            records.house_number[i], records.postal_code[i], records.city[i],
            _COUNTRY_NAMES[COUNTRIES[records.country[i]]] if records.city[i] else "",
            phones[i], records.email[i], births[i], _amount(chance), made[i],
            chance.choice(_REMARKS) if chance.random() < _REMARK_SHARE else "",
        ]  # fmt: skip
        lines.append((cells, int(records.truth_id[i])))
    return lines


def _amount(chance: Random) -> str:
    """Return money with a decimal comma and points between thousands: 1.234,50."""
    return f"{chance.lognormvariate(5, 1.2):,.2f}".translate(str.maketrans(",.", ".,"))


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in ';"\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _fitting(letter: str) -> str:
    """Return a Cyrillic letter in Latin; what Windows-1252 does not know besides becomes a question mark."""
    return latin_of_bulgarian(letter) if "\u0400" <= letter <= "\u04ff" else letter
