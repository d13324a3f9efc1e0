"""Addresses written out: the lines of the country's post, and one standard line."""

from collections.abc import Mapping

from pellucid.golden.standardize.address.clean import is_latin
from pellucid.golden.standardize.address.country_form import CountryForm, country_form
from pellucid.golden.standardize.address.words import is_number_first, street_words
from pellucid.golden.standardize.country import country_name

PARTS = ("house_number", "street", "unit", "po_box", "district", "postal_code", "city", "region", "country")
_UNIT_BEFORE_STREET = frozenset({"GB", "IE", "AU", "NZ", "IN", "PK", "HK", "MY", "ZA", "GG", "JE", "IM", "PH"})
_UNSPACED = frozenset({"JP", "CN", "TW"})
_KHMER_HOUSE = "ផ្ទះលេខ"


def write_address(parts: Mapping[str, str]) -> tuple[str, str]:
    """Return (standard line, display) of an address: one line with the country's name, and the lines of its mail."""
    country = parts.get("country")
    form = country_form(country)
    lines = _lines(parts, form)
    line = ", ".join(lines)
    if country:
        name = country_name(country)
        line = f"{line}, {name}" if line else name
    return line, "\n".join(lines)


def _lines(parts: Mapping[str, str], form: CountryForm) -> list[str]:
    latin = form.lines == form.latin_lines or is_latin("".join(parts.values()))
    written: list[str] = []
    has_district = False
    for line in form.latin_lines if latin else form.lines:
        text = ""
        for before, name in line:
            value = street_line(parts, latin) if name == "street" else parts.get(name, "")
            has_district = has_district or name == "district"
            if value:
                text += (before if text or before == "〒" else "") + value
        if text:
            written.append(text)
    return written if has_district and _has_all(form, latin) else _with_rest(written, parts, form, latin)


def _has_all(form: CountryForm, latin: bool) -> bool:
    names = {name for line in (form.latin_lines if latin else form.lines) for _, name in line}
    return {"city", "region", "postal_code"} <= names


def _with_rest(written: list[str], parts: Mapping[str, str], form: CountryForm, latin: bool) -> list[str]:
    """Return the lines with the parts that the country's format has no place for: after the street, or at the end."""
    names = {name for line in (form.latin_lines if latin else form.lines) for _, name in line}
    district = parts.get("district") if "district" not in names else None
    if district:
        place = 1 if street_line(parts, latin) and written else 0
        written.insert(place, district)
    missing = [parts[name] for name in ("city", "region", "postal_code") if name not in names and name in parts]
    if missing and written and form.country == "SG":
        city = parts.get("city", "")
        written[-1] = f"{city} {written[-1]}" if "postal_code" in parts else written[-1]
        return written if "postal_code" in parts else [*written, *missing]
    return [*written, *missing]


def street_line(parts: Mapping[str, str], latin: bool = True) -> str:
    """Return house number, street and flat, or the PO box, as the country writes them on one line."""
    country = parts.get("country")
    number, street, unit = parts.get("house_number", ""), parts.get("street", ""), parts.get("unit", "")
    if not latin and country in _UNSPACED:
        house = f"{number}{'号' if country == 'CN' else '號' if country == 'TW' else ''}" if number else ""
        return f"{street}{house}{' ' if house and unit else ''}{unit}"
    if not latin and country == "KH":
        number = f"{_KHMER_HOUSE} {number}" if number else ""
    if not latin and country == "IR":
        return ", ".join(part for part in (street, f"پلاک {number}" if number else "", unit, _box(parts)) if part)
    if country == "AT" and unit[:1].isdecimal() and "." not in unit:
        number, unit = f"{number}/{unit}", ""
    numbered = [number, street] if is_number_first(country) else [street, number]
    line = " ".join(part for part in numbered if part)
    ordered = [unit, line] if country in _UNIT_BEFORE_STREET else [line, unit]
    return ", ".join(part for part in (*ordered, _box(parts)) if part)


def _box(parts: Mapping[str, str]) -> str:
    box = parts.get("po_box")
    return f"{street_words(parts.get('country')).box_word} {box}" if box else ""
