"""One column of values, standardized: each distinct value once, over several processes when there are many."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.issue import Issue
from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.kinds import KEPT_PARTS, standardize_cells
from pellucid.golden.standardize.parallel import Spread
from pellucid.golden.standardize.plain import PLAIN, Cells, Plain
from pellucid.golden.standardize.plain.values import TEXT, Bools, Ints

# Of fewer values, reading them as columns costs more than reading them one by one: about 3 ms however few.
VALUES_WORTH_COLUMNS = 8
FINDINGS = pa.schema(
    [("place", pa.int64()), *((name, TEXT) for name in ("rule", "severity", "message", "found", "suggestion"))]
)


class Judge(Protocol):
    """Finds what is wrong with values; called where they are made, which may be another process."""

    def value(self, kind: str, value: Standardized, hints: Hints) -> tuple[Issue, ...]:
        """Return what is wrong with one value."""
        ...

    def plain(self, kind: str, values: Plain) -> tuple[Bools, pa.Table]:
        """Return which plain values have to be looked at one by one, and the issues of the others.

        The issues have schema FINDINGS, by place in values.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Distinct values in standard form. parts: a text column a part; changes: names of rules, space apart.

    issues: schema FINDINGS, in order of place, the position of the value.
    """

    standard: pa.Array
    parts: Mapping[str, pa.Array]
    changes: pa.Array
    issues: pa.Table

    def part(self, name: str) -> pa.Array:
        """Return one part of every value; null where it has none."""
        return self.parts.get(name, pa.nulls(len(self.standard), TEXT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A field of all records. values: the distinct ones; positions (int32, null where empty): which is each row's."""

    target: str
    kind: str
    values: Values
    positions: pa.Array

    def standard(self) -> pa.Array:
        """Return the standard form of every row."""
        return self.values.standard.take(self.positions)

    def part(self, name: str) -> pa.Array:
        """Return one part of every row."""
        return self.values.part(name).take(self.positions)


def standardize_distinct(kind: str, cells: Cells, *, judge: Judge, mapper: Spread) -> Iterator[Values]:
    """Start standardizing and judging distinct values; see join_values for what comes of it."""
    return mapper(partial(standardize_some, kind=kind, judge=judge), cells)


def standardize_some(cells: Cells, *, kind: str, judge: Judge) -> Values:
    """Return a chunk standardized: the plain values as columns, the others one by one."""
    read = PLAIN.get(kind) if len(cells) >= VALUES_WORTH_COLUMNS else None
    plain = read(cells) if read else None
    if plain is None or len(plain.rows) == 0:
        return _one_by_one(cells, kind, judge)
    doubtful, issues = judge.plain(kind, plain)
    if doubtful.any():
        sure = np.flatnonzero(~doubtful)
        kept = pc.is_in(issues["place"], value_set=pa.array(sure))
        issues = issues.filter(kept)
        issues = _placed(issues, (np.cumsum(~doubtful) - 1)[issues["place"].to_numpy()])
        plain = plain.take(sure)
    as_values = Values(
        standard=plain.standard,
        changes=plain.changes,
        issues=issues,
        parts={name: part for name, part in plain.parts.items() if name in KEPT_PARTS[kind]},
    )
    if len(plain.rows) == len(cells):
        return as_values
    others = np.ones(len(cells), dtype=bool)
    others[plain.rows] = False
    rest = np.flatnonzero(others)
    return _interleaved(as_values, plain.rows, _one_by_one(cells.take(rest), kind, judge), rest)


def _interleaved(plain: Values, rows: Ints, careful: Values, rest: Ints) -> Values:
    both = join_values([plain, careful])
    order = np.empty(len(rows) + len(rest), dtype=np.int64)
    places = np.concatenate([rows, rest])
    order[places] = np.arange(len(order))
    where = pa.array(order)
    issues = _placed(both.issues, places[both.issues["place"].to_numpy()])
    return Values(
        standard=both.standard.take(where),
        parts={name: part.take(where) for name, part in both.parts.items()},
        changes=both.changes.take(where),
        issues=issues.take(pa.array(np.argsort(issues["place"].to_numpy(), kind="stable"))),
    )


@dataclass(slots=True)
class _Drafts:
    """Values being made one by one, as lists to become columns."""

    kept: frozenset[str] | None  # parts; all when None
    standard: list[str | None] = field(default_factory=list)
    changes: list[str | None] = field(default_factory=list)
    parts: dict[str, list[str | None]] = field(default_factory=dict)
    issues: list[tuple[int, Issue]] = field(default_factory=list)

    def add(self, place: int, value: Standardized, issues: tuple[Issue, ...]) -> None:
        self.standard.append(value.value)
        self.changes.append(" ".join(value.changes) or None)
        for name, part in value.parts.items():
            if self.kept is None or name in self.kept:
                known = self.parts.setdefault(name, [])
                known.extend([None] * (place - len(known)))
                known.append(part)
        if issues:
            self.issues.extend((place, issue) for issue in issues)


def _one_by_one(cells: Cells, kind: str, judge: Judge) -> Values:
    drafts = _Drafts(kept=KEPT_PARTS.get(kind))
    columns = [pc.fill_null(column, "").to_pylist() for column in cells.columns]
    for place, (own, number) in enumerate(zip(zip(*columns, strict=True), cells.hinted.tolist(), strict=True)):
        hints = cells.known[number]
        value = standardize_cells(kind, own, hints)
        drafts.add(place, value, judge.value(kind, value, hints))
    count = len(cells)
    return Values(
        standard=pa.array(drafts.standard, TEXT),
        parts={name: pa.array(part + [None] * (count - len(part)), TEXT) for name, part in drafts.parts.items()},
        changes=pa.array(drafts.changes, TEXT),
        issues=findings(drafts.issues),
    )


def findings(issues: Sequence[tuple[int, Issue]]) -> pa.Table:
    """Return issues and the places of their values as a table of schema FINDINGS."""
    return pa.table(
        [
            pa.array([place for place, _ in issues], pa.int64()),
            *(
                pa.array(texts, TEXT)
                for texts in (
                    [issue.rule for _, issue in issues],
                    [issue.severity.value for _, issue in issues],
                    [issue.message for _, issue in issues],
                    [issue.found for _, issue in issues],
                    [issue.suggestion for _, issue in issues],
                )
            ),
        ],
        schema=FINDINGS,
    )


def _placed(issues: pa.Table, places: Ints) -> pa.Table:
    return issues.set_column(0, FINDINGS.field("place"), pa.array(places.astype(np.int64)))


def join_values(chunks: Sequence[Values]) -> Values:
    """Return the values of all chunks, one after the other."""
    if len(chunks) == 1:
        return chunks[0]
    names = list(dict.fromkeys(chain.from_iterable(chunk.parts for chunk in chunks)))
    starts = np.cumsum([0, *(len(chunk.standard) for chunk in chunks)])[:-1].tolist()
    issues = [
        _placed(chunk.issues, chunk.issues["place"].to_numpy() + start)
        for start, chunk in zip(starts, chunks, strict=True)
    ]
    return Values(
        standard=pa.concat_arrays([pa.array([], TEXT), *(chunk.standard for chunk in chunks)]),
        parts={name: pa.concat_arrays([chunk.part(name) for chunk in chunks]) for name in names},
        changes=pa.concat_arrays([pa.array([], TEXT), *(chunk.changes for chunk in chunks)]),
        issues=pa.concat_tables([FINDINGS.empty_table(), *issues]),
    )
