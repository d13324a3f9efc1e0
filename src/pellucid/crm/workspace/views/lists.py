"""Lists of people and of companies."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pellucid.crm.accounts.permissions import may, require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.parties.lists import COUNTED_MAX, FACETS, View, all_of, count_of, page_of, values_of
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.ui.numbers import write_number
from pellucid.crm.ui.toasts import say, say_wrong
from pellucid.crm.workspace.actions import forget_view, keep_view
from pellucid.crm.workspace.models import SavedView
from pellucid.crm.workspace.queries.views import views_of
from pellucid.crm.workspace.views.asking import asking
from pellucid.crm.workspace.views.wanted import (
    EDITED,
    cell,
    columns_of,
    label_of_column,
    offered,
    uuid_or_none,
    view_of,
)

PLACES = {PartyKind.PERSON: "workspace:people", PartyKind.ORGANIZATION: "workspace:companies"}
FORMULA_BEGINS = ("=", "@", "\t", "\r", "-", "+")  # a spreadsheet would calculate what begins so


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People."""
    return _list(request, PartyKind.PERSON)


@require_GET
def companies(request: HttpRequest) -> HttpResponse:
    """Companies."""
    return _list(request, PartyKind.ORGANIZATION)


def _list(request: HttpRequest, kind: PartyKind) -> HttpResponse:
    user, view, columns = asking(request), view_of(request, kind), columns_of(request, kind)
    after, before = (uuid_or_none(request.GET.get(name, "")) for name in ("after", "before"))
    page = page_of(view, user=user, after=after, before=before)
    edited = request.GET.get("edit", "")
    edited = edited if edited in EDITED and edited in columns and may(user, Permission.EDIT) else ""
    return render(
        request,
        "workspace/list.html",
        {
            "kind": kind,
            "title": _("People") if kind == PartyKind.PERSON else _("Companies"),
            "columns": [(name, label_of_column(name)) for name in columns],
            "offered": [(name, label_of_column(name), name in columns) for name in offered(kind)],
            "rows": [_row(party, columns) for party in page.parties],
            "page": page,
            "counted": _counted(view, user=user),
            "sort": f"-{view.sort}" if view.descending else view.sort,
            "view": view,
            "filters": [(name, label_of_column(name), value) for name, value in view.facets],
            "facets": [
                (name, label_of_column(name)) for name in FACETS if kind == PartyKind.PERSON or name != FACETS[2]
            ],
            "bands": _bands(),
            "band_words": dict(_bands()).get(view.band, ""),
            "views": views_of(kind, user=user),
            "edited": edited,
            "editable": [(name, label_of_column(name)) for name in columns if name in EDITED],
            "is_narrowed": bool(view.facets or view.band or view.is_merged or view.words),
            "may_edit": may(user, Permission.EDIT),
            "may_enter": may(user, Permission.ENTER),
            "may_judge": may(user, Permission.JUDGE),
            "may_export": may(user, Permission.EXPORT),
            "may_import": may(user, Permission.IMPORT),
        },
    )


def _row(party: Party, columns: Iterable[str]) -> dict[str, Any]:
    return {"party": party, "cells": [(name, cell(party, name), name in party.golden) for name in columns]}


def _counted(view: View, *, user: Any) -> str:
    count = count_of(view, user=user)
    if count > COUNTED_MAX:
        return _("more than %(n)s") % {"n": write_number(COUNTED_MAX)}
    return write_number(count)


def _bands() -> list[tuple[str, str]]:
    return [("low", _("below 40")), ("middle", _("40 to 70")), ("high", _("70 and more"))]


@require_GET
def values(request: HttpRequest, kind: PartyKind, facet: str) -> HttpResponse:
    """The commonest values of a facet, each a link that narrows the list."""
    query = request.GET.copy()
    for name in ("after", "before", facet):
        query.pop(name, None)
    links = []
    for value, count in values_of(kind, facet, user=asking(request)):
        query[facet] = value
        links.append((value, count, f"{reverse(PLACES[kind])}?{query.urlencode()}"))
    return render(
        request,
        "workspace/facet_page.html",
        {"links": links, "label": label_of_column(facet) if links else "", "kind": kind},
    )


@require_GET
def export(request: HttpRequest, kind: PartyKind) -> StreamingHttpResponse:
    """What the list shows, all of its pages, as a file for a spreadsheet."""
    user, view, columns = asking(request), view_of(request, kind), columns_of(request, kind)
    require(user, Permission.EXPORT)
    return as_file(all_of(view, user=user), columns)


def as_file(parties: Iterable[Party], columns: Iterable[str]) -> StreamingHttpResponse:
    """Return customers as CSV, written while they are read."""
    columns = tuple(columns)
    answer = StreamingHttpResponse(_lines(parties, columns), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="customers.csv"'
    return answer


class _Echo:
    """What csv writes to: gives back each line."""

    def write(self, line: str) -> str:
        return line


def _lines(parties: Iterable[Party], columns: tuple[str, ...]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(["id", _("Name"), *(label_of_column(name) for name in columns)]))
    for party in parties:
        cells = [party.name, *(cell(party, name) for name in columns)]
        yield str(writer.writerow([party.customer.uuid, *(_harmless(text) for text in cells)]))


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet calculates; numbers, as of phones, stay as they are."""
    is_number = text[1:].replace(".", "").replace(" ", "").isdigit()
    return f"'{text}" if text.startswith(FORMULA_BEGINS) and not is_number else text


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
