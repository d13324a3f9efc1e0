"""What the address of a list asks for."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pellucid.crm.parties.filters import BANDS, FACETS, SORTS, View
from pellucid.crm.parties.groups import GROUPINGS
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import FieldClass

COLUMNS = {
    PartyKind.PERSON: ("organization", "email", "phone", "city", "records", "quality"),
    PartyKind.ORGANIZATION: ("email", "phone", "city", "country", "records", "quality"),
}
OWN = ("organization", "email", "phone", "city", "country")  # texts that parties have as columns of their own
NUMBERS = ("records", "issues", "quality")
EDITED = ("email", "phone", "organization", "city")
VALUE_LETTERS = 200
WITHOUT = "-"  # stands in an address for having no value; no standard form is so
# What belongs to where one is in a list, not to how one looks at it.
PLACES_IN_LIST = ("after", "before", "begin", "in", "edit")


def view_of(request: HttpRequest, kind: PartyKind) -> View:
    """Return what an address asks for; what it cannot ask for is left out."""
    asked = request.GET
    sort = asked.get("sort", "name")
    band = asked.get("band", "")
    facets = ((facet, asked.get(facet, "")[:VALUE_LETTERS].replace("\x00", "")) for facet in FACETS)
    return View(
        kind=kind,
        sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "name",
        descending=sort.startswith("-"),
        facets=tuple((facet, "" if value == WITHOUT else value) for facet, value in facets if value),
        band=band if band in BANDS else "",
        is_merged=asked.get("merged") == "1",
        has_issues=asked.get("issues") == "1",
        source=uuid_or_none(asked.get("source", "")),
        words=asked.get("q", "")[:VALUE_LETTERS],
    )


def group_of(request: HttpRequest, kind: PartyKind) -> str:
    """Return by what an address asks to group a list; nothing if by nothing, or by what this list is not grouped."""
    by = request.GET.get("group", "")
    return by if by in groupings(kind) else ""


def groupings(kind: PartyKind) -> tuple[str, ...]:
    """Return by what a list can be grouped, and narrowed to one value: companies not by company."""
    return tuple(by for by in GROUPINGS if kind == PartyKind.PERSON or by != "organization")


def columns_of(request: HttpRequest, kind: PartyKind) -> tuple[str, ...]:
    """Return the columns an address asks for, in the order in which they are offered; the usual ones if none."""
    wanted = request.GET.getlist("column")
    return tuple(name for name in offered(kind) if name in wanted) or COLUMNS[kind]


def offered(kind: PartyKind) -> tuple[str, ...]:
    """Return the columns that a list may show."""
    told = (*COLUMNS[kind][:-2], "country")
    rest = (name for name, spec in FIELDS.items() if spec.field_class != FieldClass.PERMISSION and name not in told)
    return (*dict.fromkeys(told), *NUMBERS, *rest)


def label_of_column(name: str) -> str:
    """Return what a column is called."""
    own: Mapping[str, str] = {
        "records": _("Records"),
        "quality": _("Quality"),
        "organization": _("Company"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "city": _("Town"),
        "country": _("Country"),
        "source": _("Source"),
        "issues": _("Issues"),
    }
    return own.get(name) or _(FIELDS[name].label)


def cell(party: Party, name: str) -> str:
    """Return a text of a customer for a column; quality 0-100."""
    if name == "quality":
        return str(quality_of(party))
    if name == "records":
        return str(party.record_count)
    if name == "issues":
        return str(party.issue_count)
    return str(getattr(party, name) if name in OWN else party.golden.get(name) or "")


def quality_of(party: Party) -> int:
    """Return the quality of a customer, 0-100: how complete the picture is."""
    return round(100 * party.completeness)


def uuid_or_none(text: str) -> UUID | None:
    """Return an id from an address, None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
