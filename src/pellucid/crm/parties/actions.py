"""Keeping golden records, and the words they are found by, as the records behind them now make them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pyarrow as pa

from pellucid.crm.bulk.indexes import indexes_aside
from pellucid.crm.bulk.json import json_as_rows
from pellucid.crm.bulk.read import rows_where
from pellucid.crm.bulk.write import delete_by, delete_pairs, ids_used, insert, next_id
from pellucid.crm.parties.entries import Searched, entries, searched_by

PARTIES = "parties_party"
CONTACT_POINTS = "parties_contactpoint"
SEARCH_WORDS = "parties_searchword"


def drop_parties(customers: Sequence[int]) -> None:
    """Forget the golden records of customers."""
    kept = rows_where("customer_id, golden", PARTIES, "customer_id", customers)
    if not kept:
        return
    ids, golden = zip(*kept, strict=True)
    for part in entries([searched_by(json_as_rows(golden), ids)]):
        delete_pairs(SEARCH_WORDS, ("word", "party_id"), part["word"].to_pylist(), part["party_id"].to_pylist())
    delete_by(CONTACT_POINTS, "party_id", list(ids))
    delete_by(PARTIES, "customer_id", list(ids))


@contextmanager
def filled(count: int) -> Iterator[None]:
    """Let so many golden records be kept; the first many are kept faster: see bulk.indexes."""
    with indexes_aside(PARTIES, rows=count), indexes_aside(CONTACT_POINTS, rows=count):
        yield


def keep_parties(
    customers: Sequence[int], rows: pa.Table, contacts: pa.Table, *, issues: Mapping[int, int], change: int
) -> None:
    """Keep golden records in place of those the customers had; their words come after: see keep_words.

    rows, contacts: see parties.golden. issues: how many open ones a customer has, see open_issues.
    """
    drop_parties(customers)
    ids = pa.array(list(customers), pa.int64())
    counts = pa.array([issues.get(customer, 0) for customer in customers], pa.int64())
    rows = rows.append_column("customer_id", ids).append_column("issue_count", counts)
    insert(PARTIES, rows.append_column("change_id", pa.array([change] * len(ids), pa.int64())))
    first = next_id(CONTACT_POINTS)
    numbers = pa.array(range(first, first + contacts.num_rows), pa.int64())
    if contacts.num_rows:
        insert(CONTACT_POINTS, contacts.append_column("id", numbers))
        ids_used(CONTACT_POINTS)


def keep_words(searched: Sequence[Searched]) -> None:
    """Keep the words of parties that have none yet, in order, so that each page of the table is written once."""
    for part in entries(searched):
        insert(SEARCH_WORDS, part)
