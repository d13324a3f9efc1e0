"""Lists of customers in groups: of a country, a town, a company, a band of quality, a source.

A group is the list narrowed further, so that its pages are pages of a list.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.read import all_rows
from pellucid.crm.parties.filters import BANDS, FACETS, SORTS, Narrowed, View, indexed, narrowed
from pellucid.crm.parties.lists import count_of
from pellucid.crm.sources.models import PartyKind, Source

GROUPS_SHOWN = 12
VALUES_SHOWN = 30
QUALITY, SOURCE = "quality", "source"
GROUPINGS = (*FACETS, QUALITY, SOURCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Customers who have something in common. value: of a facet, empty for those without one, a band, or the id of a
    source; name: of the source. count: of customers; in bands and of sources no further than one above COUNTED_MAX."""

    value: str
    count: int
    view: View
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Some groups in order; the value behind which others begin, None where there are no more."""

    groups: list[Group]
    after: str | None = None


def groups_of(view: View, by: str, *, user: User | None, after: str = "") -> Groups:
    """Return the groups of a list, those without anybody left out: values of a facet in their order, begun behind one,
    and at the end those without one; bands from low to high; sources by name. Raises NotAllowed."""
    require(user, Permission.VIEW)
    if by == QUALITY:
        return Groups(groups=_bands(view, user))
    if by == SOURCE:
        return Groups(groups=_sources(view, user))
    asked = narrowed(replace(view, sort=by))
    found = _values(view, by, asked, f"{by} > %s", after)
    if len(found) > GROUPS_SHOWN:
        return Groups(groups=found[:GROUPS_SHOWN], after=found[GROUPS_SHOWN - 1].value)
    return Groups(groups=[*found, *_values(view, by, asked, f"{by} = %s", "")])


def commonest(kind: PartyKind, by: str, *, user: User | None) -> list[Group]:
    """Return the groups of a whole list that most customers are in, the largest first. Raises NotAllowed."""
    require(user, Permission.VIEW)
    view = View(kind=kind)
    if by in FACETS:
        rows = all_rows(
            f"SELECT {by}, count(*) FROM parties_party WHERE kind = %s AND {by} <> '' "
            f"GROUP BY {by} ORDER BY 2 DESC, 1 LIMIT {VALUES_SHOWN}",
            [kind],
        )
        return [_of_facet(view, by, *row) for row in rows]
    groups = groups_of(view, by, user=user).groups if by in GROUPINGS else []
    return sorted(groups, key=lambda group: -group.count)[:VALUES_SHOWN]


def _values(view: View, by: str, asked: Narrowed, begin: str, edge: str) -> list[Group]:
    index = indexed(asked.index if asked.is_rare else SORTS[by][1])
    rows = all_rows(
        f"SELECT {by}, count(*) FROM parties_party{index} WHERE {asked.where} AND {begin} "
        f"GROUP BY {by} ORDER BY {by} LIMIT {GROUPS_SHOWN + 1}",
        [*asked.values, edge],
    )
    return [_of_facet(view, by, *row) for row in rows]


def _of_facet(view: View, by: str, value: str, count: int) -> Group:
    others = tuple(facet for facet in view.facets if facet[0] != by)
    return Group(value=value, count=count, view=replace(view, facets=(*others, (by, value))))


def _bands(view: View, user: User | None) -> list[Group]:
    groups = [Group(value=band, count=0, view=replace(view, band=band)) for band in BANDS if view.band in ("", band)]
    return _counted(groups, user)


def _sources(view: View, user: User | None) -> list[Group]:
    sources = Source.objects.filter(uuid=view.source) if view.source else Source.objects.all()
    groups = [
        Group(value=str(source.uuid), name=source.name, count=0, view=replace(view, source=source.uuid))
        for source in sources.order_by("name", "pk")
    ]
    return _counted(groups, user)


def _counted(groups: list[Group], user: User | None) -> list[Group]:
    """Return the groups that have customers, with how many."""
    counted = [replace(group, count=count_of(group.view, user=user)) for group in groups]
    return [group for group in counted if group.count]


def name_of_source(uuid: UUID, *, user: User | None) -> str:
    """Return what a source is called, nothing where there is none of that id. Raises NotAllowed."""
    require(user, Permission.VIEW)
    return Source.objects.filter(uuid=uuid).values_list("name", flat=True).first() or ""
