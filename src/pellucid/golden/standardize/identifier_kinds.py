"""Which identifiers each country has, and how one is told by its form; check digits come from python-stdnum."""

import re
from functools import cache
from typing import Any

from stdnum import get_cc_module
from stdnum.exceptions import InvalidChecksum, ValidationError

# Modules of python-stdnum by country, the surest check digits first; vat stands for the one of eu.vat in the Union.
KINDS: dict[str, tuple[str, ...]] = {
    "AL": ("nipt",), "AD": ("nrt",), "AR": ("cuit", "cbu", "dni"), "AT": ("vat", "vnr", "tin", "businessid"),
    "AU": ("abn", "acn", "tfn"), "AZ": ("voen",), "BE": ("vat", "nn", "bis"), "BG": ("vat", "egn", "pnf"),
    "BR": ("cpf", "cnpj"), "BY": ("unp",), "CA": ("sin", "bn", "bc_phn"), "CH": ("vat", "uid", "ssn"),
    "CL": ("rut",), "CN": ("ric", "uscc"), "CO": ("nit",), "CR": ("cpf", "cpj", "cr"), "CU": ("ni",), "CY": ("vat",),
    "CZ": ("rc", "vat"), "DE": ("vat", "idnr"), "DK": ("cpr", "vat"), "DO": ("cedula", "rnc"), "DZ": ("nif",),
    "EC": ("ci", "ruc"), "EE": ("ik", "vat", "registrikood"), "EG": ("tn",), "ES": ("dni", "nie", "cif", "vat"),
    "FI": ("hetu", "ytunnus", "vat"), "FO": ("vn",), "FR": ("nir", "siret", "siren", "vat", "nif"),
    "GB": ("vat", "nhs", "utr"), "GH": ("tin",), "GR": ("amka", "vat"), "GT": ("nit",), "HR": ("oib", "vat"),
    "HU": ("vat",), "ID": ("npwp", "nik"), "IE": ("pps", "vat"), "IL": ("idnr", "hp"),
    "IN": ("aadhaar", "gstin", "pan"), "IS": ("kennitala", "vsk"), "IT": ("codicefiscale", "vat"),
    "JP": ("cn", "in_"), "KE": ("pin",), "KR": ("rrn", "brn"), "LI": ("peid",), "LT": ("asmens", "vat"),
    "LU": ("vat",), "LV": ("pvn", "vat"), "MA": ("ice",), "MC": ("tva",), "MD": ("idno",), "ME": ("pib",),
    "MK": ("edb",), "MT": ("vat",), "MU": ("nid",), "MX": ("curp", "rfc"), "MY": ("nric",), "NL": ("bsn", "vat"),
    "NO": ("fodselsnummer", "orgnr", "mva"), "NZ": ("ird",), "PE": ("ruc", "cui"), "PK": ("cnic",),
    "PL": ("pesel", "vat", "regon"), "PT": ("vat", "cc"), "PY": ("ruc",), "RO": ("cnp", "vat"), "RS": ("pib",),
    "RU": ("inn", "ogrn"), "SE": ("personnummer", "orgnr", "vat"), "SG": ("uen",), "SI": ("emso", "vat", "maticna"),
    "SK": ("rc", "vat"), "SM": ("coe",), "SV": ("nit",), "TH": ("pin", "moa"), "TN": ("mf",),
    "TR": ("tckimlik", "vkn"), "TW": ("ubn",), "UA": ("rntrc", "edrpou"), "US": ("ssn", "itin", "ein"),
    "UY": ("rut",), "VE": ("rif",), "VN": ("mst",), "ZA": ("idnr", "tin"),
}  # fmt: skip

_PERSONAL = """
    dni nie cpf sin bc_phn ssn ric ni rc idnr cpr cedula ci ik hetu nir nhs utr amka oib nik npwp pps aadhaar pan
    kennitala codicefiscale in_ rrn peid asmens nid curp nric bsn fodselsnummer cui cnic pesel cc cnp personnummer emso
    pin tckimlik rntrc itin nn bis vnr tin egn pnf nif tfn cuit
"""
PERSONAL = frozenset(_PERSONAL.split()) | {"iban", "cbu"}

UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split()  # noqa: SIM905
)

# A form that tells its kind without a country.
SHAPES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\d{3}-\d{2}-\d{4}"), "US", "ssn"),
    (re.compile(r"\d{2}-\d{7}"), "US", "ein"),
    (re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}"), "BR", "cpf"),
    (re.compile(r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}"), "BR", "cnpj"),
    (re.compile(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]"), "IT", "codicefiscale"),
)


@cache
def checker(country: str, kind: str) -> Any:
    """Return the python-stdnum module of a kind, or None where there is none."""
    if kind == "vat" and country in UNION:
        return get_cc_module("eu", "vat")
    return get_cc_module(country.lower(), kind)


def verify(country: str, kind: str, text: str) -> tuple[str | None, bool]:
    """Return the compact number or None, and whether only its check digit is wrong.

    country: ISO 3166-1 alpha-2; EL for Greece is understood.
    """
    module = checker(country, kind)
    if module is None:
        return None, False
    if kind == "vat" and country in UNION:
        prefix = "EL" if country == "GR" else country
        text = text if text.upper().startswith(prefix) else prefix + text
    try:
        return str(module.validate(text)), False
    except InvalidChecksum:
        return None, True
    except (ValidationError, ValueError):
        return None, False
