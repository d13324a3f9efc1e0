"""Keeping golden records as the records behind them now make them."""

from collections.abc import Sequence

import pyarrow as pa

from pellucid.crm.bulk.write import delete_by, ids_used, insert, next_id

PARTIES = "parties_party"
CONTACT_POINTS = "parties_contactpoint"


def drop_parties(customers: Sequence[int]) -> None:
    """Forget the golden records of customers."""
    delete_by(CONTACT_POINTS, "party_id", list(customers))
    delete_by(PARTIES, "customer_id", list(customers))


def keep_parties(customers: Sequence[int], rows: pa.Table, contacts: pa.Table, *, change: int) -> None:
    """Keep golden records in place of those the customers had. rows, contacts: see parties.golden."""
    drop_parties(customers)
    ids = pa.array(list(customers), pa.int64())
    rows = rows.append_column("customer_id", ids).append_column("issue_count", pa.array([0] * len(ids), pa.int64()))
    insert(PARTIES, rows.append_column("change_id", pa.array([change] * len(ids), pa.int64())))
    first = next_id(CONTACT_POINTS)
    numbers = pa.array(range(first, first + contacts.num_rows), pa.int64())
    if contacts.num_rows:
        insert(CONTACT_POINTS, contacts.append_column("id", numbers))
        ids_used(CONTACT_POINTS)
