"""What an export gives back: the file it wrote and whose each row is."""

import csv
from dataclasses import dataclass
from pathlib import Path

Line = tuple[list[str], int | None]  # the cells of a row, and whose it is; None when it is nobody's record


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A written file. row_count: rows below the header, broken ones too. truth: row, counted from 1, and truth_id.

    Rows that are nobody's record - a footer, a repeated header, a row cut off - are not in truth.
    """

    file: str
    about: str
    row_count: int
    truth: tuple[tuple[int, int], ...]


def truth_of(lines: list[Line]) -> tuple[tuple[int, int], ...]:
    """Return row and truth_id of the lines that are somebody's record."""
    return tuple((row, owner) for row, (_, owner) in enumerate(lines, start=1) if owner is not None)


def write_truth(path: Path, files: tuple[Written, ...]) -> None:
    """Write file, row and truth_id of all rows as UTF-8 CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("file", "row", "truth_id"))
        for written in files:
            writer.writerows((written.file, row, owner) for row, owner in written.truth)


def insert_line(lines: list[Line], cells: list[str], share: float) -> None:
    """Insert a row that is nobody's record at that share of the way through the lines, in place."""
    lines.insert(int(len(lines) * share), (cells, None))
