"""The best values of customers, what people rejected left out."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.fields.queries import survivorship_rules
from pellucid.crm.parties.actions import keep_parties
from pellucid.crm.parties.golden import contact_rows, party_rows
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.sources.queries import Said, said_by
from pellucid.golden.model.field import split_slot
from pellucid.golden.survive.table import Survived, survive

Ints = NDArray[np.int64]

CUSTOMERS_AT_ONCE = 50_000  # bounds memory: about 4 kB a record while its values compete


def keep_golden(clusters: Sequence[Sequence[int]], customers: Sequence[int], *, change: int) -> None:
    """Make and keep the golden records of customers. clusters: the records of each."""
    for start in range(0, len(customers), CUSTOMERS_AT_ONCE):
        own, ids = clusters[start : start + CUSTOMERS_AT_ONCE], customers[start : start + CUSTOMERS_AT_ONCE]
        said, survived, parties = golden_of(own)
        counts = [len(records) for records in own]
        rows = party_rows(survived, parties, said.record, counts)
        keep_parties(ids, rows, contact_rows(survived, ids), change=change)


def golden_of(clusters: Sequence[Sequence[int]]) -> tuple[Said, Survived, list[str]]:
    """Return what the records of some customers say, the values that survive, and what kind of party each is."""
    said = said_by([record for records in clusters for record in records])
    owner = {record: number for number, records in enumerate(clusters) for record in records}
    of = np.array([owner[record] for record in said.record.tolist()], dtype=np.int64)
    standard = without_rejected(said, of)
    parties = [PartyKind.ORGANIZATION.value] * len(clusters)
    for number, party in zip(of.tolist(), said.party, strict=True):
        if party == PartyKind.PERSON:
            parties[number] = party
    return said, survive(standard, of, survivorship_rules(), said.standing), parties


def without_rejected(said: Said, of: Ints) -> pa.Table:
    """Return the standard values without those that a person said are wrong. of: the customer of each row.

    A value that a record gives again after it was rejected stands: what was wrong can become right.
    """
    columns: dict[str, list[str | None]] = {}
    for place, fields in said.rejects.items():
        day = said.standing.recency[place]
        for row in np.flatnonzero((of == of[place]) & (said.standing.recency <= day)).tolist():
            if row == place:
                continue
            for name in said.standard.column_names:
                wrong = fields.get(split_slot(name)[0], ())
                if wrong:
                    column = columns.setdefault(name, said.standard[name].to_pylist())
                    column[row] = None if column[row] in wrong else column[row]
    standard = said.standard
    for name, values in columns.items():
        standard = standard.set_column(standard.schema.get_field_index(name), name, pa.array(values, pa.string()))
    return standard
