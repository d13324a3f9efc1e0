"""Match forms made again from what records say now."""

import pyarrow as pa

from pellucid.crm.matches.match_forms import FORM_SCHEMA
from pellucid.crm.sources.queries import said_by
from pellucid.golden.match.forms import make_forms


def forms_again(records: list[int]) -> pa.Table:
    """Return the forms of those of the records that count: record_id, party, id, then FORM_SCHEMA."""
    said = said_by(records)
    count = len(said.record)
    standard = said.standard.append_column("record_id", pa.array(said.record))
    forms = make_forms(standard).table
    return pa.table(
        {
            "record_id": pa.array(said.record),
            "party": pa.array(said.party, pa.string()),
            "id": pa.array(range(count), pa.int32()),
            **{part.name: forms[part.name].cast(part.type) for part in FORM_SCHEMA},
        }
    )
