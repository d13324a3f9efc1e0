"""Addresses written out: the lines of the country's post, and one standard line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pellucid.golden.standardize.address.clean import is_latin
from pellucid.golden.standardize.address.country_form import country_form
from pellucid.golden.standardize.address.words import is_number_first, street_words
from pellucid.golden.standardize.country import country_name

PARTS = ("house_number", "street", "unit", "po_box", "district", "postal_code", "city", "region", "country")
_UNIT_AFTER_STREET = frozenset({"US", "CA", "PR", "SG"})  # of the countries whose house number goes first
_UNSPACED = frozenset({"JP", "CN", "TW"})
_NATIVE_LINES = frozenset({"JP", "CN", "TW", "KR", "IR", "KH"})
_NUMBER_SIGNS = {"CN": "号", "TW": "號"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """How a country's lines are filled. homeless: parts that go on the street's line; last: parts that follow all."""

    lines: tuple[tuple[tuple[str, str], ...], ...]
    homeless: tuple[str, ...]
    last: tuple[str, ...]


def write_address(parts: Mapping[str, str]) -> tuple[str, str]:
    """Return (standard line, display) of an address: one line with the country's name, and the lines of its mail."""
    country = parts.get("country")
    latin = not _has_two_scripts(country) or is_latin("".join(parts.values()))
    lines = _lines(parts, country, latin)
    line = ", ".join(lines)
    if country:
        name = country_name(country)
        line = f"{line}, {name}" if line else name
    return line, "\n".join(lines)


@cache
def _has_two_scripts(country: str | None) -> bool:
    form = country_form(country)
    return form.lines != form.latin_lines or country in _NATIVE_LINES


@cache
def _plan(country: str | None, latin: bool) -> _Plan:
    form = country_form(country)
    lines = form.latin_lines if latin else form.lines
    there = {name for line in lines for _, name in line}
    return _Plan(
        lines=lines,
        homeless=tuple(
            name for name in ("district", "city") if name not in there and not _is_city_country(country, name)
        ),
        last=tuple(name for name in ("region", "postal_code") if name not in there),
    )


def _is_city_country(country: str | None, name: str) -> bool:
    """Say whether the part is the city of Singapore, which stands before the postal code."""
    return country == "SG" and name == "city"


def _lines(parts: Mapping[str, str], country: str | None, latin: bool) -> list[str]:
    plan = _plan(country, latin)
    written: list[str] = []
    for line in plan.lines:
        text = ""
        for before, name in line:
            value = _street_text(parts, plan.homeless, latin) if name == "street" else parts.get(name)
            if name == "postal_code" and country == "SG":
                value = " ".join(part for part in (parts.get("city"), value) if part)
            if value:
                text += before + value if text or before == "〒" else value
        if text:
            written.append(text)
    for name in plan.last:
        if name in parts:
            written.append(parts[name])
    return written


def _street_text(parts: Mapping[str, str], homeless: tuple[str, ...], latin: bool) -> str:
    """Return the street's line; district and city are on it where the country's form has no place for them."""
    street = street_line(parts, latin=latin)
    around = [parts[name] for name in homeless if name in parts]
    if not around:
        return street
    if not latin and parts.get("country") in _UNSPACED:
        return "".join([*reversed(around), street])
    return ", ".join(part for part in (street, *around) if part)


def street_line(parts: Mapping[str, str], *, latin: bool = True) -> str:
    """Return house number, street and flat, or the PO box, as the country writes them on one line."""
    country = parts.get("country")
    number, street, unit = parts.get("house_number", ""), parts.get("street", ""), parts.get("unit", "")
    if not latin and country in _NATIVE_LINES:
        return _native_line(country, number, street, unit, _box(parts))
    if country == "AT" and unit[:1].isdecimal() and "." not in unit:
        number, unit = f"{number}/{unit}", ""
    number_first = is_number_first(country)
    line = (f"{number} {street}" if number_first else f"{street} {number}").strip()
    if not unit and "po_box" not in parts:
        return line
    unit_first = number_first and unit and (country not in _UNIT_AFTER_STREET or not _is_numbered_unit(unit, country))
    return ", ".join(part for part in ((unit, line) if unit_first else (line, unit)) if part) + _box_after(
        parts, unit or line
    )


def _is_numbered_unit(unit: str, country: str | None) -> bool:
    words = street_words(country)
    return words.unit.match(unit) is not None or words.floor.match(unit) is not None or unit[:1] in "#0123456789"


def _native_line(country: str | None, number: str, street: str, unit: str, box: str) -> str:
    """Return the street's line in its own script, where the number follows with its word."""
    if country == "IR":
        return ", ".join(part for part in (street, f"پلاک {number}" if number else "", unit, box) if part)
    if country == "KH":
        return " ".join(part for part in (f"ផ្ទះលេខ {number}" if number else "", street, unit, box) if part)
    if country == "KR":
        return " ".join(part for part in (street, number, unit, box) if part)
    house = f"{number}{_NUMBER_SIGNS.get(country or '', '')}" if number else ""
    return f"{street}{house}{' ' if house and unit else ''}{unit}{box}"


def _box(parts: Mapping[str, str]) -> str:
    box = parts.get("po_box")
    return f"{street_words(parts.get('country')).box_word} {box}" if box else ""


def _box_after(parts: Mapping[str, str], line: str) -> str:
    box = _box(parts)
    return f", {box}" if box and line else box
