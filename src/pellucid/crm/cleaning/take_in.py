"""Staged files taken in: one transaction, one change."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pellucid.crm.cleaning.learn import settle_learning, worth_learning
from pellucid.crm.cleaning.prepare import keyed
from pellucid.crm.cleaning.settle import Settled, settle
from pellucid.crm.cleaning.stage import staged
from pellucid.crm.clusters.waiting import waiting_pairs
from pellucid.crm.history.actions import Recorder
from pellucid.crm.issues.actions import keep_issues
from pellucid.crm.matches.match_forms import renew_forms
from pellucid.crm.sources.actions import ARRIVALS, Kept, keep
from pellucid.crm.sources.content import Keys
from pellucid.crm.sources.models import ImportedFile, Source

Progress = Callable[[str], None]


@dataclass(slots=True)
class _Arrived:
    """What arrived so far. forms: those of new versions; changed: the record of each; outcomes: see TakenIn."""

    forms: list[pa.Table] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    outcomes: list[pa.Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of files. outcomes: columns file_id, row, record_id (0 for none), outcome (new, updated, unchanged,
    erased), one line a row that was read. counts: see imports' counts. made: ids of customers that were not there
    before."""

    outcomes: pa.Table
    counts: dict[str, int]
    made: frozenset[int]


def take_in(
    files: list[tuple[ImportedFile, Path]], *, source: Source, recorder: Recorder, now: datetime, progress: Progress
) -> TakenIn:
    """Keep the rows of staged files, and let follow what follows. files: each with the folder it is staged in."""
    arrived = _Arrived()
    for file, folder in files:
        progress("keep")
        _keep_file(file, folder, source, recorder, arrived)
    settled = _settle(arrived, recorder, now, progress)
    outcomes = (
        pa.concat_tables(arrived.outcomes) if arrived.outcomes else pa.table({"outcome": pa.array([], pa.string())})
    )
    made = frozenset(settled.placed.made if settled else ())
    return TakenIn(outcomes=outcomes, counts=_counts(outcomes, arrived.changed, settled), made=made)


def _keep_file(file: ImportedFile, folder: Path, source: Source, recorder: Recorder, arrived: _Arrived) -> None:
    keys = Keys()  # told apart over the whole file
    for chunk in staged(folder):
        count = len(chunk.row)
        arrivals = keyed(chunk.prepared.arrivals, chunk.prepared.own_keys, keys)
        for name, column in (
            ("rejects", pa.array(["{}"] * count)),
            ("is_verified", pa.array([False] * count)),
            ("file_id", pa.array([file.pk] * count, pa.int64())),
            ("row", chunk.row),
        ):
            arrivals = arrivals.append_column(name, column)
        kept = keep(arrivals.select(ARRIVALS.names), source=source, recorder=recorder)
        keep_issues(chunk.prepared.issues, kept.version)
        new = sorted([*kept.new, *kept.updated])
        forms = chunk.prepared.forms
        arrived.forms.append(forms if len(new) == count else forms.take(pa.array(new, pa.int64())))
        arrived.changed.extend(kept.record[place] for place in new)
        arrived.outcomes.append(_outcomes(file, chunk.row, kept))


def _outcomes(file: ImportedFile, rows: pa.Array, kept: Kept) -> pa.Table:
    outcome = ["unchanged"] * len(rows)
    for name, places in (("new", kept.new), ("updated", kept.updated), ("erased", kept.erased)):
        for place in places:
            outcome[place] = name
    return pa.table(
        {
            "file_id": pa.array([file.pk] * len(rows), pa.int64()),
            "row": rows,
            "record_id": pa.array(kept.record, pa.int64()),
            "outcome": pa.array(outcome, pa.string()),
        }
    )


def erased_files(taken: TakenIn) -> list[ImportedFile]:
    """Return the files that hold rows of customers who were erased before."""
    rows = taken.outcomes.filter(pc.equal(taken.outcomes["outcome"], "erased"))
    return list(ImportedFile.objects.filter(pk__in=rows["file_id"].unique().to_pylist() if rows.num_rows else []))


def _settle(arrived: _Arrived, recorder: Recorder, now: datetime, progress: Progress) -> Settled | None:
    if not arrived.changed:
        return None
    if worth_learning():
        changed, forms = _latest(arrived)
        renew_forms(changed, forms)
        del forms  # a gigabyte of a million, while learning reads them all
        return settle_learning(change=recorder.change, now=now, progress=progress)
    return settle(*_latest(arrived), change=recorder.change.pk, progress=progress)


def _latest(arrived: _Arrived) -> tuple[list[int], pa.Table]:
    """Return the records that changed, ascending, and their forms; lets go of the forms that arrived.

    Of a record in two files the later counts.
    """
    last = {record: place for place, record in enumerate(arrived.changed)}
    changed = sorted(last)
    forms = pa.concat_tables(arrived.forms)
    arrived.forms.clear()
    if changed != arrived.changed:
        forms = forms.take(pa.array([last[record] for record in changed], pa.int64()))
    forms = forms.add_column(0, "id", pa.array(range(len(changed)), pa.int32()))
    return changed, forms.add_column(0, "record_id", pa.array(changed, pa.int64()))


def _counts(outcomes: pa.Table, changed: list[int], settled: Settled | None) -> dict[str, int]:
    """Return how many records were new, updated, unchanged and erased before, and how many customers.

    records_joined: of the new ones, those of customers that were there before;
    customers_new: that were not there before; customers_updated: that were, and have records of these files;
    customers_merged: that were, and are one with another now. to_review: pairs that wait for somebody.
    """
    said = outcomes["outcome"].to_pylist()
    counts = {f"records_{name}": said.count(name) for name in ("new", "updated", "unchanged", "erased")}
    if settled is None:
        names = ("records_joined", "customers_new", "customers_updated", "customers_merged", "to_review")
        return counts | dict.fromkeys(names, 0)
    made, concerned = set(settled.placed.made), set(changed)
    updated = sum(
        customer not in made and not concerned.isdisjoint(records)
        for records, customer in zip(settled.placed.clusters, settled.placed.customers, strict=True)
    )
    new = set(outcomes.filter(pc.equal(outcomes["outcome"], "new"))["record_id"].to_pylist())
    joined = sum(
        len(new.intersection(records))
        for records, customer in zip(settled.placed.clusters, settled.placed.customers, strict=True)
        if customer not in made
    )
    return counts | {
        "records_joined": joined,
        "customers_new": len(made),
        "customers_updated": updated,
        "customers_merged": len(settled.placed.gone),
        "to_review": waiting_pairs(sorted(concerned)),
    }
