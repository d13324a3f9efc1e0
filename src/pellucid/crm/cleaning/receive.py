"""Prepared rows taken in: kept, and settled with all that was there before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa

from pellucid.crm.cleaning.prepare import Prepared, keyed
from pellucid.crm.cleaning.settle import Settled, settle
from pellucid.crm.history.actions import Recorder
from pellucid.crm.issues.actions import keep_issues
from pellucid.crm.sources.actions import ARRIVALS, Kept, keep
from pellucid.crm.sources.content import Keys
from pellucid.crm.sources.erasures import ErasedBefore
from pellucid.crm.sources.models import Source

Progress = Callable[[str], None]

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of rows. settled: None where nothing was new."""

    kept: Kept
    settled: Settled | None


def receive(
    prepared: Prepared,
    *,
    source: Source,
    recorder: Recorder,
    keys: list[str] | None = None,
    rejects: list[str] | None = None,
    verified_at: datetime | None = None,
    file: int | None = None,
    row: int | None = None,
    anew: bool = False,
    judge: Callable[[list[int]], set[int]] = lambda _: set(),
    progress: Progress = lambda _: None,
) -> Received:
    """Keep rows, and let follow what follows.

    keys: of each, where they are not the source's own.
    rejects: by row, as JSON, values that a person said are wrong. verified_at: when somebody made sure of the values.
    file, row: of an import that the one row is of, where it is of one.
    anew: somebody said that who was erased came anew.
    judge: given the records, records verdicts on them, and returns all records these concern. Raises ErasedBefore.
    """
    count = prepared.arrivals.num_rows
    arrivals = keyed(prepared.arrivals, prepared.own_keys, Keys())
    if keys is not None:
        arrivals = arrivals.set_column(arrivals.schema.get_field_index("key"), "key", pa.array(keys, pa.string()))
    columns = {
        "rejects": pa.array(rejects or ["{}"] * count, pa.string()),
        "is_verified": pa.array(np.full(count, verified_at is not None)),
        "file_id": pa.array([file] * count, pa.int64()),
        "row": pa.array([row] * count, pa.int64()),
    }
    if verified_at is not None:
        day = verified_at.timestamp() / DAY_SECONDS
        arrivals = arrivals.set_column(
            arrivals.schema.get_field_index("recency"), "recency", pa.array([day] * count, pa.float64())
        )
    for name, column in columns.items():
        arrivals = arrivals.append_column(name, column)
    progress("keep")
    kept = keep(arrivals.select(ARRIVALS.names), source=source, recorder=recorder, anew=anew)
    if kept.erased:
        raise ErasedBefore
    keep_issues(prepared.issues, kept.version)
    judged = judge(kept.record)
    new = sorted([*kept.new, *kept.updated], key=kept.record.__getitem__)
    if not new and not judged:
        return Received(kept=kept, settled=None)
    changed = [kept.record[place] for place in new]
    forms = prepared.forms.take(pa.array(new, pa.int64()))
    forms = forms.add_column(0, "id", pa.array(range(len(new)), pa.int32()))
    forms = forms.add_column(0, "record_id", pa.array(changed, pa.int64()))
    settled = settle(changed, forms, change=recorder.change.pk, judged=judged, progress=progress)
    return Received(kept=kept, settled=settled)
