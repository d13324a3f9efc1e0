"""The living page of components, and pages of invented customers that prove them. Nothing here is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pellucid.crm.ui import examples
from pellucid.crm.ui.navigation import Item, Section, mark_current
from pellucid.crm.ui.toasts import say


def _navigation(path: str) -> tuple[Section, ...]:
    def item(label: str, name: str, icon: str, keys: str = "", count: int | None = None) -> Item:
        return Item(label=label, href=reverse(f"ui:{name}"), icon=icon, keys=keys, count=count)

    sections = (
        Section(items=(item(_("Home"), "home", "house", "g h"),)),
        Section(
            label=_("Customers"),
            items=(
                item(_("People"), "people", "users", "g p"),
                item(_("Companies"), "empty", "building-2", "g c"),
            ),
        ),
        Section(
            label=_("Data"),
            items=(
                item(_("Imports"), "import", "upload", "g i"),
                item(_("Review"), "review", "git-compare", "g r", 38),
            ),
        ),
        Section(label=_("Design"), items=(item(_("Components"), "components", "shapes", "g d"),)),
    )
    return mark_current(sections, path)


def _show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Return a page in the language that ?lang= asks for, so that every page can be looked at in every language."""
    with translation.override(request.GET.get("lang") or translation.get_language()):
        shell = {
            "navigation": _navigation(request.path),
            "person": {"name": "Salóme Björnsdóttir", "email": "salome@example.is"},
            "search_url": reverse("ui:search"),
            "home_url": reverse("ui:home"),
            "sign_out_url": reverse("ui:save"),
        }
        return render(request, f"ui/specimens/{template}", shell | context)


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component in its states."""
    kinds = [("a", _("Person")), ("b", _("Company"))]
    return _show(
        request,
        "components.html",
        steps=examples.STEPS,
        parts=examples.import_parts(),
        kinds=kinds,
        colors=examples.COLORS,
    )


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """A list of people."""
    return _show(request, "people.html", people=examples.people(), sort=request.GET.get("sort", "name"))


@require_GET
def person(request: HttpRequest) -> HttpResponse:
    """A customer in three columns."""
    return _show(request, "person.html")


@require_GET
def dry_run(request: HttpRequest) -> HttpResponse:
    """What an import would do."""
    return _show(request, "import.html", parts=examples.import_parts(), mapping=examples.MAPPING)


@require_GET
def review(request: HttpRequest) -> HttpResponse:
    """Two records side by side."""
    return _show(request, "review.html", fields=examples.compared_fields(), steps=examples.STEPS)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits, and how the data is."""
    return _show(request, "home.html")


@require_GET
def empty(request: HttpRequest) -> HttpResponse:
    """A list that holds nothing yet."""
    return _show(request, "empty.html")


@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door."""
    return _show(request, "sign_in.html")


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What the command palette finds, as a fragment."""
    wanted = request.GET.get("q", "").casefold()
    results = [result for result in examples.search_results() if wanted in result["name"].casefold()]
    with translation.override(request.GET.get("lang") or translation.get_language()):
        return render(request, "ui/palette_results.html", {"groups": [(_("People"), results)] if results else []})


@require_GET
def peek(request: HttpRequest) -> HttpResponse:
    """A customer in the side panel, as a fragment."""
    return _show(request, "peek.html")


@require_GET
def why(request: HttpRequest) -> HttpResponse:
    """Why a value is what it is: a fragment for the popover, a page for who has no scripts."""
    is_fragment = request.headers.get("X-Fragment") == "why"
    return _show(request, "why.html" if is_fragment else "why_page.html")


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Say that something was saved; nothing is."""
    say(request, _("Saved. This page keeps nothing."), undo_url=reverse("ui:save"))
    if request.headers.get("X-Fragment") == "inline":
        return render(request, "ui/toasts.html")
    return redirect(request.headers.get("Referer") or reverse("ui:components"))
