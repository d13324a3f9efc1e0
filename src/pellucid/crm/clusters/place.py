"""Keeping whose records are whose: ids given out, handed on and brought home."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.bulk.read import rows_where
from pellucid.crm.bulk.write import ids_used, insert, next_id, update_by_id
from pellucid.crm.clusters.ids import Assigned, assign_ids
from pellucid.crm.clusters.queries import MEMBERS, records_of

CUSTOMERS = "clusters_customer"
CLAIMS = "clusters_claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """customers: by cluster, the id it is known by. clusters: the records of each; more than were given where an id
    went over to one that was not. gone: ids that were customers and lead elsewhere now, or nowhere. made: new ids."""

    clusters: list[list[int]]
    customers: list[int]
    gone: list[int]
    made: list[int]


def place(clusters: Sequence[Sequence[int]], absent: Sequence[int]) -> Placed:
    """Give each cluster its id, and keep which record is whose.

    clusters: the records of each, whole. absent: records that do not count any more.
    """
    own = [list(records) for records in clusters]
    members = _members([*(record for records in own for record in records), *absent])
    while True:
        claimants = _claimants(members)
        outside = _customers_outside(claimants, members)
        if not outside:
            break
        own += [records_of([customer]) for customer in outside]
        members |= _members([record for records in own for record in records])
    assigned = assign_ids(own, claimants)
    first_new = next_id(CUSTOMERS)
    made = [number for number, survivor in enumerate(assigned.survivor) if survivor is None]
    customers = list(assigned.survivor)
    for place_of_new, number in enumerate(made):
        customers[number] = first_new + place_of_new
    known = [customer for customer in customers if customer is not None]
    _write(own, known, [known[number] for number in made], members, absent, assigned)
    before = {customer for _, customer in members.values() if customer}
    return Placed(
        clusters=own, customers=known, gone=sorted(before - set(known)), made=[known[number] for number in made]
    )


Members = dict[int, tuple[int, int | None]]  # by record: its home, and whose it is now


def _members(records: list[int]) -> Members:
    rows = rows_where("record_id, home_id, customer_id", MEMBERS, "record_id", records)
    return {record: (home, customer) for record, home, customer in rows}


def _claimants(members: Members) -> dict[int, list[int]]:
    """Return for every id that the records hold or are under: the records it was given for, in order."""
    ids = {home for home, _ in members.values()} | {customer for _, customer in members.values() if customer}
    ids |= {customer for (customer,) in rows_where("customer_id", CLAIMS, "record_id", list(members))}
    claimants: dict[int, list[int]] = {customer: [] for customer in sorted(ids)}
    # Claims are made with their id, for records that were there before it: older than all that come to it later.
    for customer, record in rows_where("customer_id, record_id", CLAIMS, "customer_id", list(ids), order="id"):
        claimants[customer].append(record)
    for customer, record in rows_where("home_id, record_id", MEMBERS, "home_id", list(ids), order="record_id"):
        claimants[customer].append(record)
    return claimants


def _customers_outside(claimants: dict[int, list[int]], members: Members) -> list[int]:
    """Return the customers that records belong to which hold one of the ids but are not at hand."""
    outside = [record for records in claimants.values() for record in records if record not in members]
    return sorted({customer for _, customer in _members(outside).values() if customer})


def _write(
    clusters: list[list[int]],
    customers: list[int],
    made: list[int],
    members: Members,
    absent: Sequence[int],
    assigned: Assigned,
) -> None:
    _give_out(made)
    new_homes: dict[str, list[int]] = defaultdict(list)
    moved: dict[int, int | None] = {record: None for record in absent if record in members and members[record][1]}
    claims: dict[str, list[int]] = defaultdict(list)
    fresh = set(made)
    for records, customer in zip(clusters, customers, strict=True):
        for record in records:
            if record not in members:
                new_homes["record_id"].append(record)
                new_homes["customer_id"].append(customer)
                continue
            if members[record][1] != customer:
                moved[record] = customer
            if customer in fresh:
                claims["customer_id"].append(customer)
                claims["record_id"].append(record)
    if new_homes:
        new_homes["home_id"] = new_homes["customer_id"]
        insert(MEMBERS, pa.table({name: pa.array(ids, pa.int64()) for name, ids in new_homes.items()}))
    if claims:
        insert(CLAIMS, _numbered(CLAIMS, claims))
        ids_used(CLAIMS)
    update_by_id(MEMBERS, "record_id", "customer_id", list(moved), list(moved.values()))
    leads = {customer: None if at is None else customers[at] for customer, at in assigned.leads_to.items()}
    _lead(leads)


def _give_out(customers: list[int]) -> None:
    """Insert new ids, each leading to itself."""
    ids = pa.array(customers, pa.int64())
    uuids = pa.array([new_uuid().hex for _ in customers], pa.string())
    insert(CUSTOMERS, pa.table({"id": ids, "uuid": uuids, "survivor_id": ids}))
    ids_used(CUSTOMERS)


def _numbered(table: str, columns: dict[str, list[int]]) -> pa.Table:
    count = len(next(iter(columns.values())))
    first = next_id(table)
    numbered = {"id": list(range(first, first + count)), **columns}
    return pa.table({name: pa.array(ids, pa.int64()) for name, ids in numbered.items()})


def _lead(leads: dict[int, int | None]) -> None:
    """Let ids lead where they do now, where that is another place than before."""
    was: dict[int, int | None] = dict(rows_where("id, survivor_id", CUSTOMERS, "id", list(leads)))
    turned = {customer: survivor for customer, survivor in leads.items() if was[customer] != survivor}
    update_by_id(CUSTOMERS, "id", "survivor_id", list(turned), list(turned.values()))
