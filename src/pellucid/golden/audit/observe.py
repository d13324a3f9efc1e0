"""What is seen of each field before it is judged: where it is expected, there, wrong, and how old."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.model.field import OTHER, FieldSpec, split_slot
from pellucid.golden.model.issue import Severity

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# What a person, or a company, can be expected to have in any customer list that has the column at all. Everything else
# may rightly be empty: nobody must have a middle name, an order or a bank account.
OF_PEOPLE = (
    "given_name", "family_name", "email", "phone", "street", "postal_code", "city", "country", "birth_date", "consent",
)  # fmt: skip
OF_ORGANIZATIONS = ("organization", "email", "phone", "street", "postal_code", "city", "country")

PLACEHOLDER_RULE = "_placeholder"  # how the names of rules end that find something typed to fill a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One field over all rows, one entry a row.

    expected: a value should be there. usable: one is, in standard form. invalid: an error was found in it.
    placeholder: something typed to fill the field. age_days: since the value was last known to be right; nan unknown.
    """

    spec: FieldSpec
    expected: Bools
    usable: Bools
    invalid: Bools
    placeholder: Bools
    age_days: Floats

    @property
    def missing(self) -> Bools:
        """Expected, and nothing there that so much as tries to be a value."""
        return np.asarray(self.expected & ~self.usable & ~self.invalid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Where faults are, by field. invalid: errors. placeholder: mere fillers, whatever the severity."""

    invalid: Mapping[str, Bools]
    placeholder: Mapping[str, Bools]


def find_faults(issues: pa.Table, row_count: int) -> Faults:
    """Return the faulty rows of every field; the slots of a field count together. issues: see validate.table.ISSUES."""
    rows = issues["record_id"].to_numpy()
    error = mask_of(pc.equal(issues["severity"], Severity.ERROR.value))
    filler = mask_of(pc.ends_with(issues["rule"], PLACEHOLDER_RULE))
    invalid: dict[str, Bools] = {}
    placeholder: dict[str, Bools] = {}
    for target in pc.unique(issues["field"]).to_pylist():
        field = field_of(target)
        own = mask_of(pc.equal(issues["field"], target))
        for found, chosen in ((invalid, own & error & ~filler), (placeholder, own & filler)):
            mask = found.setdefault(field, np.zeros(row_count, dtype=bool))
            mask[rows[chosen]] = True
    return Faults(invalid=invalid, placeholder=placeholder)


def fields_in_use(table: pa.Table, faults: Faults) -> frozenset[str]:
    """Return the fields in which any row holds anything, even something wrong: others are not asked for."""
    held = {field_of(column) for column in table.column_names if table[column].null_count < table.num_rows}
    return frozenset(held | faults.invalid.keys() | faults.placeholder.keys())


def observe(
    table: pa.Table,
    *,
    in_use: frozenset[str],
    faults: Faults,
    age_days: Mapping[str, Floats],
    organizations: Bools,
) -> tuple[Observed, ...]:
    """Return every field in use.

    table: text columns of standard values by field and slot. organizations: which rows are companies. age_days: by
    field; unknown for fields that are not in it.
    """
    nothing = np.zeros(table.num_rows, dtype=bool)
    unknown = np.full(table.num_rows, np.nan)
    return tuple(
        Observed(
            spec=spec,
            expected=np.where(organizations, spec.name in OF_ORGANIZATIONS, spec.name in OF_PEOPLE),
            usable=np.any([is_filled(table, column) for column in columns], axis=0),
            invalid=faults.invalid.get(spec.name, nothing),
            placeholder=faults.placeholder.get(spec.name, nothing),
            age_days=age_days.get(spec.name, unknown),
        )
        for spec in CATALOG
        if spec.name in in_use and (columns := slots_of(table, spec.name))
    )


def field_of(target: str) -> str:
    """Return the field of a column; a column that no field claims is its own."""
    return target if target.startswith(OTHER) else split_slot(target)[0]


def slots_of(table: pa.Table, field: str) -> list[str]:
    """Return the columns that hold values of a field, first slot first."""
    names = [name for name in table.column_names if field_of(name) == field]
    return names if field.startswith(OTHER) else sorted(names, key=lambda name: split_slot(name)[1])


def is_filled(table: pa.Table, column: str) -> Bools:
    """Say which rows of a text column hold more than nothing."""
    return mask_of(pc.fill_null(pc.greater(pc.utf8_length(table[column]), 0), False))


def are_organizations(table: pa.Table) -> Bools:
    """Say which rows are companies: a company's name and no name of a person."""
    nothing = np.zeros(table.num_rows, dtype=bool)
    names = [column for field in ("given_name", "family_name", "full_name") for column in slots_of(table, field)]
    named = np.any([nothing, *(is_filled(table, column) for column in names)], axis=0)
    companies = [is_filled(table, column) for column in slots_of(table, "organization")]
    return np.asarray(np.any([nothing, *companies], axis=0) & ~named)


def mask_of(column: pa.Array | pa.ChunkedArray) -> Bools:
    """Return a boolean column without nulls for numpy."""
    flat = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return np.asarray(flat.to_numpy(zero_copy_only=False), dtype=bool)


def days_of(table: pa.Table, column: str) -> Floats:
    """Return a column of ISO dates as days since 1970; nan where there is no such column, or no date."""
    if column not in table.column_names:
        return np.full(table.num_rows, np.nan)
    seconds = pc.strptime(table[column], format="%Y-%m-%d", unit="s", error_is_null=True).cast(pa.int64())
    return np.asarray(seconds.cast(pa.float64()).to_numpy(), dtype=np.float64) / 86_400
