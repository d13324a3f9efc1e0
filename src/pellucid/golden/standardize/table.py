"""Whole tables of source records in standard form: each distinct value once, whatever the number of rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import OTHER, slot_name, split_slot
from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.address import standardize_address, standardize_address_parts
from pellucid.golden.standardize.amount import standardize_amount, standardize_number
from pellucid.golden.standardize.country import standardize_country
from pellucid.golden.standardize.currency import standardize_currency
from pellucid.golden.standardize.date import decide_calendar, decide_date_order, standardize_date
from pellucid.golden.standardize.distinct import distinct, joined
from pellucid.golden.standardize.email import split_emails, standardize_email
from pellucid.golden.standardize.gender import standardize_gender
from pellucid.golden.standardize.identifier import standardize_identifier
from pellucid.golden.standardize.language import standardize_language
from pellucid.golden.standardize.name import standardize_name, standardize_name_parts
from pellucid.golden.standardize.organization import standardize_organization
from pellucid.golden.standardize.phone import split_phones, standardize_phone
from pellucid.golden.standardize.text import standardize_text
from pellucid.golden.standardize.url import standardize_url

Scalar = Callable[[str, Hints], Standardized]

SCALARS: dict[str, Scalar] = {
    "amount": standardize_amount,
    "country": standardize_country,
    "currency": standardize_currency,
    "gender": standardize_gender,
    "identifier": standardize_identifier,
    "language": standardize_language,
    "number": standardize_number,
    "organization": standardize_organization,
    "text": standardize_text,
    "url": standardize_url,
}

NAME_FIELDS = {
    "prefix": "prefix", "given_name": "given", "middle_name": "middle", "family_name": "family", "suffix": "suffix",
    "nickname": "nickname",
}  # fmt: skip
ADDRESS_FIELDS = ("street", "house_number", "unit", "po_box", "postal_code", "city", "region", "country")
# Fewer rows of a file with a known country say nothing about the rest of it.
COUNTRY_SHARE_MIN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The standardized values of one field: items are distinct, positions (int32, null where empty) give each row's.

    target: field with slot. kind: value kind. country: the hint that was used, per item.
    """

    target: str
    kind: str
    items: Sequence[Standardized]
    hints: Sequence[Hints]
    positions: pa.Array

    def values(self) -> pa.Array:
        """Return the standard form of every row."""
        return pa.array([item.value for item in self.items], pa.string()).take(self.positions)

    def part(self, name: str) -> pa.Array:
        """Return one part of every row."""
        return pa.array([item.parts.get(name) for item in self.items], pa.string()).take(self.positions)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTable:
    """table: record_id and a text column a field; columns: what it was made of, for validation and for "why"."""

    table: pa.Table
    columns: tuple[Column, ...]


def standardize_table(records: pa.Table, *, country: str | None = None, today: str | None = None) -> StandardTable:
    """Return source records in standard form.

    records: columns record_id, file and raw text columns named by field, slot or ``other:``. country: where records
    are from when nothing in them or in their file tells. today: ISO date of the run.
    """
    work = _Work(records, Hints(country=country, today=today))
    for slot in work.slots("country"):
        work.add_plain(slot_name("country", slot))
    work.decide_countries()
    for slot in work.slots("address", *ADDRESS_FIELDS):
        work.add_address(slot)
    work.add_name()
    work.add_many("email", split_emails, standardize_email)
    work.add_many("phone", split_phones, standardize_phone)
    for target in records.column_names:
        if target not in ("record_id", "file", "row") and not work.is_done(target):
            work.add_plain(target)
    return work.result()


