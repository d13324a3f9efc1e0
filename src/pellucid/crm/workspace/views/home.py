"""Where the day begins: what waits, how the data is, what was done last; in an empty base, the first steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pellucid.crm.accounts.permissions import may
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.audits.models import Audit
from pellucid.crm.audits.queries import last_audits
from pellucid.crm.clusters.waiting import waiting_pairs
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import visible_changes
from pellucid.crm.parties.health import Health, health_of_all
from pellucid.crm.sources.models import QuarantinedRow
from pellucid.crm.ui.dates import write_moment
from pellucid.crm.workspace.views.asking import asking

COUNT_SECONDS = 600  # how long numbers are kept; after the next change they are counted again
CHANGES_SHOWN = 6


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits, and how the data is."""
    user = asking(request)
    health, pairs, rows = _numbers()
    return render(
        request,
        "workspace/home.html",
        {
            "health": health,
            "is_empty": health.records == 0,
            "pairs": pairs if may(user, Permission.JUDGE) else 0,
            "rows": rows if may(user, Permission.IMPORT) else 0,
            "trends": _trends(health, last_audits(user=user)),
            "changes": visible_changes(user=user).select_related("actor", "seal").order_by("-pk")[:CHANGES_SHOWN],
            "may_import": may(user, Permission.IMPORT),
            "may_enter": may(user, Permission.ENTER),
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A share as it is, in percent, and what it was at the last audits. change: in points, since the first of these;
    None where nothing was measured then."""

    label: str
    percent: int | None
    note: str
    points: list[float]
    change: int | None
    since: str


def _trends(health: Health, audits: Sequence[tuple[Audit, Health]]) -> list[Trend]:
    """Return how the shares that tell how good the data is went, up to what they are now."""
    shares: list[tuple[str, str, Callable[[Health], float | None]]] = [
        (_("Completeness"), _("of what is worth knowing, on average"), lambda found: found.completeness),
        (_("Without open issues"), _("of the customers"), lambda found: found.flawless_share),
        (_("Joined from several records"), _("of the customers"), lambda found: found.merged_share),
    ]
    return [_trend(label, note, share, health, audits) for label, note, share in shares]


def _trend(
    label: str,
    note: str,
    share: Callable[[Health], float | None],
    health: Health,
    audits: Sequence[tuple[Audit, Health]],
) -> Trend:
    measured = [(audit, then) for audit, found in audits if (then := share(found)) is not None]
    current = share(health)
    if current is None or not measured:
        return Trend(label=label, percent=_percent(current), note=note, points=[], change=None, since="")
    first, then = measured[0]
    since = _("since %(day)s") % {"day": write_moment(timezone.localtime(first.at), "SHORT_DATE_FORMAT")}
    points = [*(was for _audit, was in measured), current]
    change = round(100 * current) - round(100 * then)
    return Trend(label=label, percent=_percent(current), note=note, points=points, change=change, since=since)


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _numbers() -> tuple[Health, int, int]:
    """Return health, pairs that wait for a verdict and rows set aside: counted once a change."""
    latest = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = f"home-{latest}"
    numbers: tuple[Health, int, int] | None = cache.get(key)
    if numbers is None:
        numbers = (health_of_all(user=None), waiting_pairs(), QuarantinedRow.objects.count())
        cache.set(key, numbers, COUNT_SECONDS)
    return numbers
