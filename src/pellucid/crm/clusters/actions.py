"""Deciding: judgements are recorded and withdrawn, never edited."""

from collections.abc import Iterable

from pellucid.crm.clusters.models import Judgement, Verdict
from pellucid.crm.history.actions import Recorder
from pellucid.crm.history.standing import refresh_standing

JUDGEMENT = "judgement"  # what history calls them


def judge(pairs: Iterable[tuple[int, int]], verdict: Verdict, *, recorder: Recorder, reason: str = "") -> set[int]:
    """Record a verdict on pairs of records, withdrawing what was said of them before; return the records."""
    ordered = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    withdraw_judgements(ordered, recorder=recorder)
    made = Judgement.objects.bulk_create(
        Judgement(left_id=left, right_id=right, verdict=verdict, reason=reason, change=recorder.change)
        for left, right in ordered
    )
    recorder.added(JUDGEMENT, [judgement.pk for judgement in made])
    return {record for pair in ordered for record in pair}


def withdraw_judgements(
    pairs: Iterable[tuple[int, int]], *, recorder: Recorder, verdict: Verdict | None = None
) -> None:
    """Withdraw what is said of pairs of records (left < right), or only one verdict on them."""
    wanted = set(pairs)
    lefts = {left for left, _ in wanted}
    found = Judgement.objects.filter(is_current=True, left_id__in=lefts)
    if verdict is not None:
        found = found.filter(verdict=verdict)
    ids = [judgement.pk for judgement in found if (judgement.left_id, judgement.right_id) in wanted]
    Judgement.objects.filter(pk__in=ids).update(is_current=False)
    recorder.withdrew(JUDGEMENT, ids)


def refresh_judgements(ids: Iterable[int]) -> set[int]:
    """Let judgements count or not, as history has it now; return the records of those for which that changed."""
    turned = Judgement.objects.filter(pk__in=refresh_standing(Judgement, JUDGEMENT, ids))
    return {record for pair in turned.values_list("left", "right") for record in pair}
