"""What the bench of a large base measures, step by step. Django is set up."""

import resource
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import numpy as np
import pyarrow.csv
from django.core.management import call_command
from django.db import connection

from pellucid import sample
from pellucid.crm.cleaning.actions.add import add_record, find_duplicates
from pellucid.crm.cleaning.actions.decide import merge_customers
from pellucid.crm.cleaning.actions.imports import open_import, run_import, source_named
from pellucid.crm.cleaning.actions.undo import undo_change
from pellucid.crm.clusters.models import Customer
from pellucid.crm.history.models import Change
from pellucid.crm.parties.filters import SORTS, View, looked_up
from pellucid.crm.parties.groups import GROUPINGS, groups_of
from pellucid.crm.parties.lists import count_of, page_of
from pellucid.crm.parties.queries import party_of
from pellucid.crm.parties.search import search
from pellucid.crm.sources.models import PartyKind, SourceKind

SECOND = 10_000  # rows of the second import
TIMES = 100  # how often each action is timed
SEED, SECOND_SEED, ADDED_SEED = 1, 2, 3
MEGABYTE, KILOBYTE = 1_000_000, 1_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)
Result = TypeVar("Result")


def measure(rows: int, folder: Path) -> None:
    """Print what an empty base of rows records takes, from its first import on."""
    call_command("migrate", verbosity=0)
    print(f"{rows:>9,} records on {connection.vendor}")
    _import("into an empty base", rows, SEED, folder)
    _import("into that base", SECOND, SECOND_SEED, folder)
    print(f"    on disk: {_size() / MEGABYTE:,.0f} MB", flush=True)
    rng = np.random.default_rng(SEED)
    uuids = list(Customer.objects.filter(survivor__isnull=False).values_list("uuid", flat=True)[: rows // 2])
    chosen = [uuids[place] for place in rng.choice(len(uuids), 3 * TIMES, replace=False)]
    typed = [
        {name: text for name, text in row.items() if text and name != "truth_id"}
        for row in sample.contacts(TIMES * 10, ADDED_SEED).slice(0, TIMES).to_pylist()
    ]
    _time("look up a customer by id", [partial(party_of, uuid, user=None) for uuid in chosen[:TIMES]])
    views = [View(kind=PartyKind.PERSON, sort=sort, descending=down) for sort in SORTS for down in (False, True)]
    _time("read the first page of a list", [partial(page_of, view, user=None) for view in views])
    deep = [partial(page_of, View(kind=PartyKind.PERSON), user=None, after=uuid) for uuid in chosen[:TIMES]]
    _time("read a page deep in a list", deep)
    _time("search a full name", [partial(search, _name(row), user=None) for row in typed])
    _time("search a beginning", [partial(search, _name(row)[:4], user=None) for row in typed])
    _time("search initials and the last name", [partial(search, _initials(_name(row)), user=None) for row in typed])
    worded = [View(kind=PartyKind.PERSON, words=_name(row)[:4], sort="quality") for row in typed]
    _time("read and count a list narrowed by words", [partial(_page_and_count, view) for view in worded])
    grouped = [partial(groups_of, View(kind=PartyKind.PERSON), by, user=None) for by in GROUPINGS]
    _time("count the groups of a list", grouped)
    _time("search a misspelt name", [partial(search, _misspelt(_name(row)), user=None) for row in typed])
    _time("search an e-mail address", [partial(search, row["email"], user=None) for row in typed if "email" in row])
    _time("find duplicates of what is typed", [partial(_duplicates, row) for row in typed])
    _time("add a record", [partial(_add, row) for row in typed])
    pairs = zip(chosen[TIMES : 2 * TIMES], chosen[2 * TIMES :], strict=True)
    merges = _time("merge two customers", [partial(_merge, *pair) for pair in pairs])
    _time("undo a merge", [partial(_undo, change) for change in merges[::-1]])


def _import(name: str, rows: int, seed: int, folder: Path) -> None:
    file = folder / f"contacts-{seed}.csv"
    pyarrow.csv.write_csv(sample.contacts(rows, seed).drop_columns(["truth_id"]), file)
    source = source_named(name, kind=SourceKind.FILE, owner=None, now=NOW)
    with file.open("rb") as content:
        imported = open_import(source=source, files=[(file.name, content)], actor=None, now=NOW)
    began = time.perf_counter()
    stages = [("standardize", began)]

    def progress(stage: str, _done: int, _total: int | None) -> None:
        if stages[-1][0] != stage:
            stages.append((stage, time.perf_counter()))

    run_import(imported=imported, now=NOW, progress=progress)
    ended = time.perf_counter()
    until = [at for _, at in stages[1:]] + [ended]
    told = ", ".join(f"{stage} {end - at:.1f}" for (stage, at), end in zip(stages, until, strict=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTE
    print(f"    import {rows:,} rows {name}: {ended - began:.1f} s ({told}); {peak:,.0f} MB at most", flush=True)


def _size() -> int:
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    return int(size)


def _time(name: str, actions: Sequence[Callable[[], Result]]) -> list[Result]:
    took, results = [], []
    for action in actions:
        began = time.perf_counter()
        results.append(action())
        took.append(1_000 * (time.perf_counter() - began))
    p50, p95, longest = np.percentile(took, [50, 95, 100])
    print(f"    {name}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {longest:.1f} ms", flush=True)
    return results


def _name(row: dict[str, str]) -> str:
    return f"{row.get('given_name', '')} {row.get('family_name', '')}".strip() or row.get("full_name", "")


def _initials(name: str) -> str:
    """Return a name with only the first letters of all but its last word."""
    words = name.split()
    return " ".join([*(word[0] for word in words[:-1]), *words[-1:]])


def _page_and_count(view: View) -> None:
    view = looked_up(view)
    page_of(view, user=None)
    count_of(view, user=None)


def _misspelt(name: str) -> str:
    """Return a name with two letters of its last word swapped."""
    return name[:-2] + name[-1] + name[-2] if len(name) > 2 else name


def _duplicates(row: dict[str, str]) -> None:
    find_duplicates(fields=row, actor=None, now=NOW)


def _add(row: dict[str, str]) -> None:
    source = source_named("typed", kind=SourceKind.FILE, owner=None, now=NOW)
    add_record(source=source, fields=row, actor=None, now=NOW, another=True, reason="timed")


def _merge(one: UUID, other: UUID) -> Change:
    customers = [Customer.objects.get(uuid=uuid) for uuid in (one, other)]
    return merge_customers(customers=customers, actor=None, now=NOW, reason="timed")


def _undo(change: Change) -> None:
    undo_change(change=change, actor=None, now=NOW)
