"""One column of values, standardized: each distinct value once, over several processes when there are many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Protocol

import pyarrow as pa

from pellucid.golden.model.issue import Issue
from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.kinds import standardize_cells

CELL_MARK = "\x1f"  # between the cells of one value, and before the code of its hints

Judge = Callable[[str, Standardized, Hints], tuple[Issue, ...]]


class Mapper(Protocol):
    """Applies a function to chunks of a list, in any processes; results in order of the chunks."""

    def __call__(self, function: Callable[[list[str]], "Values"], texts: list[str]) -> list["Values"]:
        """Return function applied to chunks of texts, in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Distinct values in standard form. parts: a text column a part; changes: names of rules, space apart.

    issues: for each value that has any, its position and the issue.
    """

    standard: pa.Array
    parts: Mapping[str, pa.Array]
    changes: pa.Array
    issues: Sequence[tuple[int, Issue]]

    def part(self, name: str) -> pa.Array:
        """Return one part of every value; null where it has none."""
        return self.parts.get(name, pa.nulls(len(self.standard), pa.string()))


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


def standardize_distinct(
    kind: str, texts: list[str], hints: Mapping[str, Hints], *, judge: Judge, mapper: Mapper
) -> Values:
    """Return distinct texts standardized and judged.

    texts: the cells of a value, then the code of its hints, CELL_MARK between them. hints: by code.
    """
    work = partial(_standardize_some, kind=kind, hints=dict(hints), judge=judge)
    return _joined(mapper(work, texts))


def _standardize_some(texts: list[str], *, kind: str, hints: dict[str, Hints], judge: Judge) -> Values:
    """Standardize a chunk. Runs in a process of its own: what it returns is columns, which are cheap to send."""
    standard: list[str | None] = []
    changes: list[str | None] = []
    parts: dict[str, list[str | None]] = {}
    issues: list[tuple[int, Issue]] = []
    for place, text in enumerate(texts):
        *cells, code = text.split(CELL_MARK)
        own = hints[code]
        value = standardize_cells(kind, cells, own)
        standard.append(value.value)
        changes.append(" ".join(value.changes) or None)
        for name, part in value.parts.items():
            known = parts.get(name)
            if known is None:
                known = parts[name] = [None] * place
            elif len(known) < place:
                known.extend([None] * (place - len(known)))
            known.append(part)
        issues.extend((place, issue) for issue in judge(kind, value, own))
    return Values(
        standard=pa.array(standard, pa.string()),
        parts={name: _filled(values, len(texts)) for name, values in parts.items()},
        changes=pa.array(changes, pa.string()),
        issues=issues,
    )


def _filled(values: list[str | None], count: int) -> pa.Array:
    return pa.array(values + [None] * (count - len(values)), pa.string())


def _joined(chunks: Sequence[Values]) -> Values:
    if len(chunks) == 1:
        return chunks[0]
    names = list(dict.fromkeys(chain.from_iterable(chunk.parts for chunk in chunks)))
    starts = [0]
    for chunk in chunks:
        starts.append(starts[-1] + len(chunk.standard))
    return Values(
        standard=pa.concat_arrays([pa.array([], pa.string()), *(chunk.standard for chunk in chunks)]),
        parts={name: pa.concat_arrays([chunk.part(name) for chunk in chunks]) for name in names},
        changes=pa.concat_arrays([pa.array([], pa.string()), *(chunk.changes for chunk in chunks)]),
        issues=[
            (start + place, issue)
            for start, chunk in zip(starts[:-1], chunks, strict=True)
            for place, issue in chunk.issues
        ],
    )
