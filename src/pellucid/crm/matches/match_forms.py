"""Match forms as they are kept: one JSON object a record, and as a table again."""

import json
from collections.abc import Iterable

import pyarrow as pa

from pellucid.crm.bulk.json import rows_as_json
from pellucid.crm.bulk.read import all_rows, rows_where
from pellucid.crm.bulk.write import delete_by, insert
from pellucid.golden.match.disarm import CONTACTS, disarmed
from pellucid.golden.match.forms import make_forms

FORMS = "matches_matchform"
NO_RECORDS = pa.table({"record_id": pa.array([], pa.int64())})
FORM_SCHEMA: pa.Schema = make_forms(NO_RECORDS).table.schema.remove(0)
"""What a form consists of; see golden.match.forms."""


def undisarmed(standard: pa.Table) -> pa.Table:
    """Return the forms of standard records before anything is disarmed: what is, each version of a model says.

    standard: see golden.standardize.table. Columns FORM_SCHEMA.
    """
    forms = disarmed(make_forms(standard).table, dict.fromkeys(CONTACTS, pa.array([], pa.string())))
    return pa.table({part.name: forms[part.name].cast(part.type) for part in FORM_SCHEMA})


def keep_forms(forms: pa.Table) -> None:
    """Keep the forms of records instead of those they had. forms: record_id, party, then FORM_SCHEMA."""
    delete_by(FORMS, "record_id", forms["record_id"].to_pylist())
    own = forms.select([name for name in forms.column_names if name not in ("record_id", "party", "id")])
    insert(FORMS, pa.table({"record_id": forms["record_id"], "party": forms["party"], "form": rows_as_json(own)}))


def drop_forms(records: list[int]) -> None:
    """Forget the forms of records that do not count any more."""
    delete_by(FORMS, "record_id", records)


def forms_of(records: list[int]) -> pa.Table:
    """Return the forms of those records that have some: record_id, party, id (0 to n-1), then FORM_SCHEMA."""
    return _table(rows_where("record_id, party, form", FORMS, "record_id", records, order="record_id"))


def all_forms(party: str) -> pa.Table:
    """Return the forms of all records of a party kind, ordered by record."""
    return _table(all_rows(f"SELECT record_id, party, form FROM {FORMS} WHERE party = %s ORDER BY record_id", [party]))


def _table(rows: Iterable[tuple[int, str, str | dict[str, object]]]) -> pa.Table:
    rows = list(rows)
    forms = [json.loads(form) if isinstance(form, str) else form for _, _, form in rows]
    return pa.table(
        {
            "record_id": pa.array([record for record, _, _ in rows], pa.int64()),
            "party": pa.array([party for _, party, _ in rows], pa.string()),
            "id": pa.array(range(len(rows)), pa.int32()),
            **{part.name: pa.array([form.get(part.name) for form in forms], part.type) for part in FORM_SCHEMA},
        }
    )
