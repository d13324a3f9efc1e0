"""A list in groups, as its page shows it: each with its first rows, one of them page by page, some of them folded."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.parties.filters import View
from pellucid.crm.parties.groups import Group, Groups, groups_of
from pellucid.crm.parties.lists import COUNTED_MAX, page_of
from pellucid.crm.ui.numbers import reader_locale, write_number
from pellucid.crm.workspace.views.wanted import PLACES_IN_LIST, WITHOUT, uuid_or_none

GROUP_ROWS = 5  # of each group, so that a page of groups is as long as a page of a list
COUNTED_SO_FAR = ("quality", "source")
PAGED_ROWS = 25  # of the group that is looked through


def groups_shown(request: HttpRequest, view: View, by: str, *, user: User) -> dict[str, Any]:
    """Return the groups of a page with their rows, and the address of the groups behind them, none on the last."""
    found = groups_of(view, by, user=user, after=request.GET.get("begin", ""))
    shown = [_group(request, group, by, user=user) for group in found.groups]
    return {"groups": shown, "further": _further(request.GET, found)}


def bands() -> dict[str, str]:
    """Return what bands of quality are called."""
    return {"low": _("below 40"), "middle": _("40 to 70"), "high": _("70 and more")}


def name_of_group(by: str, group: Group) -> str:
    """Return what a group is called."""
    if by == "quality":
        return bands()[group.value]
    if by == "country" and group.value:
        return str(reader_locale().territories.get(group.value, group.value))
    return group.name or group.value or _("Not known")


def words_of_count(count: int) -> str:
    """Return a number of customers that were counted only so far."""
    if count > COUNTED_MAX:
        return _("more than %(n)s") % {"n": write_number(COUNTED_MAX)}
    return write_number(count)


def narrowing(asked: QueryDict, by: str, group: Group) -> str:
    """Return the address of a group as a list of its own."""
    query = _at_the_start(asked)
    for name in ("group", "folded"):
        query.pop(name, None)
    query["band" if by == "quality" else by] = group.value or WITHOUT
    return f"?{query.urlencode()}"


def _group(request: HttpRequest, group: Group, by: str, *, user: User) -> dict[str, Any]:
    asked, value = request.GET, group.value or WITHOUT
    is_folded, is_paged = value in asked.getlist("folded"), asked.get("in") == value
    shown = {
        "value": value,
        "name": name_of_group(by, group),
        "count": words_of_count(group.count) if by in COUNTED_SO_FAR else write_number(group.count),
        "is_folded": is_folded,
        "toggle": _toggled(asked, value, is_folded),
        "alone": narrowing(asked, by, group),
        "parties": [],
    }
    if is_folded:
        return shown
    edges = {name: uuid_or_none(asked.get(name, "")) if is_paged else None for name in ("after", "before")}
    page = page_of(group.view, user=user, rows=PAGED_ROWS if is_paged else GROUP_ROWS, **edges)
    shown["parties"] = page.parties
    if page.parties and page.has_after:
        last = page.parties[-1].customer.uuid
        shown["next"] = _paged(asked, value, **({"after": str(last)} if is_paged else {}))
    if page.parties and page.has_before:
        shown["back"] = _paged(asked, value, before=str(page.parties[0].customer.uuid))
    return shown | {"is_paged": is_paged}


def _at_the_start(asked: QueryDict) -> QueryDict:
    query = asked.copy()
    for name in PLACES_IN_LIST:
        query.pop(name, None)
    return query


def _toggled(asked: QueryDict, value: str, is_folded: bool) -> str:
    query = asked.copy()
    folded = asked.getlist("folded")
    query.setlist("folded", [each for each in folded if each != value] if is_folded else [*folded, value])
    return f"?{query.urlencode()}"


def _paged(asked: QueryDict, value: str, **edge: str) -> str:
    query = _at_the_start(asked)
    if begin := asked.get("begin"):
        query["begin"] = begin
    for name, text in {"in": value, **edge}.items():
        query[name] = text
    return f"?{query.urlencode()}"


def _further(asked: QueryDict, found: Groups) -> str:
    if found.after is None:
        return ""
    query = _at_the_start(asked)
    query["begin"] = found.after
    return f"?{query.urlencode()}"
