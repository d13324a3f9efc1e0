"""Whole tables of source records in standard form, field by field in the order in which they inform each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import OTHER, slot_name, split_slot
from pellucid.golden.model.value import NO_HINTS, Hints
from pellucid.golden.standardize.column import CELL_MARK, Column, Judge, Mapper, standardize_distinct
from pellucid.golden.standardize.distinct import distinct, joined
from pellucid.golden.standardize.email import split_emails
from pellucid.golden.standardize.kinds import ADDRESS_PARTS, NAME_PARTS, ONE_CELL
from pellucid.golden.standardize.parallel import Spread
from pellucid.golden.standardize.phone import split_phones

TEXT = pa.string()
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
    mapper: Mapper | None = None,
) -> StandardTable:
    """Return source records in standard form.

    records: columns record_id, file and raw text columns named by field, slot or ``other:``. judge: finds the issues of
    a value; called where the value is made, since that may be another process. hints: what holds for all records, such
    as the country they are from when nothing in them tells, and today's date. file_hints: what a column of a file as a
    whole showed, such as the order of its dates.
    """
    work = _Work(records, hints, file_hints or {}, judge, mapper or Spread(None))
    for slot in work.slots("country"):
        work.add_plain(slot_name("country", slot))
    work.decide_countries()
    for slot in work.slots("address", *ADDRESS_PARTS):
        work.add_address(slot)
    work.add_name()
    work.add_many("email", split_emails)
    work.add_many("phone", split_phones)
    for target in records.column_names:
        if target not in ("record_id", "file", "row", *work.done):
            work.add_plain(target)
    return StandardTable(table=pa.table({"record_id": records["record_id"], **work.out}), columns=tuple(work.columns))


class _Work:
    """The columns made so far. out: the standard table's; done: raw columns that have been used."""

    def __init__(self, records: pa.Table, hints: Hints, file_hints: FileHints, judge: Judge, mapper: Mapper) -> None:
        self.records = records
        self.hints = hints
        self.judge = judge
        self.mapper = mapper
        self.columns: list[Column] = []
        self.out: dict[str, pa.Array] = {}
        self.done: set[str] = set()
        self.blank = pa.nulls(records.num_rows, TEXT)
        self.countries = pa.array([hints.country or ""] * records.num_rows, TEXT)
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
        column = self.records[target]
        return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column

    def decide_countries(self) -> None:
        """Fix the country that hints every row: its own, else the usual one of its file, else the default."""
        known = self.out.get("country")
        if known is None:
            return
        table = pa.table({"file": self.file_positions, "country": known})
        counts = table.group_by(["file", "country"], use_threads=False).aggregate([([], "count_all")]).to_pylist()
        rows = np.bincount(self.file_positions.to_numpy(), minlength=len(self.files))
        usual = [self.hints.country or ""] * len(self.files)
        for entry in counts:
            if entry["country"] and entry["count_all"] >= COUNTRY_SHARE_MIN * rows[entry["file"]]:
                usual[entry["file"]] = entry["country"]
        self.countries = pc.coalesce(known, pa.array(usual, TEXT).take(self.file_positions))

    def add_name(self) -> None:
        """Standardize all name columns of a row together, and spread the parts over the name fields."""
        column = self._add("full_name", "name", [self.raw(name) for name in ("full_name", *NAME_PARTS)])
        if column is not None:
            self.out["full_name"] = column.standard()
            for field, part in NAME_PARTS.items():
                self.out[field] = column.part(part)

    def add_address(self, slot: int) -> None:
        """Standardize all address columns of a row together, and spread the parts over the address fields."""
        line, *targets = (slot_name(field, slot) for field in ("address", *ADDRESS_PARTS))
        column = self._add(line, "address", [self.raw(target) for target in (line, *targets)])
        if column is None:
            return
        self.out[line] = column.standard()
        for field, target in zip(ADDRESS_PARTS, targets, strict=True):
            own = column.part(field)
            self.out[target] = pc.coalesce(own, self.out[target]) if target in self.out else own

    def add_many(self, field: str, split: Callable[[str], tuple[str, ...]]) -> None:
        """Standardize every slot of a field, cells with several values split, and close the gaps between slots."""
        found: list[pa.Array] = []
        digits: list[pa.Array] = []
        for slot in self.slots(field):
            texts, positions = distinct(self.raw(slot_name(field, slot)))
            pieces = [split(text) or (text,) for text in texts]
            for number in range(max(map(len, pieces), default=0)):
                piece = pa.array([own[number] if number < len(own) else None for own in pieces], TEXT)
                column = self._add(slot_name(field, len(found) + 1), FIELDS[field].kind, [piece.take(positions)])
                if column is not None:
                    found.append(column.standard())
                    digits.append(column.part("digits"))
        for name, columns in ((field, found), (f"{field}_digits", digits)):
            for number, values in enumerate(_closed_up(columns), 1):
                self.out[slot_name(name, number)] = values

    def add_plain(self, target: str) -> None:
        """Standardize a column whose values stand alone."""
        spec = None if target.startswith(OTHER) else FIELDS.get(split_slot(target)[0])
        kind = spec.kind if spec is not None and spec.kind in ONE_CELL else "text"
        column = self._add(target, kind, [self.raw(target)])
        if column is None:
            return
        self.out[target] = column.standard()
        if kind == "organization":
            self.out["organization_core"] = column.part("core")
            self.out["legal_form"] = column.part("legal_form")

    def _add(self, target: str, kind: str, raw: Sequence[pa.Array]) -> Column | None:
        """Standardize each distinct combination of cells and hints; None where every cell is empty."""
        filled = np.any([pc.is_valid(column).to_numpy(zero_copy_only=False) for column in raw], axis=0)
        if not filled.any():
            return None
        codes, hints = self._hints(target, kind)
        keys = pc.if_else(pa.array(filled), joined([*map(_unmarked, raw), codes]), pa.scalar(None, TEXT))
        texts, positions = distinct(keys)
        values = standardize_distinct(kind, texts, hints, judge=self.judge, mapper=self.mapper)
        column = Column(target=target, kind=kind, values=values, positions=positions)
        self.columns.append(column)
        return column

    def _hints(self, target: str, kind: str) -> tuple[pa.Array, dict[str, Hints]]:
        """Return the code of every row's hints, and the hints of each code."""
        if kind in BY_COUNTRY:
            known = [code for code in pc.unique(self.countries).to_pylist() if code is not None]
            return self.countries, {code: replace(self.hints, country=code or None) for code in known}
        if kind in BY_FILE:
            codes = [str(number) for number in range(len(self.files))]
            by_file = [self.file_hints.get((file, target), NO_HINTS) for file in self.files]
            return pa.array(codes, TEXT).take(self.file_positions), {
                code: replace(self.hints, day_first=own.day_first, calendar=own.calendar, decimal=own.decimal)
                for code, own in zip(codes, by_file, strict=True)
            }
        return pa.array([""], TEXT).take(pa.array(np.zeros(self.records.num_rows, np.int64))), {"": self.hints}


def _unmarked(column: pa.Array) -> pa.Array:
    """Return the column without the mark that parts cells, which no keyboard has and which would shift them."""
    return pc.replace_substring(column, CELL_MARK, " ")


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
