"""The contacts of the sales people's telephones: vCards of three versions."""

import quopri
from pathlib import Path
from random import Random

import numpy as np

from pellucid.sample.exports.written import Written
from pellucid.sample.formats import DASHED, E164, NATIONAL, PLAIN, SPACED, write_dates, write_phones
from pellucid.sample.lists import draw
from pellucid.sample.records import Records
from pellucid.sample.world.countries import COUNTRIES

FILE = "phone_contacts.vcf"
_STYLES, _STYLE_SHARES = np.array([E164, SPACED, NATIONAL, PLAIN, DASHED]), np.array([0.35, 0.2, 0.2, 0.15, 0.1])
_OLD_SHARE = 0.15  # of cards are version 2.1, which writes other letters than ASCII in quoted-printable
_LINE_OCTETS = 75  # RFC 2426: longer lines are folded


def write_phone(folder: Path, records: Records, rng: np.random.Generator) -> Written:
    """Write the cards. Broken: one card in the middle lacks its end, the last one is cut off."""
    count, chance = len(records.truth_id), Random(int(rng.integers(2**32)))
    phones = write_phones(records.phone, _STYLES[draw(_STYLE_SHARES, count, rng)])
    births = write_dates(records.birth_date, "{0}-{1}-{2}")
    cards: list[str] = []
    for i in range(count):
        lines = _card(records, i, phones[i], births[i], is_old=chance.random() < _OLD_SHARE)
        if i == count // 2:
            lines = lines[:-1]
        cards.append("".join(_folded(line) for line in lines))
    cards[-1] = cards[-1][: len(cards[-1]) // 2]
    (folder / FILE).write_bytes("".join(cards).encode("utf-8"))
    truth = tuple((row + 1, int(records.truth_id[row])) for row in range(count - 1) if row != count // 2)
    return Written(file=FILE, about="telephones, vCards, the last one cut off", row_count=count, truth=truth)


def _card(records: Records, row: int, phone: str, birth_date: str, *, is_old: bool) -> list[str]:
    given, family, organization = records.given_name[row], records.family_name[row], records.organization[row]
    full = f"{given} {family}".strip() or organization
    name, address = ";".join((_escaped(family), _escaped(given), "", "", "")), _address(records, row)
    lines = ["BEGIN:VCARD", "VERSION:2.1" if is_old else "VERSION:3.0"]
    for key, value in (("N", name), ("FN", _escaped(full)), ("ORG", _escaped(organization)), ("ADR", address)):
        if value:
            lines.append(_quoted_printable(key, value) if is_old and not value.isascii() else f"{key}:{value}")
    if phone:
        lines.append(f"TEL;CELL:{phone}" if is_old else f"TEL;TYPE=CELL:{phone}")
    if records.email[row]:
        lines.append(f"EMAIL;TYPE=INTERNET:{records.email[row]}")
    if birth_date:
        lines.append(f"BDAY:{birth_date}")
    return [*lines, "END:VCARD"]


def _address(records: Records, row: int) -> str:
    if not records.city[row]:
        return ""
    street = f"{records.street[row]} {records.house_number[row]}".strip()
    parts = ("", "", street, records.city[row], records.region[row], records.postal_code[row])
    return ";".join(_escaped(part) for part in (*parts, COUNTRIES[records.country[row]]))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _quoted_printable(key: str, value: str) -> str:
    encoded = quopri.encodestring(value.encode("utf-8"), quotetabs=False).decode("ascii").replace("=\n", "=\r\n")
    return f"{key};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{encoded}"


def _folded(line: str) -> str:
    """Return a line folded at 75 octets, never within a letter; quoted-printable lines are folded already."""
    if "QUOTED-PRINTABLE" in line:
        return line + "\r\n"
    folded, width = "", 0
    for letter in line:
        octets = len(letter.encode("utf-8"))
        if width + octets > _LINE_OCTETS:
            folded, width = folded + "\r\n ", 1
        folded, width = folded + letter, width + octets
    return folded + "\r\n"
