"""One new record against many: milliseconds and memory."""

import argparse
import os
import time

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid import sample
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.forms import Forms, make_forms
from pellucid.golden.match.index import RecordIndex, build_index, match_record
from pellucid.golden.match.kinds import PERSON
from pellucid.golden.match.one import forms_of_record, shared_values
from pellucid.golden.match.rarity import rarity_of
from pellucid.golden.match.run import run_match
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.table import JUDGE

SIZES = (100_000, 1_000_000)
ASKED = 1_000  # records held back from the index and asked for one by one
MEGABYTE = 1_000_000


def run(arguments: argparse.Namespace) -> None:
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: on a busy machine read figures as ratios")
    for rows in arguments.rows if arguments.rows is not None else SIZES:
        _measure(rows)


def _measure(rows: int) -> None:
    """Print how long records take that are not in the index, from their match forms and as typed."""
    raw = sample.contacts(rows, 1).drop_columns(["truth_id"])
    forms = _forms(raw)
    people = np.flatnonzero(pc.or_(pc.is_valid(forms.table["given"]), pc.is_valid(forms.table["family"])).to_numpy())
    asked = np.sort(np.random.default_rng(1).choice(people, min(ASKED, len(people) // 2), replace=False))
    began = time.perf_counter()
    index = _index(forms, np.setdiff1d(people, asked))
    seconds, size = time.perf_counter() - began, index.byte_count / MEGABYTE
    print(f"{rows:>9,} records: model and index of {index.count:,} people in {seconds:.1f} s; index {size:,.0f} MB")
    shared = shared_values(forms.judged)
    clocks = (time.perf_counter, time.process_time)
    matching, typed, found = [], [], 0
    for form, fields in zip(_rows(forms.table, asked), _rows(raw, asked), strict=True):
        began = [clock() for clock in clocks]
        found += len(match_record(form, index))
        matched = [clock() for clock in clocks]
        forms_of_record({name: text for name, text in fields.items() if text is not None}, shared=shared)
        matching.append(np.subtract(matched, began))
        typed.append(np.subtract([clock() for clock in clocks], matched))
    print(f"    {found / len(asked):.1f} candidates a record: {_told(matching)}")
    print(f"    before that, typed fields to match forms: {_told(typed)}", flush=True)


def _forms(raw: pa.Table) -> Forms:
    count = raw.num_rows
    own = {"record_id": range(count), "file": ["contacts"] * count, "row": range(1, count + 1)}
    columns = {name: pa.array(values) for name, values in own.items()} | {name: raw[name] for name in raw.column_names}
    return make_forms(standardize_table(pa.table(columns), judge=JUDGE).table)


def _index(forms: Forms, rows: NDArray[np.int64]) -> RecordIndex:
    """Return the index of some records under a model learned from them."""
    own = forms.table.take(pa.array(rows)).set_column(0, "id", pa.array(np.arange(len(rows)), pa.int32()))
    matched = run_match(own, kind=PERSON, engine=DuckdbEngine(), order=np.arange(len(rows)))
    return build_index(own, matched.model, rarity_of(own, matched.shares))


def _rows(table: pa.Table, rows: NDArray[np.int64]) -> list[dict[str, str | None]]:
    return table.take(pa.array(rows)).to_pylist()


def _told(seconds: list[NDArray[np.float64]]) -> str:
    """Return times by the clock on the wall, and of the processor alone: they differ on a busy machine."""
    wall, processor = (np.percentile(1_000 * times, [50, 95, 100]) for times in np.array(seconds).T)
    told = f"p50 {wall[0]:.1f} ms, p95 {wall[1]:.1f} ms, longest {wall[2]:.1f} ms"
    return f"{told} (processor {processor[0]:.1f}, {processor[1]:.1f}, {processor[2]:.1f})"
