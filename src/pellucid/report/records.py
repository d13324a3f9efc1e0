"""Records side by side: what each says, as it was delivered, beside what the customer became."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from pellucid.golden.audit.observe import field_of
from pellucid.golden.match.forms import make_forms
from pellucid.golden.model.catalog import FIELDS
from pellucid.report.facts import Cell, Line

NAME_PARTS = ("prefix", "given_name", "middle_name", "family_name", "suffix")
# Street and number, postal code and city, are written together; commas go between.
ADDRESS_PARTS = (("street", "house_number"), ("unit",), ("po_box",), ("postal_code", "city"), ("region",), ("country",))
# Shown in this order; a line that no record speaks to is left out.
SHOWN = (
    "full_name", "organization", "email", "phone", "address", "birth_date", "national_id", "tax_id",
    "registration_number", "job_title", "updated_date",
)  # fmt: skip
LABELS = {"full_name": "Name"}
TAKEN = frozenset((*SHOWN, *NAME_PARTS, *(part for group in ADDRESS_PARTS for part in group)))
# By what two values are told apart: match forms, so that writing, titles and order do not count.
FORMS = {
    "full_name": ("given", "family"),
    "organization": ("organization",),
    "email": ("emails",),
    "phone": ("phones",),
    "address": ("street", "house", "postal_code", "city"),
}
# What is not a usable value of these is shown as useless; of a name or address something can always be used.
CAN_BE_USELESS = ("email", "phone", "national_id", "tax_id", "registration_number")
NOT_COMPARED = ("updated_date", "job_title")

Row = dict[str, str | None]
Form = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What lines are made from. records: raw; standard: the same in standard form; golden: one row a customer."""

    records: pa.Table
    standard: pa.Table
    golden: pa.Table


def side_by_side(sides: Sides, rows: Sequence[int], *, customer: int | None = None) -> tuple[Line, ...]:
    """Return one line a field for the records at rows, with the customer's values where a customer is given."""
    raw = _text_rows(sides.records, rows)
    standard = _text_rows(sides.standard, rows)
    golden = _text_rows(sides.golden, [] if customer is None else [customer])
    forms = _forms(sides, rows, customer)
    model = (golden or standard)[0], forms[-1 if golden else 0]
    lines = []
    for field in SHOWN:
        texts = [_texts(row, field) for row in raw]
        if not any(texts):
            continue
        cells = [
            Cell(
                texts=said,
                differs=bool(said) and _differs(field, (own, form), model),
                is_useless=bool(said) and field in CAN_BE_USELESS and not _slots(own, field),
            )
            for said, own, form in zip(texts, standard, forms, strict=False)
        ]
        lines.append(
            Line(
                label=LABELS.get(field, FIELDS[field].label),
                cells=tuple(cells),
                golden=_golden_cell(golden[0], field) if golden else None,
            )
        )
    return tuple(lines)


def _forms(sides: Sides, rows: Sequence[int], customer: int | None) -> list[Form]:
    """Return the match forms of the records and, last, of the customer; too few for any value to count as shared."""
    own = sides.standard.take(pa.array(rows))
    if customer is not None:
        own = pa.concat_tables([own, sides.golden.take(pa.array([customer]))], promote_options="default")
    return [dict(row) for row in make_forms(own.combine_chunks()).table.to_pylist()]


def _differs(field: str, one: tuple[Row, Form], model: tuple[Row, Form]) -> bool:
    """Say whether a record says something else than the model, as opposed to the same, less, or nothing."""
    if field in NOT_COMPARED:
        return False
    if field not in FORMS:
        mine, best = one[0].get(field), model[0].get(field)
        return bool(mine and best and mine != best)
    return any(_clash(one[1][name], model[1][name]) for name in FORMS[field])


def _clash(mine: object, best: object) -> bool:
    if not mine or not best:
        return False
    if isinstance(mine, list) and isinstance(best, list):
        return best[0] not in mine
    return mine != best


def _text_rows(table: pa.Table, rows: Sequence[int]) -> list[Row]:
    columns = [name for name in table.column_names if field_of(name) in TAKEN]
    return [dict(row) for row in table.select(columns).take(pa.array(rows, pa.int64())).to_pylist()]


def _golden_cell(row: Row, field: str) -> Cell:
    texts = _slots(row, field) or _texts(row, field)
    return Cell(texts=texts[:1], more_count=max(len(texts) - 1, 0))


def _texts(row: Row, field: str) -> tuple[str, ...]:
    """Return what a row says of a field, to show; a name or address put together where it came in parts."""
    whole = _slots(row, field)
    if field == "full_name":
        return whole or _filled([_join(row, NAME_PARTS, " ")])
    if field == "address":
        parts = ", ".join(_filled([_join(row, group, " ") for group in ADDRESS_PARTS]))
        return _filled([", ".join(_filled([*whole[:1], parts]))])
    return whole


def _join(row: Row, parts: Sequence[str], mark: str) -> str:
    return mark.join(_filled([row.get(part) or "" for part in parts]))


def _filled(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())


def _slots(row: Row, field: str) -> tuple[str, ...]:
    found: list[str] = []
    for slot in range(1, 10):
        text = row.get(field if slot == 1 else f"{field}.{slot}")
        if text and text.strip() and text not in found:
            found.append(text)
    return tuple(found)
