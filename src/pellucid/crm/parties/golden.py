"""Golden records as rows: what is searched and sorted, what is shown, and where each value came from."""

import json
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.crm.bulk.json import rows_as_json
from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.model.field import FieldClass, split_slot
from pellucid.golden.standardize.fold import fold
from pellucid.golden.survive.table import Survived

TEXT = pa.string()
# What the picture of a customer is complete with: what is known of the customer, not about the record.
PICTURE = {
    spec.name: spec.worth
    for spec in CATALOG
    if spec.field_class in (FieldClass.IDENTITY, FieldClass.DESCRIPTIVE) and spec.name not in ("source_key", "address")
}
CONTACTS = ("email", "phone", "address")
LISTED = ("email", "phone", "organization", "city", "country")
UNNAMED = "?"
# What lists are sorted and filtered by stands in indexes, of which PostgreSQL takes 2,700 bytes an entry; a letter has
# up to four, and an entry up to four such texts. The whole value stands in golden.
LISTED_LETTERS = 100
CONTACT_LETTERS = 500


def party_rows(survived: Survived, parties: Sequence[str], records: NDArray[np.int64], counts: list[int]) -> pa.Table:
    """Return the rows of parties_party but for customer and change.

    parties: person or organization, by customer. records: id of each record that the provenance speaks of. counts:
    records by customer.
    """
    golden = survived.golden.drop_columns(["customer"])
    name = _names(golden)
    return pa.table(
        {
            "kind": pa.array(parties, TEXT),
            "name": name,
            "sort_name": _short([fold(text) or text.lower() for text in _sorted_by(golden, name)]),
            **{field: _short(pc.fill_null(_column(golden, field), "")) for field in LISTED},
            "record_count": pa.array(counts, pa.int64()),
            "completeness": pa.array(_completeness(golden)),
            "golden": rows_as_json(golden),
            "provenance": _provenance(survived, records),
        }
    )


def contact_rows(survived: Survived, customers: Sequence[int]) -> pa.Table:
    """Return the rows of parties_contactpoint but for their ids. customers: the id of each."""
    golden = survived.golden
    tables = []
    for name in golden.column_names:
        field, slot = split_slot(name)
        if field in CONTACTS:
            column = _column(golden, name)
            there = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
            tables.append(
                pa.table(
                    {
                        "party_id": pa.array(np.array(customers, dtype=np.int64)[there]),
                        "kind": pa.array([field] * len(there), TEXT),
                        "value": pc.utf8_slice_codeunits(column.take(pa.array(there)), 0, CONTACT_LETTERS),
                        "place": pa.array([slot] * len(there), pa.int64()),
                    }
                )
            )
    return pa.concat_tables(tables) if tables else pa.table({})


def _short(texts: pa.Array | list[str]) -> pa.Array:
    return pc.utf8_slice_codeunits(pa.array(texts, TEXT), 0, LISTED_LETTERS)


def _column(golden: pa.Table, name: str) -> pa.Array:
    return golden[name].combine_chunks() if name in golden.column_names else pa.nulls(golden.num_rows, TEXT)


def _names(golden: pa.Table) -> pa.Array:
    """Return what a customer is called: as the person writes the name, or by what else is known."""
    given, family = _column(golden, "given_name"), _column(golden, "family_name")
    both = pc.binary_join_element_wise(given, family, " ")
    tried = [_column(golden, "full_name"), both, given, family]
    tried += [_column(golden, name) for name in ("organization", "email", "phone")]
    return pc.coalesce(*tried, pa.scalar(UNNAMED, TEXT))


def _sorted_by(golden: pa.Table, names: pa.Array) -> list[str]:
    """Return the text that a list is sorted by: family name first where there is one."""
    given = pc.fill_null(_column(golden, "given_name"), "")
    by_family = pc.binary_join_element_wise(_column(golden, "family_name"), given, " ")
    return list(pc.coalesce(by_family, names).to_pylist())


def _completeness(golden: pa.Table) -> NDArray[np.float64]:
    """Return how much of the picture is there, weighted by worth (0-1)."""
    filled = np.zeros(golden.num_rows)
    for name, worth in PICTURE.items():
        filled += worth * _column(golden, name).is_valid().to_numpy(zero_copy_only=False)
    return np.round(filled / sum(PICTURE.values()), 4)


def _provenance(survived: Survived, records: NDArray[np.int64]) -> list[str]:
    """Return by customer, as JSON, for each contested group of fields: the record, why it won, how many others lost."""
    told: dict[int, dict[str, list[object]]] = defaultdict(dict)
    for row in survived.provenance.to_pylist():
        told[row["customer"]][row["field"]] = [int(records[row["record_id"]]), row["reason"], row["rivals"]]
    return [json.dumps(told.get(number, {})) for number in range(survived.golden.num_rows)]
