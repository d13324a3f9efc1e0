"""The values of some customers compete. Needs no database: it can be done in a process of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.parties.entries import Searched, searched_by
from pellucid.crm.parties.golden import contact_rows, party_rows
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.sources.said import Said, said_in
from pellucid.golden.model.field import split_slot
from pellucid.golden.relate.traces import Traces, traces_of
from pellucid.golden.survive.policy import SurvivorshipRule
from pellucid.golden.survive.table import survive

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Competition:
    """Some customers and what their records say.

    customers: ids; kinds: of party, by customer; clusters: the records of each. rows: see sources.said.SAID.
    """

    customers: Sequence[int]
    kinds: Sequence[str]
    clusters: Sequence[Sequence[int]]
    rows: Sequence[tuple[Any, ...]]
    rules: Sequence[SurvivorshipRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Won:
    """The golden records of customers; see parties.golden, parties.words and golden.relate.traces."""

    customers: Sequence[int]
    parties: pa.Table
    contacts: pa.Table
    searched: Searched
    traces: Traces


def compete(competition: Competition) -> Won:
    """Return the golden records that come of what is said, what people rejected left out."""
    clusters, customers = competition.clusters, competition.customers
    said = said_in(competition.rows)
    owner = {record: number for number, records in enumerate(clusters) for record in records}
    of = np.array([owner[record] for record in said.record.tolist()], dtype=np.int64)
    survived = survive(without_rejected(said, of), of, competition.rules, said.standing)
    counts = [len(records) for records in clusters]
    return Won(
        customers=customers,
        parties=party_rows(survived, competition.kinds, said.record, counts),
        contacts=contact_rows(survived, customers),
        searched=searched_by(survived.golden, customers),
        traces=traces_of(
            survived.golden, customers, np.array([kind == PartyKind.PERSON for kind in competition.kinds])
        ),
    )


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
