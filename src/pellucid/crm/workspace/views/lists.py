"""Lists of people and of companies."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import may
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.parties.filters import View, looked_up
from pellucid.crm.parties.groups import Group, commonest, name_of_source
from pellucid.crm.parties.lists import count_of, page_of
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.ui.toasts import say, say_wrong
from pellucid.crm.workspace.actions import forget_view, keep_view
from pellucid.crm.workspace.models import SavedView
from pellucid.crm.workspace.queries.views import views_of
from pellucid.crm.workspace.views.asking import asking
from pellucid.crm.workspace.views.grouped import bands, groups_shown, name_of_group, narrowing, words_of_count
from pellucid.crm.workspace.views.wanted import (
    EDITED,
    PLACES_IN_LIST,
    cell,
    columns_of,
    group_of,
    groupings,
    label_of_column,
    offered,
    uuid_or_none,
    view_of,
)

PLACES = {PartyKind.PERSON: "workspace:people", PartyKind.ORGANIZATION: "workspace:companies"}


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People."""
    return _list(request, PartyKind.PERSON)


@require_GET
def companies(request: HttpRequest) -> HttpResponse:
    """Companies."""
    return _list(request, PartyKind.ORGANIZATION)


def _list(request: HttpRequest, kind: PartyKind) -> HttpResponse:
    user, view, columns = asking(request), looked_up(view_of(request, kind)), columns_of(request, kind)
    by, edited = group_of(request, kind), request.GET.get("edit", "")
    shown = _groups(request, view, by, columns) if by else _page(request, view, columns)
    filters = _filters(request.GET, view, user=user)
    return render(
        request,
        "workspace/list.html",
        shown
        | {
            "kind": kind,
            "title": _("People") if kind == PartyKind.PERSON else _("Companies"),
            "columns": [(name, label_of_column(name)) for name in columns],
            "offered": [(name, label_of_column(name), name in columns) for name in offered(kind)],
            "counted": words_of_count(count_of(view, user=user)),
            "sort": f"-{view.sort}" if view.descending else view.sort,
            "view": view,
            "by": by,
            "by_words": _("Groups: %(name)s") % {"name": label_of_column(by)} if by else _("Group"),
            "filters": filters,
            "bands": bands().items(),
            "facets": [(name, label_of_column(name)) for name in groupings(kind)],
            "views": views_of(kind, user=user),
            "here": _without(request.GET, *PLACES_IN_LIST),
            "edited": edited if edited in EDITED and edited in columns and may(user, Permission.EDIT) else "",
            "editable": [(name, label_of_column(name)) for name in columns if name in EDITED],
            "is_narrowed": bool(filters),
            **{f"may_{each}": may(user, Permission(each)) for each in ("edit", "enter", "judge", "export", "import")},
        },
    )


def _page(request: HttpRequest, view: View, columns: Iterable[str]) -> dict[str, Any]:
    after, before = (uuid_or_none(request.GET.get(name, "")) for name in ("after", "before"))
    page = page_of(view, user=asking(request), after=after, before=before)
    return {"page": page, "rows": _rows(page.parties, columns)}


def _groups(request: HttpRequest, view: View, by: str, columns: Iterable[str]) -> dict[str, Any]:
    shown = groups_shown(request, view, by, user=asking(request))
    for group in shown["groups"]:
        group["rows"] = _rows(group["parties"], columns)
    return shown | {"rows": shown["groups"]}


def _rows(parties: Iterable[Party], columns: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {"party": party, "cells": [(name, cell(party, name), name in party.golden) for name in columns]}
        for party in parties
    ]


def _filters(asked: QueryDict, view: View, *, user: User) -> list[tuple[str, str, str]]:
    """Return what narrows a list, each in words, with the address of the list without it."""
    told = [("q", _("Words"), view.words)] if view.words.strip() else []
    for facet, value in view.facets:
        group = Group(value=value, count=0, view=view)
        told.append((facet, label_of_column(facet), name_of_group(facet, group)))
    if view.band:
        told.append(("band", _("Quality"), bands()[view.band]))
    if view.is_merged:
        told.append(("merged", _("Records"), _("several")))
    if view.has_issues:
        told.append(("issues", _("Issues"), _("some are open")))
    if view.source:
        told.append(("source", _("Source"), name_of_source(view.source, user=user) or _("Not known")))
    return [(label, value, _without(asked, name, *PLACES_IN_LIST)) for name, label, value in told]


def _without(asked: QueryDict, *names: str) -> str:
    query = asked.copy()
    for name in names:
        query.pop(name, None)
    return f"?{query.urlencode()}"


@require_GET
def values(request: HttpRequest, kind: PartyKind, facet: str) -> HttpResponse:
    """The commonest values of what a list can be narrowed to, each a link that does it."""
    groups = commonest(kind, facet, user=asking(request)) if facet in groupings(kind) else []
    links = [
        (
            name_of_group(facet, group),
            words_of_count(group.count),
            f"{reverse(PLACES[kind])}{narrowing(request.GET, facet, group)}",
        )
        for group in groups
    ]
    label = label_of_column(facet) if groups else ""
    return render(request, "workspace/facet_page.html", {"links": links, "label": label, "kind": kind})


@require_POST
def keep(request: HttpRequest, kind: PartyKind) -> HttpResponse:
    """Keep how a list is looked at, or forget one of one's own views."""
    query = request.POST.get("query", "").lstrip("?")
    forgotten = uuid_or_none(request.POST.get("forget", ""))
    try:
        if forgotten:
            forget_view(uuid=forgotten, actor=asking(request))
            say(request, _("View forgotten."))
        else:
            name, is_shared = request.POST.get("name", ""), request.POST.get("shared") == "1"
            view = keep_view(name=name, kind=kind, query=query, is_shared=is_shared, actor=asking(request))
            say(request, _("View “%(name)s” kept.") % {"name": view.name})
    except (ValueError, SavedView.DoesNotExist) as refused:
        say_wrong(request, str(refused))
    return redirect(f"{reverse(PLACES[kind])}?{query}")
