"""What people said of who lives with whom and who works where: it always wins over what follows from data."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pellucid.crm.bulk.read import all_rows, rows_where
from pellucid.crm.parties.models import Role
from pellucid.crm.sources.models import PartyKind

Ints = NDArray[np.int64]

# Whom they lead to now, where both are there.
_TOLD = (
    "parties_relationship told JOIN clusters_customer one ON one.id = told.subject_id"
    " JOIN clusters_customer other ON other.id = told.object_id"
    " JOIN parties_party one_party ON one_party.customer_id = one.survivor_id"
    " JOIN parties_party other_party ON other_party.customer_id = other.survivor_id"
)
_PAIR = "one.survivor_id, other.survivor_id"
_COUNTS = "told.is_current AND one.survivor_id <> other.survivor_id AND told.role = '{role}'"
_BOTH_PEOPLE = f" AND one_party.kind = '{PartyKind.PERSON}' AND other_party.kind = '{PartyKind.PERSON}'"
_STILL = " AND told.to_date IS NULL"


def told_together(customers: Sequence[int] | None) -> Ints:
    """Return the pairs of people that live together, as somebody said; of the customers, or all."""
    return _told(Role.HOUSEHOLD, _BOTH_PEOPLE + _STILL, customers)


def told_apart(customers: Sequence[int] | None) -> Ints:
    """Return the pairs of which the first is not of the second's household, as somebody said."""
    return _told(Role.NOT_HOUSEHOLD, _BOTH_PEOPLE, customers)


def told_employed(customers: Sequence[int] | None) -> Ints:
    """Return the pairs of whom the first works at the second now, as somebody said."""
    return _told(Role.WORKS_AT, _STILL, customers)


def told_not_employed(customers: Sequence[int] | None) -> Ints:
    """Return the pairs of whom the first does not work at the second, or no longer, as somebody said."""
    ended = _told(Role.WORKS_AT, " AND told.to_date IS NOT NULL", customers)
    return np.concatenate([_told(Role.NOT_AT, "", customers), ended])


def _told(role: Role, more: str, customers: Sequence[int] | None) -> Ints:
    holds = _COUNTS.format(role=role.value) + more
    if customers is None:
        rows = all_rows(f"SELECT {_PAIR} FROM {_TOLD} WHERE {holds}")
    else:
        sides = ("one.survivor_id", "other.survivor_id")
        rows = [row for side in sides for row in rows_where(_PAIR, _TOLD, f"{holds} AND {side}", customers)]
    return np.unique(np.array(rows, dtype=np.int64).reshape(-1, 2), axis=0)
