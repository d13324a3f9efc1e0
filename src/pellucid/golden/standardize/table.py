"""Whole tables of source records in standard form, field by field in the order in which they inform each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import OTHER, slot_name, split_slot
from pellucid.golden.model.value import NO_HINTS, Hints
from pellucid.golden.standardize.column import Column, Judge, Values, join_values, standardize_distinct
from pellucid.golden.standardize.company_cells import with_companies_from_names
from pellucid.golden.standardize.distinct import distinct, distinct_rows, flat
from pellucid.golden.standardize.file_country import country_of_file
from pellucid.golden.standardize.kinds import ADDRESS_PARTS, NAME_PARTS, ONE_CELL
from pellucid.golden.standardize.parallel import HERE, Spread
from pellucid.golden.standardize.plain import Cells
from pellucid.golden.standardize.plain.apart import emails_apart, phones_apart
from pellucid.golden.standardize.plain.values import TEXT, Ints, truth

CELL_MARK = "\x1f"
# Kinds whose form a country explains; and those that a whole column of a file explains.
BY_COUNTRY = frozenset({"name", "address", "country", "phone", "organization", "identifier", "currency", "gender"})
BY_FILE = frozenset({"date", "amount", "number"})
# A country that fewer of a file's rows name says nothing about the rest of them.
COUNTRY_SHARE_MIN = 0.5

FileHints = Mapping[tuple[str, str], Hints]  # by file and target


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTable:
    """table: record_id and a text column a field; columns: what it was made of, for issues and for "why"."""

    table: pa.Table
    columns: tuple[Column, ...]


def standardize_table(
    records: pa.Table,
    *,
    judge: Judge,
    hints: Hints = NO_HINTS,
    file_hints: FileHints | None = None,
    mapper: Spread = HERE,
) -> StandardTable:
    """Return source records in standard form.

    records: columns record_id, file and raw text columns named by field, slot or ``other:``. judge: finds the issues of
    a value; called where the value is made, since that may be another process. hints: what holds for all records, such
    as the country they are from when nothing in them tells, and today's date. file_hints: what a column of a file as a
    whole showed, such as the order of its dates.
    """
    records = with_companies_from_names(records)
    work = _Work(records, hints, file_hints or {}, judge, mapper)
    for slot in work.slots("country"):
        work.add_plain(slot_name("country", slot))
    work.finish()
    work.decide_countries()
    for slot in work.slots("address", *ADDRESS_PARTS):
        work.add_address(slot)
    work.add_name()
    work.add_many("email", emails_apart)
    work.add_many("phone", phones_apart)
    for target in records.column_names:
        if target not in ("record_id", "file", "row", *work.done):
            work.add_plain(target)
    work.finish()
    return StandardTable(table=pa.table({"record_id": records["record_id"], **work.out}), columns=tuple(work.columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Started:
    """A column whose distinct values are being standardized, perhaps by other processes."""

    target: str
    kind: str
    values: Iterator[Values]
    positions: pa.Array


class _Work:
    """The columns made so far.

    out: the standard table's; done: raw columns that have been used; unfinished: what to do with columns once their
    values are there. All are started before the first is waited for, so that no process is idle.
    """

    def __init__(self, records: pa.Table, hints: Hints, file_hints: FileHints, judge: Judge, mapper: Spread) -> None:
        self.records = records
        self.hints = hints
        self.judge = judge
        self.mapper = mapper
        self.columns: list[Column] = []
        self.out: dict[str, pa.Array] = {}
        self.done: set[str] = set()
        self.unfinished: list[Callable[[], None]] = []
        self.blank = pa.nulls(records.num_rows, TEXT)
        self.countries = pa.array([hints.country or ""], TEXT).take(pa.array(np.zeros(records.num_rows, np.int64)))
        self.files, self.file_positions = distinct(records["file"])
        self.file_hints = file_hints

    def slots(self, *fields: str) -> list[int]:
        """Return the slots in which any of the fields has a column."""
        names = [split_slot(name) for name in self.records.column_names if not name.startswith(OTHER)]
        return sorted({slot for name, slot in names if name in fields})

    def raw(self, target: str) -> pa.Array:
        """Return a raw column, all null where there is none, and take it as used."""
        if target not in self.records.column_names:
            return self.blank
        self.done.add(target)
        return flat(self.records[target])

    def decide_countries(self) -> None:
        """Fix the country that hints every row: its own, else its file's, else the default."""
        known = self.out.get("country", self.blank)
        by_file = pa.array([self._country_of_file(number, known) for number in range(len(self.files))], TEXT)
        self.countries = pc.coalesce(known, by_file.take(self.file_positions))

    def _country_of_file(self, number: int, known: pa.Array) -> str:
        """Return the country most rows of a file name, else what its phones and e-mails agree on, else the default."""
        own = pc.equal(self.file_positions, number)
        named = pc.filter(known, own)
        if named.null_count < len(named):
            usual = pc.mode(named.dictionary_encode().indices.drop_null()).to_pylist()[0]
            if usual["count"] >= COUNTRY_SHARE_MIN * len(named):
                return str(named.dictionary_encode().dictionary[usual["mode"]].as_py())
        spoken = [
            [
                text
                for slot in self.slots(field)
                for text in distinct(pc.filter(self.raw_at(slot_name(field, slot)), own))[0]
            ]
            for field in ("phone", "email")
        ]
        return country_of_file(*spoken) or self.hints.country or ""

    def raw_at(self, target: str) -> pa.Array:
        """Return a raw column without taking it as used."""
        return flat(self.records[target])

    def finish(self) -> None:
        """Wait for the columns that were started, in the order in which they were."""
        for finish in self.unfinished:
            finish()
        self.unfinished.clear()

    def add_name(self) -> None:
        """Standardize all name columns of a row together, and spread the parts over the name fields."""
        started = self._start("full_name", "name", [self.raw(name) for name in ("full_name", *NAME_PARTS)])
        if started is None:
            return

        def finish() -> None:
            column = self._finished(started)
            self.out["full_name"] = column.standard()
            for field, part in NAME_PARTS.items():
                self.out[field] = column.part(part)

        self.unfinished.append(finish)

    def add_address(self, slot: int) -> None:
        """Standardize all address columns of a row together, and spread the parts over the address fields."""
        line, *targets = (slot_name(field, slot) for field in ("address", *ADDRESS_PARTS))
        started = self._start(line, "address", [self.raw(target) for target in (line, *targets)])
        if started is None:
            return

        def finish() -> None:
            column = self._finished(started)
            self.out[line] = column.standard()
            for field, target in zip(ADDRESS_PARTS, targets, strict=True):
                own = column.part(field)
                self.out[target] = pc.coalesce(own, self.out[target]) if target in self.out else own

        self.unfinished.append(finish)

    def add_many(self, field: str, apart: Callable[[pa.Array], list[pa.Array]]) -> None:
        """Standardize every slot of a field, cells with several values split, and close the gaps between slots."""
        many: list[_Started] = []
        for slot in self.slots(field):
            for piece in apart(self.raw(slot_name(field, slot))):
                started = self._start(slot_name(field, len(many) + 1), FIELDS[field].kind, [piece])
                if started is not None:
                    many.append(started)

        def finish() -> None:
            columns = [self._finished(started) for started in many]
            found, digits = [column.standard() for column in columns], [column.part("digits") for column in columns]
            for name, slots in ((field, found), (f"{field}_digits", digits)):
                for number, values in enumerate(_closed_up(slots), 1):
                    self.out[slot_name(name, number)] = values

        self.unfinished.append(finish)

    def add_plain(self, target: str) -> None:
        """Standardize a column whose values stand alone."""
        spec = None if target.startswith(OTHER) else FIELDS.get(split_slot(target)[0])
        kind = spec.kind if spec is not None and spec.kind in ONE_CELL else "text"
        started = self._start(target, kind, [self.raw(target)])
        if started is None:
            return

        def finish() -> None:
            column = self._finished(started)
            self.out[target] = column.standard()
            if kind == "organization":
                self.out["organization_core"] = column.part("core")
                self.out["legal_form"] = column.part("legal_form")
            if kind == "identifier":
                code, own = column.part("country"), column.part("kind")
                self.out[f"{target}_kind"] = pc.binary_join_element_wise(code, own, " ")

        self.unfinished.append(finish)

    def _start(self, target: str, kind: str, raw: Sequence[pa.Array]) -> _Started | None:
        """Start standardizing each distinct combination of cells and hints; None where every cell is empty."""
        filled = np.any([truth(pc.is_valid(column)) for column in raw], axis=0)
        at = np.flatnonzero(filled)
        if len(at) == 0:
            return None
        hinted, known = self._hints(target, kind)
        columns = [_unmarked(column if len(at) == len(filled) else column.take(pa.array(at))) for column in raw]
        firsts, combination = distinct_rows([*columns, pa.array(hinted[at])])
        own = hinted[at][firsts]
        order = np.argsort(own, kind="stable")  # those of a country together: they have most parts in common
        where = pa.array(firsts[order])
        cells = Cells(columns=tuple(column.take(where) for column in columns), known=known, hinted=own[order])
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        positions = np.zeros(len(filled), dtype=np.int32)
        positions[at] = rank[combination]
        values = standardize_distinct(kind, cells, judge=self.judge, mapper=self.mapper)
        return _Started(target=target, kind=kind, values=values, positions=pa.array(positions, mask=~filled))

    def _finished(self, started: _Started) -> Column:
        values = join_values(list(started.values))
        column = Column(target=started.target, kind=started.kind, values=values, positions=started.positions)
        self.columns.append(column)
        return column

    def _hints(self, target: str, kind: str) -> tuple[Ints, tuple[Hints, ...]]:
        """Return which hints every row has, and the hints."""
        if kind in BY_COUNTRY:
            countries, positions = distinct(self.countries)
            known = tuple(replace(self.hints, country=country or None) for country in countries)
            return positions.to_numpy().astype(np.int64), known
        if kind in BY_FILE:
            by_file = [self.file_hints.get((file, target), NO_HINTS) for file in self.files]
            return self.file_positions.to_numpy().astype(np.int64), tuple(
                replace(self.hints, day_first=own.day_first, calendar=own.calendar, decimal=own.decimal)
                for own in by_file
            )
        return np.zeros(self.records.num_rows, np.int64), (self.hints,)


def _unmarked(column: pa.Array) -> pa.Array:
    """Return the column without the mark that later stages put between values, and that no keyboard has."""
    marked = pc.any(pc.match_substring(column, CELL_MARK)).as_py()
    return pc.replace_substring(column, CELL_MARK, " ") if marked else column


def _closed_up(columns: Sequence[pa.Array]) -> list[pa.Array]:
    """Return the columns with every row's values moved to the front, doubles dropped, and empty columns left out."""
    result: list[pa.Array] = []
    for column in columns:
        rest = column
        for place, filled in enumerate(result):
            double = pc.fill_null(pc.equal(filled, rest), False)
            rest = pc.if_else(double, pa.scalar(None, TEXT), rest)
            result[place] = pc.coalesce(filled, rest)
            took = pc.and_(pc.is_null(filled), pc.is_valid(rest))
            rest = pc.if_else(took, pa.scalar(None, TEXT), rest)
        if rest.null_count < len(rest):
            result.append(rest)
    return result
