"""What narrows a list of customers, as SQL over parties_party, and which index to read it by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from django.db import connection

from pellucid.crm.bulk.read import all_rows
from pellucid.crm.parties.search import matching
from pellucid.crm.sources.models import PartyKind, Source

RARE_MAX = 50_000  # customers worth sorting by hand; beyond that the list is walked in its order
FOUND_MAX = 300  # customers that words may narrow a list to

# Columns of parties_party, and the index that has them in order.
SORTS = MappingProxyType(
    {
        "name": (("sort_name",), "parties_by_name"),
        "organization": (("organization", "sort_name"), "parties_by_organization"),
        "city": (("city", "sort_name"), "parties_by_city"),
        "country": (("country", "sort_name"), "parties_by_country"),
        "quality": (("completeness",), "parties_by_completeness"),
        "records": (("record_count",), "parties_by_records"),
        "issues": (("issue_count",), "parties_by_issues"),
    }
)
FACETS = ("country", "city", "organization")
BANDS = MappingProxyType({"low": (0.0, 0.4), "middle": (0.4, 0.7), "high": (0.7, 1.01)})  # of completeness
RECORDS_OF_SOURCE = "FROM sources_sourcerecord r JOIN clusters_member m ON m.record_id = r.id WHERE r.source_id = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is listed.

    facets: the value wanted of some of FACETS, empty for those without one. band: of BANDS. source: one that says
    something of them. words: see parties.search; among: the customers they find, see looked_up.
    """

    kind: PartyKind
    sort: str = "name"
    descending: bool = False
    facets: tuple[tuple[str, str], ...] = ()
    band: str = ""
    is_merged: bool = False
    has_issues: bool = False
    source: UUID | None = None
    words: str = ""
    among: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One condition. rare: SQL that finds the customers it leaves, where they are few. index: that has them together,
    none where other tables have."""

    sql: str
    values: tuple[object, ...]
    index: str
    rare: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """A list as it is asked of the database. where: SQL, with its values; index: to read, none where the customers are
    known by number. is_rare: few enough to be sorted by hand."""

    where: str
    values: tuple[object, ...]
    index: str
    is_rare: bool


def looked_up(view: View) -> View:
    """Return a view whose words were looked up, for who asks several things of one list."""
    return replace(view, among=tuple(matching(view.words, limit=FOUND_MAX))) if view.words.strip() else view


def narrowed(view: View) -> Narrowed:
    """Return how a list is asked for: by a filter that leaves few, or one that sorts by name too, else as sorted."""
    view = view if view.among is not None else looked_up(view)
    filters = _filters(view)
    is_in_order = view.sort == "name" and len(filters) == len(view.facets) == 1
    rare = None if is_in_order or view.among is not None else _rarest(filters, view.kind)
    told = [f"({one.rare if one is rare and one.rare else one.sql})" for one in filters]
    values = (view.kind, *(value for one in filters for value in one.values))
    if view.among is not None:
        told.append(f"customer_id IN ({', '.join(['%s'] * len(view.among))})" if view.among else "1 = 0")
        return Narrowed(where=_of_kind(told, by_number=True), values=(*values, *view.among), index="", is_rare=True)
    by_facet = [SORTS[facet][1] for facet, _ in view.facets] if view.sort == "name" else []
    index = rare.index if rare else by_facet[0] if by_facet else SORTS[view.sort][1]
    where = _of_kind(told, by_number=rare is not None and bool(rare.rare))
    return Narrowed(where=where, values=values, index=index, is_rare=rare is not None)


def _of_kind(told: Sequence[str], *, by_number: bool) -> str:
    """Return conditions together, that of the kind first. by_number: customers are known by number, so that no index
    of parties is to be read, of which each begins with the kind: to SQLite the plus says so."""
    kind = "+kind" if by_number and connection.vendor == "sqlite" else "kind"
    return " AND ".join([f"{kind} = %s", *told])


def indexed(index: str) -> str:
    """Return SQL that names the index to SQLite, which has no statistics of how common values are."""
    return f" INDEXED BY {index}" if index and connection.vendor == "sqlite" else ""


def _filters(view: View) -> list[Filter]:
    filters = [Filter(sql=f"{facet} = %s", values=(value,), index=SORTS[facet][1]) for facet, value in view.facets]
    if view.band:
        sql = "completeness >= %s AND completeness < %s"
        filters.append(Filter(sql=sql, values=BANDS[view.band], index=SORTS["quality"][1]))
    if view.is_merged:
        filters.append(Filter(sql="record_count > %s", values=(1,), index=SORTS["records"][1]))
    if view.has_issues:
        filters.append(Filter(sql="issue_count > %s", values=(0,), index=SORTS["issues"][1]))
    if view.source:
        filters.append(_said_by(view.source))
    return filters


def _said_by(source: UUID) -> Filter:
    number = Source.objects.filter(uuid=source).values_list("pk", flat=True).first() or 0
    return Filter(
        sql=f"EXISTS (SELECT 1 {RECORDS_OF_SOURCE} AND m.customer_id = parties_party.customer_id)",
        rare=f"customer_id IN (SELECT m.customer_id {RECORDS_OF_SOURCE})",
        values=(number,),
        index="",
    )


def _rarest(filters: Sequence[Filter], kind: str) -> Filter | None:
    """Return the filter that leaves fewest customers, if they are few."""
    seen = [_seen(one, kind) for one in filters]
    least = min(range(len(seen)), key=lambda place: seen[place], default=-1)
    return filters[least] if least >= 0 and seen[least] <= RARE_MAX else None


def _seen(one: Filter, kind: str) -> int:
    """Return how many customers, or records, a filter leaves, counting no further than one above RARE_MAX."""
    if one.rare:
        sql, values = "SELECT 1 FROM sources_sourcerecord WHERE source_id = %s", one.values
    else:
        sql = f"SELECT 1 FROM parties_party{indexed(one.index)} WHERE kind = %s AND ({one.sql})"
        values = (kind, *one.values)
    ((count,),) = all_rows(f"SELECT count(*) FROM ({sql} LIMIT {RARE_MAX + 1}) AS seen", values)
    return int(count)
