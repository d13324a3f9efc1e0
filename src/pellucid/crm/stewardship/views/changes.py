"""What was done; and taking it back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pellucid.crm.accounts.models import User
from pellucid.crm.cleaning.actions.undo import AlreadyUndone, CannotUndo, Clashes, Keep, preview_undo, undo_change
from pellucid.crm.history.models import Change
from pellucid.crm.stewardship.queries.changes import change_of, concerned, fact_count, may_undo, page_of_changes
from pellucid.crm.stewardship.views.asking import asker, uuid_or_none
from pellucid.crm.stewardship.words import KINDS, title_of
from pellucid.crm.ui.toasts import say, say_wrong

FACTS_AT_ONCE = 1_000  # about a second of trying; beyond it, the page is there first


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """Everything done, newest first."""
    kind, actor = request.GET.get("kind", ""), request.GET.get("by", "")
    found, after = page_of_changes(
        user=asker(request), kind=kind, actor=actor, before=uuid_or_none(request.GET.get("before"))
    )
    context = {
        "changes": [(change, may_undo(change, user=asker(request))) for change in found],
        "after": after,
        "kind": kind,
        "kind_words": KINDS.get(kind, ""),  # type: ignore[call-overload]
        "kinds": KINDS.items(),
        "actor": actor,
        "actor_words": next((str(change.actor) for change in found if change.actor), "?") if actor else "",
    }
    return render(request, "stewardship/changes.html", context)


@require_GET
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One change: what it did, and to whom."""
    done = _change(uuid, asker(request))
    customers, more = concerned(done)
    context = {
        "change": done,
        "customers": customers,
        "more": more,
        "may_undo": may_undo(done, user=asker(request)),
        "undos": Change.objects.filter(undoes=done).select_related("actor", "undone").order_by("pk"),
    }
    return render(request, "stewardship/change.html", context)


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What taking a change back would do; and doing so."""
    done = _change(uuid, asker(request))
    if request.method == "POST":
        return _undo(request, done)
    is_fragment = bool(request.headers.get("HX-Request"))
    context = {"change": done, "back": _back(request, uuid)}
    if not is_fragment and not request.GET.get("now") and fact_count(done) > FACTS_AT_ONCE:
        return render(request, "stewardship/undo.html", context)
    try:
        preview = preview_undo(change=done, actor=asker(request), now=timezone.now())
    except (AlreadyUndone, CannotUndo) as refusal:
        say_wrong(request, str(refusal))
        return redirect("stewardship:change", uuid)
    customers, more = concerned(done)
    context |= {"preview": preview, "customers": customers, "more": more}
    return render(request, "stewardship/undo_tried.html" if is_fragment else "stewardship/undo.html", context)


def _undo(request: HttpRequest, done: Change) -> HttpResponse:
    keep = request.POST.get("keep", "")
    try:
        undone = undo_change(
            change=done,
            actor=asker(request),
            now=timezone.now(),
            reason=request.POST.get("reason", ""),
            keep=Keep(keep) if keep in list(Keep) else None,
        )
    except Clashes:
        say_wrong(request, _("Others built on this since. Nothing was undone yet: choose whose wish holds."))
        return redirect(request.get_full_path())
    except (AlreadyUndone, CannotUndo) as refusal:
        say_wrong(request, str(refusal))
        return redirect("stewardship:change", done.uuid)
    say(request, title_of(undone), undo_url=reverse("stewardship:undo", args=[undone.uuid]))
    return redirect(_back(request, done.uuid))


def _back(request: HttpRequest, uuid: UUID) -> str:
    """Return where the person came from, on this site; the change itself where that was the page of the undo."""
    own = reverse("stewardship:undo", args=[uuid])
    back = request.POST.get("back") or request.GET.get("back") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if back and safe and own not in back else reverse("stewardship:change", args=[uuid])


def _change(uuid: UUID, user: User) -> Change:
    try:
        return change_of(uuid, user=user)
    except Change.DoesNotExist as missing:
        raise Http404("No change has this id, or it is not yours to see.") from missing
