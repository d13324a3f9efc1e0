"""Lists of customers: filtered, sorted, a page at a time, each page as quick as the first.

A page begins behind a customer, not at a number: nothing is counted through, and nobody is shown twice or skipped
while others come and go.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from django.db import connection

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.read import all_rows
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of
from pellucid.crm.parties.search import matching
from pellucid.crm.sources.models import PartyKind

PAGE_ROWS = 50
EXPORT_ROWS = 1_000  # of an export, read at once
COUNTED_MAX = 10_000  # customers counted exactly; beyond that it is "more than"
RARE_MAX = 50_000  # customers worth sorting by hand; beyond that the list is walked in its order
FOUND_MAX = 300  # customers that words may narrow a list to
VALUES_SHOWN = 30

# Columns of parties_party, and the index that has them in order.
SORTS = MappingProxyType(
    {
        "name": (("sort_name",), "parties_by_name"),
        "organization": (("organization", "sort_name"), "parties_by_organization"),
        "city": (("city", "sort_name"), "parties_by_city"),
        "country": (("country", "sort_name"), "parties_by_country"),
        "quality": (("completeness",), "parties_by_completeness"),
        "records": (("record_count",), "parties_by_records"),
    }
)
FACETS = ("country", "city", "organization")
BANDS = MappingProxyType({"low": (0.0, 0.4), "middle": (0.4, 0.7), "high": (0.7, 1.01)})  # of completeness


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is listed. facets: the value wanted of some of FACETS. band: of BANDS; words: see parties.search."""

    kind: PartyKind
    sort: str = "name"
    descending: bool = False
    facets: tuple[tuple[str, str], ...] = ()
    band: str = ""
    is_merged: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some customers of a list, in order; whether others come before and after them."""

    parties: list[Party]
    has_before: bool
    has_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filter:
    sql: str
    values: tuple[object, ...]
    index: str


def page_of(
    view: View, *, user: User | None, after: UUID | None = None, before: UUID | None = None, rows: int = PAGE_ROWS
) -> Page:
    """Return a page: the first, or that behind a customer, or that in front of one.

    A customer who is no more leads to the first page. Raises NotAllowed.
    """
    require(user, Permission.VIEW)
    edge, backwards = _edge(after or before), before is not None and after is None
    way = replace(view, descending=view.descending != backwards)
    ids = _ids(way, edge, rows + 1)
    more, ids = len(ids) > rows, ids[:rows]
    known = Party.objects.select_related("customer").in_bulk(ids)
    parties = [known[number] for number in (reversed(ids) if backwards else ids) if number in known]
    has_before, has_after = (more, edge is not None) if backwards else (edge is not None, more)
    return Page(parties=parties, has_before=has_before, has_after=has_after)


def all_of(view: View, *, user: User | None) -> Iterator[Party]:
    """Yield every customer of a list, for an export. Raises NotAllowed at the first."""
    require(user, Permission.EXPORT)
    after = None
    while parties := page_of(view, user=user, after=after, rows=EXPORT_ROWS).parties:
        yield from parties
        after = parties[-1].customer.uuid


def count_of(view: View, *, user: User | None) -> int:
    """Return how many customers a list holds, counting no further than one above COUNTED_MAX. Raises NotAllowed."""
    require(user, Permission.VIEW)
    filters = _filters(view)
    sql, values = _where(view, filters)
    index = _indexed(_way(replace(view, sort="name"), filters))
    rows = all_rows(
        f"SELECT count(*) FROM (SELECT 1 FROM parties_party{index} WHERE {sql} LIMIT {COUNTED_MAX + 1}) AS seen", values
    )
    return int(rows[0][0])


def values_of(kind: PartyKind, facet: str, *, user: User | None) -> list[tuple[str, int]]:
    """Return the commonest values of a facet, each with how many customers have it. Raises NotAllowed."""
    require(user, Permission.VIEW)
    if facet not in FACETS:
        return []
    return [
        (str(value), int(count))
        for value, count in all_rows(
            f"SELECT {facet}, count(*) FROM parties_party WHERE kind = %s AND {facet} <> '' "
            f"GROUP BY {facet} ORDER BY 2 DESC, 1 LIMIT {VALUES_SHOWN}",
            [kind],
        )
    ]


def _edge(uuid: UUID | None) -> Party | None:
    try:
        return party_of(uuid, user=None) if uuid else None
    except (Customer.DoesNotExist, Party.DoesNotExist, NobodyThere):
        return None


def _ids(view: View, edge: Party | None, limit: int) -> list[int]:
    filters = _filters(view)
    index = _way(view, filters)
    keys = (*SORTS[view.sort][0], "customer_id")
    sql, values = _where(view, filters)
    if edge is not None:
        sign = "<" if view.descending else ">"
        sql += f" AND ({', '.join(keys)}) {sign} ({', '.join(['%s'] * len(keys))})"
        values += [getattr(edge, key) for key in keys]
    order = ", ".join(f"{key} DESC" if view.descending else key for key in keys)
    rows = all_rows(
        f"SELECT customer_id FROM parties_party{_indexed(index)} WHERE {sql} ORDER BY {order} LIMIT %s",
        [*values, limit],
    )
    return [number for (number,) in rows]


def _filters(view: View) -> list[_Filter]:
    filters = [_Filter(sql=f"{facet} = %s", values=(value,), index=SORTS[facet][1]) for facet, value in view.facets]
    if view.band:
        filters.append(
            _Filter(sql="completeness >= %s AND completeness < %s", values=BANDS[view.band], index=SORTS["quality"][1])
        )
    if view.is_merged:
        filters.append(_Filter(sql="record_count > %s", values=(1,), index=SORTS["records"][1]))
    return filters


def _where(view: View, filters: Sequence[_Filter]) -> tuple[str, list[object]]:
    told = ["kind = %s", *(f"({one.sql})" for one in filters)]
    values: list[object] = [view.kind, *(value for one in filters for value in one.values)]
    if view.words.strip():
        found = matching(view.words, limit=FOUND_MAX)
        told.append(f"customer_id IN ({', '.join(['%s'] * len(found))})" if found else "1 = 0")
        values += found
    return " AND ".join(told), values


def _way(view: View, filters: Sequence[_Filter]) -> str:
    """Return the index to read: of a filter that leaves few, or of one that sorts by name as well, else of the sort."""
    if view.words.strip():
        return ""  # few customers, known by number
    seen = {one.index: _seen(one, view.kind) for one in filters}
    rarest = min(seen, key=lambda index: seen[index], default="")
    if rarest and seen[rarest] <= RARE_MAX:
        return rarest
    by_facet = [SORTS[facet][1] for facet, _ in view.facets] if view.sort == "name" else []
    return by_facet[0] if by_facet else SORTS[view.sort][1]


def _seen(one: _Filter, kind: str) -> int:
    """Return how many customers a filter leaves, counting no further than one above RARE_MAX."""
    rows = all_rows(
        f"SELECT count(*) FROM (SELECT 1 FROM parties_party{_indexed(one.index)} WHERE kind = %s AND ({one.sql}) "
        f"LIMIT {RARE_MAX + 1}) AS seen",
        [kind, *one.values],
    )
    return int(rows[0][0])


def _indexed(index: str) -> str:
    """Return SQL that names the index to SQLite, which has no statistics of how common values are."""
    return f" INDEXED BY {index}" if index and connection.vendor == "sqlite" else ""
