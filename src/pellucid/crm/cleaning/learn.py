"""When matching is learned anew, and what it takes."""

from datetime import datetime

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.settle import Progress, Settled, resettle
from pellucid.crm.clusters.queries import all_judged, decisions_of
from pellucid.crm.history.actions import Recorder, recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.matches.models import MatchModel
from pellucid.crm.matches.queries import current_versions
from pellucid.crm.matches.relearn import RECORDS_MIN, relearn
from pellucid.crm.sources.models import SourceRecord
from pellucid.crm.sources.queries import counting_records, ranks_of_all
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.model import Thresholds

GROWN = "there are twice as many records as the last version was learned from"
GROWTH = 2.0  # what twice as many records teach is another population's lesson


def worth_learning() -> bool:
    """Return whether there are so many more records than the model was learned from that it should be learned anew."""
    count = SourceRecord.objects.filter(current__isnull=False).count()
    current = MatchModel.objects.filter(is_current=True).values_list("record_count", flat=True).first()
    return count >= max(RECORDS_MIN, GROWTH * (current or 0))


def settle_learning(*, change: Change, now: datetime, progress: Progress) -> Settled:
    """Settle all records by a model learned from all there are now. The new version is a change of its own.

    The forms of what changed have been kept.
    """
    with recording(kind=Kind.MODEL, actor=None, now=now, reason=GROWN) as recorder:
        _learn(recorder, progress)
    return resettle(counting_records(), current_versions(), change=change.pk, progress=progress)


def learn_model(*, actor: User | None, now: datetime, reason: str = "", progress: Progress = lambda _: None) -> Change:
    """Learn a new version of the model from all records, and match all by it."""
    require(actor, Permission.MATCH)
    with recording(kind=Kind.MODEL, actor=actor, now=now, reason=reason) as recorder:
        _learn(recorder, progress)
        settled = resettle(counting_records(), current_versions(), change=recorder.change.pk, progress=progress)
        recorder.count(customers_new=len(settled.placed.made), customers_gone=len(settled.placed.gone))
    return recorder.change


def _learn(recorder: Recorder, progress: Progress) -> None:
    progress("learn")
    same, different = decisions_of(all_judged())
    model = relearn(
        ranks=ranks_of_all(),
        verdicts=dict.fromkeys(same, True) | dict.fromkeys(different, False),
        engine=DuckdbEngine(),
        thresholds=Thresholds(),
        recorder=recorder,
    )
    recorder.count(records=model.record_count)
