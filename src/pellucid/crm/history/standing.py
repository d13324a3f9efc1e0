"""Facts that count or not, as history has it now."""

from collections.abc import Iterable

from django.db.models import Model, Q

from pellucid.crm.history.queries import counts_now


def refresh_standing(model: type[Model], table: str, ids: Iterable[int]) -> list[int]:
    """Set is_current of facts as history has it; return those for which that changed.

    model: has columns ``change`` and ``is_current``. table: what history calls it.
    """
    undone, withdrawn = counts_now(table)
    own = model._default_manager.filter(pk__in=list(ids))
    ended = list(own.filter(is_current=True).filter(Q(undone) | Q(withdrawn)).values_list("pk", flat=True))
    back = list(own.filter(is_current=False).exclude(Q(undone) | Q(withdrawn)).values_list("pk", flat=True))
    model._default_manager.filter(pk__in=ended).update(is_current=False)
    model._default_manager.filter(pk__in=back).update(is_current=True)
    return [*ended, *back]