class _Work:
    """The columns made so far. One pass over the fields, in the order in which they inform each other."""

    def __init__(self, records: pa.Table, hints: Hints) -> None:
        self.records = records
        self.hints = hints
        self.columns: list[Column] = []
        self.out: dict[str, pa.Array] = {}
        self.done: set[str] = set()
        self.file = records["file"]
        self.countries = pa.array([hints.country] * records.num_rows, pa.string())

    def slots(self, *fields: str) -> list[int]:
        """Return the slots in which any of the fields has a column."""
        names = [split_slot(name) for name in self.records.column_names if not name.startswith(OTHER)]
        return sorted({slot for name, slot in names if name in fields})

    def is_done(self, target: str) -> bool:
        return target in self.done

    def raw(self, target: str) -> pa.Array | None:
        if target not in self.records.column_names:
            return None
        self.done.add(target)
        column = self.records[target]
        return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column

    def decide_countries(self) -> None:
        """Fix the country that hints every row: its own, else the commonest of its file, else the default."""
        known = self.out.get("country")
        if known is None:
            return
        table = pa.table({"file": self.file, "country": known})
        counts = table.group_by(["file", "country"]).aggregate([([], "count_all")]).to_pylist()
        rows: dict[str, int] = {}
        for entry in counts:
            rows[entry["file"]] = rows.get(entry["file"], 0) + entry["count_all"]
        usual = {
            entry["file"]: entry["country"]
            for entry in counts
            if entry["country"] and entry["count_all"] >= COUNTRY_SHARE_MIN * rows[entry["file"]]
        }
        names, positions = distinct(self.file)
        by_file = pa.array([usual.get(name, self.hints.country) for name in names], pa.string()).take(positions)
        self.countries = pc.coalesce(known, by_file)

    def add_name(self) -> None:
        """Standardize all name columns of a row together, and spread the parts over the name fields."""
        raw = [self.raw(name) for name in ("full_name", *NAME_FIELDS)]
        if all(column is None for column in raw):
            return
        blank = pa.nulls(self.records.num_rows, pa.string())
        column = self._together("full_name", "name", [blank if one is None else one for one in raw], _name_from)
        for field, part in NAME_FIELDS.items():
            self.out[field] = column.part(part)

    def add_address(self, slot: int) -> None:
        """Standardize all address columns of a row together, and spread the parts over the address fields."""
        targets = [slot_name(field, slot) for field in ("address", *ADDRESS_FIELDS)]
        raw = [self.raw(target) for target in targets]
        blank = pa.nulls(self.records.num_rows, pa.string())
        column = self._together(targets[0], "address", [blank if one is None else one for one in raw], _address_from)
        for field, target in zip(ADDRESS_FIELDS, targets[1:], strict=True):
            own = column.part(field)
            self.out[target] = pc.coalesce(own, self.out[target]) if target in self.out else own

    def add_many(self, field: str, split: Callable[[str], tuple[str, ...]], standardize: Scalar) -> None:
        """Standardize every slot of a field, cells with several values split, and close the gaps between slots."""
        found: list[pa.Array] = []
        digits: list[pa.Array] = []
        for slot in self.slots(field):
            raw = self.raw(slot_name(field, slot))
            assert raw is not None
            texts, positions = distinct(raw)
            pieces = [split(text) or (text,) for text in texts]
            for number in range(max((len(piece) for piece in pieces), default=0)):
                piece_column = pa.array(
                    [piece[number] if number < len(piece) else None for piece in pieces], pa.string()
                )
                column = self._together(
                    slot_name(field, len(found) + 1), FIELDS[field].kind, [piece_column.take(positions)],
                    lambda cells, hints: standardize(cells[0], hints),
                )  # fmt: skip
                found.append(column.values())
                digits.append(column.part("digits"))
        for number, values in enumerate(_closed_up(found), 1):
            self.out[slot_name(field, number)] = values
        for number, values in enumerate(_closed_up(digits), 1):
            self.out[slot_name(f"{field}_digits", number)] = values

    def add_plain(self, target: str) -> None:
        """Standardize a column whose values stand alone."""
        raw = self.raw(target)
        assert raw is not None
        spec = FIELDS.get(split_slot(target)[0]) if not target.startswith(OTHER) else None
        kind = spec.kind if spec else "text"
        if kind == "date":
            self._add_dates(target, raw)
            return
        scalar = SCALARS.get(kind, standardize_text)
        column = self._together(
            target, kind, [raw], lambda cells, hints: scalar(cells[0], hints), by_country=kind != "text"
        )
        self.out[target] = column.values()
        if kind == "organization":
            self.out["organization_core"] = column.part("core")
            self.out["legal_form"] = column.part("legal_form")

    def _add_dates(self, target: str, raw: pa.Array) -> None:
        """Standardize dates file by file: day and month are told apart by a whole column, never by a cell."""
        names, positions = distinct(self.file)
        pieces = []
        for number in range(len(names)):
            own = pc.equal(positions, number)
            values = [text for text in pc.unique(pc.filter(raw, own)).to_pylist() if text is not None]
            hints = replace(self.hints, day_first=decide_date_order(values), calendar=decide_calendar(values))
            column = self._together(
                target, "date", [pc.if_else(own, raw, pa.scalar(None, pa.string()))],
                lambda cells, given: standardize_date(cells[0], given), hints=hints, by_country=False,
            )  # fmt: skip
            pieces.append(column.values())
        self.out[target] = pc.coalesce(*pieces)

    def _together(
        self,
        target: str,
        kind: str,
        raw: Sequence[pa.Array],
        function: Callable[[list[str], Hints], Standardized],
        *,
        hints: Hints | None = None,
        by_country: bool = True,
    ) -> Column:
        """Standardize each distinct combination of cells, with the row's country as a hint, and keep the column."""
        cells = [*raw, self.countries] if by_country else [*raw]
        some = np.any([pc.is_valid(column).to_numpy(zero_copy_only=False) for column in raw], axis=0)
        keys = pc.if_else(pa.array(some), joined(cells), pa.scalar(None, pa.string()))
        texts, positions = distinct(keys)
        base = hints or self.hints
        by_code: dict[str, Hints] = {"": base}
        items, used = [], []
        for text in texts:
            parts = text.split("\x1f")
            code = parts.pop() if by_country else ""
            own = by_code.get(code)
            if own is None:
                own = by_code[code] = replace(base, country=code)
            items.append(function(parts, own))
            used.append(own)
        column = Column(target=target, kind=kind, items=items, hints=used, positions=positions)
        self.columns.append(column)
        if kind in ("name", "address"):
            self.out[target] = column.values()
        return column

    def result(self) -> StandardTable:
        table = pa.table({"record_id": self.records["record_id"], **self.out})
        return StandardTable(table=table, columns=tuple(self.columns))


