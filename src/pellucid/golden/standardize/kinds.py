"""Which function standardizes which value kind, from the cells that make up one value."""

from collections.abc import Callable, Sequence

from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.address import standardize_address, standardize_address_parts
from pellucid.golden.standardize.amount import standardize_amount, standardize_number
from pellucid.golden.standardize.country import standardize_country
from pellucid.golden.standardize.currency import standardize_currency
from pellucid.golden.standardize.date import standardize_date
from pellucid.golden.standardize.email import standardize_email
from pellucid.golden.standardize.gender import standardize_gender
from pellucid.golden.standardize.identifier import standardize_identifier
from pellucid.golden.standardize.language import standardize_language
from pellucid.golden.standardize.name import standardize_name, standardize_name_parts
from pellucid.golden.standardize.organization import standardize_organization
from pellucid.golden.standardize.phone import standardize_phone
from pellucid.golden.standardize.text import standardize_text
from pellucid.golden.standardize.url import standardize_url

OneCell = Callable[[str, Hints], Standardized]

ONE_CELL: dict[str, OneCell] = {
    "amount": standardize_amount,
    "country": standardize_country,
    "currency": standardize_currency,
    "date": standardize_date,
    "email": standardize_email,
    "gender": standardize_gender,
    "identifier": standardize_identifier,
    "language": standardize_language,
    "number": standardize_number,
    "organization": standardize_organization,
    "phone": standardize_phone,
    "text": standardize_text,
    "url": standardize_url,
}

# The cells of a name and of an address, in order: the whole in one, then field and part name of each.
NAME_PARTS = {
    "prefix": "prefix",
    "given_name": "given",
    "middle_name": "middle",
    "family_name": "family",
    "suffix": "suffix",
    "nickname": "nickname",
}
ADDRESS_PARTS = ("street", "house_number", "unit", "po_box", "postal_code", "city", "region", "country")
# The parts of a value that become columns of their own, of the kinds of which there are many values; else all are kept.
KEPT_PARTS: dict[str, frozenset[str]] = {
    "address": frozenset(ADDRESS_PARTS),
    "name": frozenset(NAME_PARTS.values()),
    "organization": frozenset({"core", "legal_form"}),
    "phone": frozenset({"digits"}),
    "email": frozenset({"digits"}),
    "date": frozenset(),
    "text": frozenset(),
}


def standardize_cells(kind: str, cells: Sequence[str], hints: Hints) -> Standardized:
    """Return the value that cells make up; one cell for most kinds, empty ones among those of names and addresses."""
    if kind == "name":
        return _name(cells, hints)
    if kind == "address":
        return _address(cells, hints)
    return ONE_CELL[kind](cells[0], hints)


def _name(cells: Sequence[str], hints: Hints) -> Standardized:
    full, *parts = cells
    if full and not any(parts):
        return standardize_name(full, hints)
    return standardize_name_parts(
        {part: text for part, text in zip(NAME_PARTS.values(), parts, strict=True) if text}, hints
    )


def _address(cells: Sequence[str], hints: Hints) -> Standardized:
    line, *parts = cells
    if line and not any(parts):
        return standardize_address(line, hints)
    given = {field: text for field, text in zip(ADDRESS_PARTS, parts, strict=True) if text}
    if line and "street" not in given:
        given["street"] = line
    return standardize_address_parts(given, hints)
