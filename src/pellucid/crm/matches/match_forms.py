"""Match forms as they are kept: one JSON object a record, and as a table again."""

import io
from collections.abc import Sequence

import pyarrow as pa
from pyarrow import json

from pellucid.crm.bulk.json import rows_as_json
from pellucid.crm.bulk.read import json_column, rows_at_a_time, rows_where
from pellucid.crm.bulk.write import delete_by, insert
from pellucid.golden.match.disarm import CONTACTS, disarmed
from pellucid.golden.match.forms import make_forms

FORMS = "matches_matchform"
NO_RECORDS = pa.table({"record_id": pa.array([], pa.int64())})
FORM_SCHEMA: pa.Schema = make_forms(NO_RECORDS).table.schema.remove(0)
"""What a form consists of; see golden.match.forms."""
RECORDS_AT_ONCE = 50_000
BLOCK_BYTES = 1 << 20  # a row has to fit into one
BYTES_A_LETTER_MAX = 4


def undisarmed(standard: pa.Table) -> pa.Table:
    """Return the forms of standard records before anything is disarmed: what is, each version of a model says.

    standard: see golden.standardize.table. Columns FORM_SCHEMA.
    """
    forms = disarmed(make_forms(standard).table, dict.fromkeys(CONTACTS, pa.array([], pa.string())))
    return pa.table({part.name: forms[part.name].cast(part.type) for part in FORM_SCHEMA})


def keep_forms(forms: pa.Table) -> None:
    """Keep the forms of records that have none yet. forms: record_id, party, then FORM_SCHEMA."""
    for start in range(0, forms.num_rows, RECORDS_AT_ONCE):
        some = forms.slice(start, RECORDS_AT_ONCE)
        form = rows_as_json(some.select(FORM_SCHEMA.names))
        insert(FORMS, pa.table({"record_id": some["record_id"], "party": some["party"], "form": form}))


def renew_forms(changed: list[int], forms: pa.Table) -> None:
    """Keep the forms of changed records instead of those they had. changed: some may have none now."""
    delete_by(FORMS, "record_id", changed)
    keep_forms(forms)


def forms_of(records: list[int]) -> pa.Table:
    """Return the forms of those records that have some: record_id, party, id (0 to n-1), then FORM_SCHEMA."""
    return _table(
        rows_where(f"record_id, party, {json_column('form')}", FORMS, "record_id", records, order="record_id")
    )


def all_forms(party: str) -> pa.Table:
    """Return the forms of all records of a party kind, ordered by record."""
    sql = f"SELECT record_id, party, {json_column('form')} FROM {FORMS} WHERE party = %s ORDER BY record_id"
    forms = pa.concat_tables([_table([]), *(_table(rows) for rows in rows_at_a_time(sql, [party]))])
    return _numbered(forms.drop_columns(["id"]))


def _table(rows: Sequence[tuple[int, str, str]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return _numbered(
        _read(columns[2])
        .add_column(0, "party", pa.array(columns[1], pa.string()))
        .add_column(0, "record_id", pa.array(columns[0], pa.int64()))
    )


def _numbered(forms: pa.Table) -> pa.Table:
    """Return forms, which begin with record_id and party, with the number of each row."""
    return forms.add_column(2, "id", pa.array(range(forms.num_rows), pa.int32()))


def _read(forms: Sequence[str]) -> pa.Table:
    """Return forms as a table: by Arrow's own reader, several times faster than one by one."""
    if not forms:
        return FORM_SCHEMA.empty_table()
    lines = "\n".join(forms).encode("utf-8", "surrogatepass")
    return json.read_json(
        io.BytesIO(lines),
        read_options=json.ReadOptions(block_size=max(BLOCK_BYTES, len(max(forms, key=len)) * BYTES_A_LETTER_MAX)),
        parse_options=json.ParseOptions(explicit_schema=FORM_SCHEMA, unexpected_field_behavior="ignore"),
    ).select(FORM_SCHEMA.names)