def _name_from(cells: list[str], hints: Hints) -> Standardized:
    full, *parts = cells
    if full and not any(parts):
        return standardize_name(full, hints)
    given = {part: text for part, text in zip(NAME_FIELDS.values(), parts, strict=True) if text}
    return standardize_name_parts(given, hints)


def _address_from(cells: list[str], hints: Hints) -> Standardized:
    line, *parts = cells
    if line and not any(parts):
        return standardize_address(line, hints)
    given = {field: text for field, text in zip(ADDRESS_FIELDS, parts, strict=True) if text}
    if line and "street" not in given:
        given["street"] = line
    return standardize_address_parts(given, hints)


def _closed_up(columns: Sequence[pa.Array]) -> list[pa.Array]:
    """Return the columns with every row's values moved to the front, doubles dropped, and empty columns left out."""
    result: list[pa.Array] = []
    for column in columns:
        rest = column
        for place, filled in enumerate(result):
            double = pc.fill_null(pc.equal(filled, rest), False)
            rest = pc.if_else(double, pa.scalar(None, pa.string()), rest)
            result[place] = pc.coalesce(filled, rest)
            took = pc.and_(pc.is_null(filled), pc.is_valid(rest))
            rest = pc.if_else(took, pa.scalar(None, pa.string()), rest)
        if rest.null_count < len(rest):
            result.append(rest)
    return result
