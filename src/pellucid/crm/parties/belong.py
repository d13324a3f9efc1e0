"""Keeping who belongs to which household, and who works where, as golden records and what people said make it.

Whatever touched a customer, the same function follows it: to those at the addresses it has and had, to those with whom
it lives or lived, and to the people of a company. Where most customers were touched, all are looked at.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from django.db import connection
from numpy.typing import NDArray

from pellucid.crm.bulk.read import all_rows, rows_where
from pellucid.crm.bulk.write import delete_by, insert
from pellucid.crm.parties.models import Role
from pellucid.crm.parties.told import told_apart, told_employed, told_not_employed, told_together
from pellucid.crm.parties.traces import all_traces, keep_traces, traces_met, traces_where
from pellucid.golden.relate.employers import employers
from pellucid.golden.relate.households import households
from pellucid.golden.relate.traces import HOMES, Trace, Traces, joined_traces

BELONGINGS = "parties_belonging"
FOLLOWED_SHARE_MAX = 0.2  # of all ids; where more were touched, reading all is cheaper than following each
Ints = NDArray[np.int64]


def belong(customers: Sequence[int], traces: Traces) -> None:
    """Keep where customers belong, and whom that touches. traces: theirs; those without have no golden record now."""
    before = keep_traces(customers, traces)
    belong_again(customers, before)


def belong_again(customers: Sequence[int], before: Traces) -> None:
    """Look again where customers belong, and whom that touches. before: the traces they had."""
    ((highest,),) = all_rows("SELECT coalesce(max(customer_id), 0) FROM parties_party")
    if len(customers) > FOLLOWED_SHARE_MAX * highest:
        _keep_all()
        return
    _keep_households(customers, before.of(*HOMES))
    _keep_employers(customers, before)


def _keep_all() -> None:
    traces = all_traces()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {BELONGINGS}")
    _insert_households(traces.of(*HOMES), None)
    _insert_employers(traces, None)


def _keep_households(customers: Sequence[int], before: Traces) -> None:
    people, homes = _neighbours(customers, before)
    _forget(Role.HOUSEHOLD, people)
    _insert_households(homes, people)


def _neighbours(customers: Sequence[int], before: Traces) -> tuple[list[int], Traces]:
    """Return whoever may live with customers now or did, through any number of others, and where they live."""
    seen: set[int] = set()
    found, frontier = list[Traces](), {*customers, *_fellows(customers)}
    places, known = set(before.key.tolist()), set[int]()
    while frontier or places - known:
        seen |= frontier
        places |= set(traces_where("party_id", sorted(frontier)).of(*HOMES).key.tolist())
        there = traces_met(HOMES, sorted(places - known))
        known |= places
        found.append(there)
        said = told_together(sorted(frontier))
        frontier = {*there.party.tolist(), *said.ravel().tolist()} - seen
    return sorted(seen), joined_traces(found)


def _fellows(customers: Sequence[int]) -> set[int]:
    """Return those with whom customers live, as kept so far."""
    own = f"role = '{Role.HOUSEHOLD}' AND "
    firsts = {first for (first,) in rows_where("other_id", BELONGINGS, f"{own}party_id", customers)}
    return {party for (party,) in rows_where("party_id", BELONGINGS, f"{own}other_id", sorted(firsts))}


def _insert_households(homes: Traces, people: Sequence[int] | None) -> None:
    found = households(homes, told_together(people), told_apart(people))
    _insert(Role.HOUSEHOLD, found.party, found.first, found.reason)


def _keep_employers(customers: Sequence[int], before: Traces) -> None:
    touched = joined_traces([before, traces_where("party_id", customers)])
    companies = {Trace.WORKS_FOR: Trace.IS_CALLED, Trace.MAILS_FROM: Trace.OWNS}
    staff = [traces_met([own], touched.of(theirs).key.tolist()).party for own, theirs in companies.items()]
    people = np.unique(np.concatenate([np.array(customers, np.int64), *staff])).tolist()
    told = [traces_where("party_id", people)]
    for own, theirs in companies.items():
        told.append(traces_met([theirs], np.unique(told[0].of(own).key).tolist()))
    _forget(Role.WORKS_AT, people)
    _insert_employers(joined_traces(told), people)


def _insert_employers(traces: Traces, people: Sequence[int] | None) -> None:
    found = employers(traces, told=told_employed(people)[:, 0], denied=told_not_employed(people))
    _insert(Role.WORKS_AT, found.person, found.organization, found.reason)


def _forget(role: Role, people: Sequence[int]) -> None:
    delete_by(BELONGINGS, "party_id", list(people), also=f"role = '{role}'")


def _insert(role: Role, party: Ints, other: Ints, reason: NDArray[np.str_]) -> None:
    columns = {"party_id": pa.array(party), "role": pa.array([role.value] * len(party), pa.string())}
    columns |= {"other_id": pa.array(other), "reason": pa.array(reason.tolist(), pa.string())}
    insert(BELONGINGS, pa.table(columns))
