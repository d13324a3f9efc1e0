"""Standardizing and validating: how right each value kind is on labelled cases, and how fast values and tables are."""

import argparse
import csv
import json
import os
import time
import timeit
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pellucid import sample
from pellucid.golden.model.issue import Severity
from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.address import standardize_address, standardize_address_parts
from pellucid.golden.standardize.column import Values
from pellucid.golden.standardize.kinds import ADDRESS_PARTS, ONE_CELL
from pellucid.golden.standardize.name import standardize_name
from pellucid.golden.standardize.parallel import spread
from pellucid.golden.standardize.plain import Cells
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.table import JUDGE, check_value, issues_of

CASES = Path(__file__).parent / "cases"
# Cases whose labels are one JSON object of parts, and whose notes are not labelled; the others have a column a part.
KINDS = ("phone", "email", "date", "identifier", "url", "language", "currency", "gender", "amount", "text")
LABELLED_PARTS: Mapping[str, tuple[str, ...]] = {
    "name": ("prefix", "given", "middle", "family", "suffix", "nickname"),
    "organization": ("core", "legal_form"),
    "address": ADDRESS_PARTS[:-1],
    "country": (),
}
ROUNDS, SIZES = 5, (100_000,)
CHUNK_VALUES = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One labelled case and what came of it. faults: what differs from the label, empty where it is right."""

    raw: str
    faults: tuple[str, ...]


def run(arguments: argparse.Namespace) -> None:
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: on a busy machine read figures as ratios")
    print(f"{'kind':<14}{'cases':>7}{'right':>8}   microseconds a case, checked, warm")
    for kind in (*LABELLED_PARTS, *KINDS):
        outcomes = list(run_cases(kind))
        right = sum(not outcome.faults for outcome in outcomes)
        print(f"{kind:<14}{len(outcomes):>7}{right / len(outcomes):>8.1%}{_microseconds(kind):>8.1f}", flush=True)
    for rows in arguments.rows if arguments.rows is not None else SIZES:
        _run_table(rows)


def run_cases(kind: str) -> Iterator[Outcome]:
    """Yield the outcome of every labelled case of a kind.

    A case is right when the standard form and every labelled part are as labelled, and the issues are exactly the
    labelled ones; notes count where they are labelled.
    """
    for row in _labelled(kind):
        value, hints = _standardized(kind, row)
        found = check_value(kind, value, hints)
        issues = sorted(issue.rule for issue in found if kind in LABELLED_PARTS or issue.severity is not Severity.NOTE)
        faults = [
            f"{name} {value.parts.get(name)!r} not {part!r}"
            for name, part in _parts(kind, row).items()
            if value.parts.get(name, "") != part
        ]
        if "standard" in row and (value.value or "") != row["standard"]:
            faults.append(f"standard {value.value!r} not {row['standard']!r}")
        if issues != sorted(row["issues"].split()):
            faults.append(f"issues {issues} not {row['issues'].split()}")
        yield Outcome(raw=row["raw"], faults=tuple(faults))


def _labelled(kind: str) -> list[dict[str, str]]:
    with (CASES / f"{kind}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def _parts(kind: str, row: Mapping[str, str]) -> dict[str, str]:
    if kind not in LABELLED_PARTS:
        return dict(json.loads(row["parts"] or "{}"))
    parts = {name: row[name] for name in LABELLED_PARTS[kind]}
    return {**parts, "country": row["standard_country"]} if kind == "address" else parts


def _standardized(kind: str, row: Mapping[str, str]) -> tuple[Standardized, Hints]:
    hints = Hints(country=row.get("country") or None, **_hints(row.get("hints", "")))
    if kind == "address":  # a case in columns is written ``street=... | city=...``
        cells = [cell.partition("=") for cell in row["raw"].split(" | ")]
        if all(name in ADDRESS_PARTS for name, _, _ in cells):
            return standardize_address_parts({name: text for name, _, text in cells}, hints), hints
        return standardize_address(row["raw"], hints), hints
    return (standardize_name if kind == "name" else ONE_CELL[kind])(row["raw"], hints), hints


def _hints(text: str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads(text or "{}")
    if "day_first" in given:
        given["day_first"] = given["day_first"] == "true"
    assert given.keys() <= {field.name for field in fields(Hints)}
    return given


def _microseconds(kind: str) -> float:
    """Return what a labelled case takes, checking included, in microseconds: the best of some rounds."""
    rows = _labelled(kind)

    def once() -> None:
        for row in rows:
            value, hints = _standardized(kind, row)
            check_value(kind, value, hints)

    return min(timeit.repeat(once, number=1, repeat=ROUNDS)) / len(rows) * 1e6


class Stopwatch:
    """A mapper in this process that adds up the seconds of CPU of each kind, and counts its distinct values."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.values: Counter[str] = Counter()

    def __call__(self, function: Callable[[Cells], Values], cells: Cells) -> Iterator[Values]:
        """Apply the function to chunks of cells."""
        kind = function.keywords["kind"]  # type: ignore[attr-defined]
        self.values[kind] += len(cells)
        for start in range(0, len(cells), CHUNK_VALUES):
            some = cells.take(np.arange(start, min(start + CHUNK_VALUES, len(cells))))
            began = time.process_time()
            values = function(some)
            self.seconds[kind] += time.process_time() - began
            yield values


def _run_table(rows: int) -> None:
    """Print rows a second of a whole table on two processes, and what each kind takes of one."""
    contacts = sample.contacts(rows, 1).drop_columns(["truth_id"])
    records = pa.table(
        {
            "record_id": pa.array(np.arange(rows)),
            "file": pa.array(["contacts.csv"]).take(pa.array(np.zeros(rows, np.int64))),
            "row": pa.array(np.arange(1, rows + 1)),
            **{name: contacts[name] for name in contacts.column_names},
        }
    )
    hints = Hints(today="2026-01-01")
    began = time.perf_counter()
    with spread(2) as mapper:
        standard = standardize_table(records, judge=JUDGE, hints=hints, mapper=mapper)
    issues = issues_of(standard.columns)
    wall = time.perf_counter() - began
    print(f"table of {rows:,} rows: {wall:.1f} s wall on 2 processes, {rows / wall:,.0f} rows/s,", end=" ")
    print(f"{issues.num_rows:,} issues")
    watch = Stopwatch()
    began = time.process_time()
    standardize_table(records, judge=JUDGE, hints=hints, mapper=watch)
    total = time.process_time() - began
    print(f"    on 1 process {total:.1f} s of CPU; {1 - watch.seconds.total() / total:.0%} of it around the values")
    for kind, seconds in watch.seconds.most_common():
        each = f"{watch.values[kind]:>9,} distinct values{seconds / watch.values[kind] * 1e6:8.2f} microseconds each"
        print(f"    {kind:<14}{seconds:6.2f} s {seconds / total:>5.0%} {each}")
