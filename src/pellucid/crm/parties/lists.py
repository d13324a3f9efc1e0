"""Lists of customers: filtered, sorted, a page at a time, each page as quick as the first.

A page begins behind a customer, not at a number: nothing is counted through, and nobody is shown twice or skipped
while others come and go.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.read import all_rows
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.parties.filters import SORTS, Narrowed, View, indexed, narrowed
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of

PAGE_ROWS = 50
EXPORT_ROWS = 1_000  # of an export, read at once
COUNTED_MAX = 10_000  # customers counted exactly; beyond that it is "more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some customers of a list, in order; whether others come before and after them."""

    parties: list[Party]
    has_before: bool
    has_after: bool


def page_of(
    view: View, *, user: User | None, after: UUID | None = None, before: UUID | None = None, rows: int = PAGE_ROWS
) -> Page:
    """Return a page: the first, or that behind a customer, or that in front of one.

    A customer who is no more leads to the first page. Raises NotAllowed.
    """
    require(user, Permission.VIEW)
    edge, backwards = _edge(after or before), before is not None and after is None
    way = replace(view, descending=view.descending != backwards)
    ids = _ids(way, narrowed(way), edge, rows + 1)
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
    asked = narrowed(replace(view, sort="name"))
    ((count,),) = all_rows(
        f"SELECT count(*) FROM (SELECT 1 FROM parties_party{indexed(asked.index)} WHERE {asked.where} "
        f"LIMIT {COUNTED_MAX + 1}) AS seen",
        asked.values,
    )
    return int(count)


def _edge(uuid: UUID | None) -> Party | None:
    try:
        return party_of(uuid, user=None) if uuid else None
    except (Customer.DoesNotExist, Party.DoesNotExist, NobodyThere):
        return None


def _ids(view: View, asked: Narrowed, edge: Party | None, limit: int) -> list[int]:
    keys = (*SORTS[view.sort][0], "customer_id")
    where, values = asked.where, list(asked.values)
    if edge is not None:
        sign = "<" if view.descending else ">"
        where += f" AND ({', '.join(keys)}) {sign} ({', '.join(['%s'] * len(keys))})"
        values += [getattr(edge, key) for key in keys]
    order = ", ".join(f"{key} DESC" if view.descending else key for key in keys)
    rows = all_rows(
        f"SELECT customer_id FROM parties_party{indexed(asked.index)} WHERE {where} ORDER BY {order} LIMIT %s",
        [*values, limit],
    )
    return [number for (number,) in rows]
