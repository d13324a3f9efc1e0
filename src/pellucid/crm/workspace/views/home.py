"""Where the day begins: what waits, how the data is, what was done last; in an empty base, the first steps."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pellucid.crm.accounts.permissions import may
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.waiting import waiting_pairs
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import visible_changes
from pellucid.crm.parties.health import Health, health_of_all
from pellucid.crm.sources.models import QuarantinedRow
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
            "completeness": None if health.completeness is None else round(100 * health.completeness),
            "merged_share": health.merged / (health.people + health.companies) if health.records else None,
            "changes": visible_changes(user=user).select_related("actor", "seal").order_by("-pk")[:CHANGES_SHOWN],
            "may_import": may(user, Permission.IMPORT),
            "may_enter": may(user, Permission.ENTER),
        },
    )


def _numbers() -> tuple[Health, int, int]:
    """Return health, pairs that wait for a verdict and rows set aside: counted once a change."""
    latest = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = f"home-{latest}"
    numbers: tuple[Health, int, int] | None = cache.get(key)
    if numbers is None:
        numbers = (health_of_all(user=None), waiting_pairs(), QuarantinedRow.objects.count())
        cache.set(key, numbers, COUNT_SECONDS)
    return numbers
