"""Keeping golden records, and the words they are found by, as the records behind them now make them."""

from collections.abc import Sequence

import pyarrow as pa
from django.db import connection

from pellucid.crm.bulk.read import all_rows
from pellucid.crm.bulk.write import delete_by, ids_used, insert, next_id
from pellucid.crm.parties.open_issues import open_counts

PARTIES = "parties_party"
CONTACT_POINTS = "parties_contactpoint"
SEARCH_WORDS = "parties_searchword"
BY_PARTY = f"{SEARCH_WORDS}_party"
MADE_AT_ONCE_MIN = 500_000  # words from which on an index is made afterwards: sorted once, not filled here and there


def drop_parties(customers: Sequence[int]) -> None:
    """Forget the golden records of customers."""
    delete_by(SEARCH_WORDS, "party_id", list(customers))
    delete_by(CONTACT_POINTS, "party_id", list(customers))
    delete_by(PARTIES, "customer_id", list(customers))


def keep_parties(customers: Sequence[int], rows: pa.Table, contacts: pa.Table, *, change: int) -> None:
    """Keep golden records in place of those the customers had; their words come after: see keep_words.

    rows, contacts: see parties.golden.
    """
    drop_parties(customers)
    ids = pa.array(list(customers), pa.int64())
    issues = open_counts(customers)
    counts = pa.array([issues.get(customer, 0) for customer in customers], pa.int64())
    rows = rows.append_column("customer_id", ids).append_column("issue_count", counts)
    insert(PARTIES, rows.append_column("change_id", pa.array([change] * len(ids), pa.int64())))
    first = next_id(CONTACT_POINTS)
    numbers = pa.array(range(first, first + contacts.num_rows), pa.int64())
    if contacts.num_rows:
        insert(CONTACT_POINTS, contacts.append_column("id", numbers))
        ids_used(CONTACT_POINTS)


def keep_words(words: pa.Table) -> None:
    """Keep the words of parties that have none yet, in order, so that each page of the table is written once."""
    words = words.sort_by([("word", "ascending"), ("party_id", "ascending")])
    if words.num_rows < MADE_AT_ONCE_MIN or all_rows(f"SELECT 1 FROM {SEARCH_WORDS} LIMIT 1"):
        insert(SEARCH_WORDS, words)
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {BY_PARTY}")
        insert(SEARCH_WORDS, words)
        cursor.execute(f"CREATE INDEX {BY_PARTY} ON {SEARCH_WORDS} (party_id, word)")
