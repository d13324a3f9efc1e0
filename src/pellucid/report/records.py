"""Records side by side: what each says, as it was delivered, beside what the customer became."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from pellucid.golden.audit.observe import slots_of
from pellucid.golden.model.catalog import FIELDS
from pellucid.report.facts import Cell, Line

NAME_PARTS = ("prefix", "given_name", "middle_name", "family_name", "suffix")
ADDRESS_PARTS = ("street", "house_number", "unit", "po_box", "postal_code", "city", "region", "country")
# Shown in this order; a line that no record speaks to is left out.
SHOWN = (
    "full_name", "organization", "email", "phone", "address", "birth_date", "national_id", "tax_id",
    "registration_number", "job_title", "updated_date",
)  # fmt: skip
WHOLES = {"full_name": NAME_PARTS, "address": ADDRESS_PARTS}
LABELS = {"full_name": "Name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What lines are made from. records: raw; standard: the same in standard form; golden: None before merging."""

    records: pa.Table
    standard: pa.Table
    golden: pa.Table | None = None


def side_by_side(sides: Sides, rows: Sequence[int], *, customer: int | None = None) -> tuple[Line, ...]:
    """Return one line a field for the records at rows, with the customer's values where a customer is given."""
    raw = _rows(sides.records, rows)
    standard = _rows(sides.standard, rows)
    golden = _rows(sides.golden, [customer])[0] if sides.golden is not None and customer is not None else None
    lines = []
    for field in SHOWN:
        cells = [_texts(row, field) for row in raw]
        if not any(cells):
            continue
        values = [_values(row, field) for row in standard]
        best = _values(golden, field)[:1] if golden is not None else values[0][:1]
        shown = _texts(golden, field) if golden is not None else ()
        lines.append(
            Line(
                label=LABELS.get(field, FIELDS[field].label),
                cells=tuple(
                    Cell(texts=texts, differs=bool(texts and best and best[0] not in own))
                    for texts, own in zip(cells, values, strict=True)
                ),
                golden=Cell(texts=shown) if golden is not None else None,
            )
        )
    return tuple(lines)


Row = dict[str, str | None]


def _rows(table: pa.Table, rows: Sequence[int]) -> list[Row]:
    fields = {*SHOWN, *NAME_PARTS, *ADDRESS_PARTS}
    columns = [column for field in fields for column in slots_of(table, field)]
    return [dict(row) for row in table.select(columns).take(pa.array(rows)).to_pylist()]


def _values(row: Row, field: str) -> tuple[str, ...]:
    """Return the values of all slots of a field, or of the parts put together where there is no whole."""
    return _slots(row, field) or _put_together(row, field)


def _texts(row: Row, field: str) -> tuple[str, ...]:
    """Return what a row says of a field, to show: a whole, its parts, or both where they say different things."""
    whole, parts = _slots(row, field), _put_together(row, field)
    if whole and parts and field == "address" and not all(word in whole[0] for word in parts[0].split()):
        return (", ".join((whole[0], *parts)),) if "street" not in row or not row["street"] else parts
    return whole or parts


def _slots(row: Row, field: str) -> tuple[str, ...]:
    found = []
    for slot in range(1, 10):
        text = row.get(field if slot == 1 else f"{field}.{slot}")
        if text and text.strip() and text not in found:
            found.append(text)
    return tuple(found)


def _put_together(row: Row, field: str) -> tuple[str, ...]:
    texts = [text for part in WHOLES.get(field, ()) if (text := row.get(part)) and text.strip()]
    return (" ".join(texts),) if texts else ()
