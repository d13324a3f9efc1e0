"""Match forms made again from what records say now."""

import pyarrow as pa

from pellucid.crm.matches.match_forms import undisarmed
from pellucid.crm.sources.queries import rows_said
from pellucid.crm.sources.said import said_in


def forms_again(records: list[int]) -> pa.Table:
    """Return the forms of those of the records that count: record_id, party, id, then FORM_SCHEMA."""
    said = said_in(rows_said(records))
    count = len(said.record)
    standard = said.standard.append_column("record_id", pa.array(said.record))
    forms = undisarmed(standard)
    for place, (name, column) in enumerate(
        (
            ("record_id", pa.array(said.record)),
            ("party", pa.array(said.party, pa.string())),
            ("id", pa.array(range(count), pa.int32())),
        )
    ):
        forms = forms.add_column(place, name, column)
    return forms
