"""Golden records of customers, chosen from what their records say and kept."""

from collections.abc import Iterator, Sequence

import pyarrow as pa

from pellucid.crm.bulk.read import Rows
from pellucid.crm.cleaning.compete import Competition, compete
from pellucid.crm.fields.queries import survivorship_rules
from pellucid.crm.parties.actions import drop_parties, filled, keep_parties, keep_words
from pellucid.crm.parties.belong import belong
from pellucid.crm.parties.open_issues import open_counts
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.sources.queries import rows_said
from pellucid.golden.relate.traces import joined_traces
from pellucid.golden.standardize.parallel import spread

CUSTOMERS_AT_ONCE = 25_000  # bounds memory: about 4 kB a record while its values compete
CUSTOMERS_WORTH_PROCESSES = 100_000
WORKERS = 2  # one competes while the other is given the next; this process reads and writes
PARTY = 2  # the place of a record's kind of party in a row


def keep_golden(
    clusters: Sequence[Sequence[int]], customers: Sequence[int], gone: Sequence[int], *, change: int
) -> None:
    """Make and keep the golden records of customers, and where they belong.

    clusters: the records of each; gone: customers that are none any more.
    """
    drop_parties(gone)
    searched, traces = [], []
    issues = open_counts(customers)
    workers = WORKERS if len(customers) >= CUSTOMERS_WORTH_PROCESSES else 1
    with filled(len(customers)), spread(workers) as mapper:
        for won in mapper.each(compete, _competitions(clusters, customers)):
            keep_parties(won.customers, won.parties, won.contacts, issues=issues, change=change)
            searched.append(won.searched)
            traces.append(won.traces)
    keep_words(searched)
    belong([*customers, *gone], joined_traces(traces))


def golden_of(clusters: Sequence[Sequence[int]]) -> pa.Table:
    """Return the golden records that clusters of records would make, as parties.golden.party_rows; keep nothing."""
    (competition,) = _competitions(clusters, list(range(len(clusters))))
    return compete(competition).parties


def _competitions(clusters: Sequence[Sequence[int]], customers: Sequence[int]) -> Iterator[Competition]:
    rules = survivorship_rules()
    for start in range(0, len(customers), CUSTOMERS_AT_ONCE):
        own = clusters[start : start + CUSTOMERS_AT_ONCE]
        rows = rows_said([record for records in own for record in records])
        yield Competition(
            customers=customers[start : start + CUSTOMERS_AT_ONCE],
            kinds=_kinds(own, rows),
            clusters=own,
            rows=rows,
            rules=rules,
        )


def _kinds(clusters: Sequence[Sequence[int]], rows: Rows) -> list[str]:
    """Return what kind of party each customer is: one of whose records speaks of a person is a person."""
    people = {row[0] for row in rows if row[PARTY] == PartyKind.PERSON}
    return [
        PartyKind.ORGANIZATION.value if people.isdisjoint(records) else PartyKind.PERSON.value for records in clusters
    ]
