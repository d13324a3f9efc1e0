"""The audit of whole tables: source records before cleaning, golden records after."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.audit.accuracy import measure_accuracy
from pellucid.golden.audit.completeness import measure_completeness
from pellucid.golden.audit.consistency import (
    cross_field_parts,
    date_order_parts,
    disagreement_parts,
    measure_consistency,
    unsettled_parts,
)
from pellucid.golden.audit.observe import (
    Observed,
    are_organizations,
    field_of,
    fields_in_use,
    find_faults,
    observe,
    slots_of,
)
from pellucid.golden.audit.scorecard import DimensionScore, FieldScore, Scorecard
from pellucid.golden.audit.timeliness import ages_by_customer, ages_by_row, measure_timeliness, stale_count
from pellucid.golden.audit.uniqueness import measure_remaining_uniqueness, measure_uniqueness
from pellucid.golden.audit.validity import PART_KINDS, measure_validity
from pellucid.golden.model.catalog import FIELDS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def audit_records(standard: pa.Table, issues: pa.Table, *, customers: Ints | None, today: str) -> Scorecard:
    """Return how good source records are.

    standard: text columns by field and slot, see standardize.table. issues: see validate.table.ISSUES, record_id being
    the row's position. customers: the customer of each row; None where nothing was matched, and then uniqueness is not
    measured. today: ISO date.
    """
    faults = find_faults(issues, standard.num_rows)
    fields = observe(
        standard,
        in_use=fields_in_use(standard, faults),
        faults=faults,
        age_days=ages_by_row(standard, today=today),
        organizations=are_organizations(standard),
    )
    consistency = [
        *date_order_parts(standard),
        *cross_field_parts(standard, issues),
        *disagreement_parts(standard, customers),
    ]
    return _scorecard(standard.num_rows, fields, consistency, measure_uniqueness(customers))


def audit_customers(
    golden: pa.Table, *, standard: pa.Table, issues: pa.Table, customers: Ints, waiting: Floats | None, today: str
) -> Scorecard:
    """Return how good golden records are.

    golden: one row a customer, in order of customer. standard, issues, customers: of the records behind them, see
    audit_records. waiting: see uniqueness.measure_remaining_uniqueness. An issue of a record counts against its
    customer only where the value it is about survived.
    """
    carried = carry_issues(issues, golden=golden, standard=standard, customers=customers)
    fields = observe(
        golden,
        in_use=fields_in_use(standard, find_faults(issues, standard.num_rows)),
        faults=find_faults(carried, golden.num_rows),
        age_days=ages_by_customer(golden, standard, customers, today=today),
        organizations=are_organizations(golden),
    )
    consistency = [
        *date_order_parts(golden),
        *cross_field_parts(golden, carried),
        *unsettled_parts(golden, standard, customers),
    ]
    return _scorecard(golden.num_rows, fields, consistency, measure_remaining_uniqueness(golden.num_rows, waiting))


def carry_issues(issues: pa.Table, *, golden: pa.Table, standard: pa.Table, customers: Ints) -> pa.Table:
    """Return the issues whose value is in a golden record, with the customer in place of the record."""
    kept = []
    for target in pc.unique(issues["field"]).to_pylist():
        field = field_of(target)
        if target not in standard.column_names or field not in golden.column_names:
            continue
        own = issues.filter(pc.equal(issues["field"], target))
        rows = own["record_id"].to_numpy()
        value = standard[target].take(pa.array(rows))
        owner = pa.array(customers[rows])
        survived = pc.fill_null(pc.equal(golden[field].take(owner), value), False)
        for slot in slots_of(golden, field)[1:]:
            survived = pc.or_(survived, pc.fill_null(pc.equal(golden[slot].take(owner), value), False))
        if field in FIELDS and FIELDS[field].many and FIELDS[field].kind != "address":
            # A row's values move up when one before them is dropped, so the slot alone does not tell whose issue it is.
            survived = pc.and_(survived, pc.fill_null(pc.equal(own["found"], value), False))
        kept.append(own.set_column(0, "record_id", owner).filter(survived))
    return pa.concat_tables([issues.slice(0, 0), *kept])


def _scorecard(
    row_count: int, fields: Sequence[Observed], consistency: Sequence[tuple[float, int, int]], unique: DimensionScore
) -> Scorecard:
    return Scorecard(
        row_count=row_count,
        dimensions=(
            measure_completeness(fields),
            measure_validity(fields),
            unique,
            measure_consistency(consistency),
            measure_timeliness(fields),
            measure_accuracy(),
        ),
        fields=tuple(_field_score(field) for field in fields),
    )


def _field_score(field: Observed) -> FieldScore:
    is_part = field.spec.kind in PART_KINDS
    return FieldScore(
        name=field.spec.name,
        label=field.spec.label,
        worth=field.spec.worth,
        expected_count=int(field.expected.sum()),
        usable_count=int((field.usable & ~field.invalid).sum()),
        missing_count=int(field.missing.sum()),
        placeholder_count=int((field.placeholder & ~field.usable).sum()),
        invalid_count=0 if is_part else int(field.invalid.sum()),
        stale_count=stale_count(field),
    )
