"""Files made ready chunk by chunk, kept beside the database until all is there.

The database sees nothing of an import until it is taken in as one transaction. A worker that dies leaves whole chunks
behind, and the next one goes on after them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from pellucid.crm.cleaning.prepare import Prepared, prepare
from pellucid.golden.intake.gather import gather, hints_of
from pellucid.golden.model.delivery import Delivery
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.parallel import Spread
from pellucid.golden.standardize.table import FileHints

CHUNK_ROWS = 25_000
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedChunk:
    """Rows made ready, and the row of the file each was."""

    prepared: Prepared
    row: pa.Array


def stage(delivery: Delivery, folder: Path, *, hints: Hints, mapper: Spread, progress: Progress) -> None:
    """Make the rows of a file ready and keep them in a folder; what is there already is not made again."""
    folder.mkdir(parents=True, exist_ok=True)
    records = gather([delivery])
    chunks = {start: folder / f"{number:06d}" for number, start in enumerate(range(0, records.num_rows, CHUNK_ROWS))}
    missing = {start: chunk for start, chunk in chunks.items() if not chunk.exists()}
    pieces = ((chunk, records.slice(start, CHUNK_ROWS).combine_chunks()) for start, chunk in missing.items())
    done = records.num_rows if not missing else CHUNK_ROWS * (len(chunks) - len(missing))
    make = partial(_make, hints=hints, file_hints=hints_of([delivery]))
    for count in mapper.each(make, pieces):
        done += count
        progress(done)
    progress(records.num_rows)


def _make(piece: tuple[Path, pa.Table], *, hints: Hints, file_hints: FileHints) -> int:
    """Make a chunk ready and keep it, in whatever process this is; return its rows."""
    chunk, rows = piece
    numbered = rows.set_column(0, "record_id", pa.array(np.arange(rows.num_rows, dtype=np.int64)))
    prepared = prepare(numbered, hints=hints, file_hints=file_hints)
    _keep(chunk, prepared, rows["row"].combine_chunks())
    return len(rows["row"])


def staged(folder: Path) -> Iterator[StagedChunk]:
    """Yield the chunks of a file in order."""
    for chunk in sorted(path for path in folder.iterdir() if path.suffix != ".part"):
        arrivals = _read(chunk / "arrivals")
        yield StagedChunk(
            prepared=Prepared(
                arrivals=arrivals.drop_columns(["own_key", "row"]),
                own_keys=arrivals["own_key"].combine_chunks(),
                issues=_read(chunk / "issues"),
                forms=_read(chunk / "forms"),
            ),
            row=arrivals["row"].combine_chunks(),
        )


def _keep(chunk: Path, prepared: Prepared, row: pa.Array) -> None:
    """Write a chunk aside and give it its name when it is whole."""
    aside = chunk.with_suffix(".part")
    aside.mkdir(exist_ok=True)
    arrivals = prepared.arrivals.append_column("own_key", prepared.own_keys).append_column("row", row)
    for name, table in (("arrivals", arrivals), ("issues", prepared.issues), ("forms", prepared.forms)):
        with pa.OSFile(str(aside / name), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
    aside.rename(chunk)


def _read(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()
