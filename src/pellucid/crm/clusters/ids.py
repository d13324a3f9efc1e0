"""Which id a customer has: the oldest of those that its records hold.

An id lives on through the first record that it was given for and that still counts. So when customers join, the
oldest id survives and the others lead to it; when they part, each goes home with its own records.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """survivor: by cluster, its id, None for one that needs a new one. leads_to: by id, the cluster it leads to now;
    None where no record of it is left."""

    survivor: list[int | None]
    leads_to: dict[int, int | None] = field(default_factory=dict)


def assign_ids(clusters: Sequence[Iterable[int]], claimants: Mapping[int, Sequence[int]]) -> Assigned:
    """Return who has which id.

    clusters: the records of each. claimants: by id, the records it was given for, in the order in which it was; an id
    with a claimant outside the clusters must not be among them.
    """
    place = {record: number for number, records in enumerate(clusters) for record in records}
    held: dict[int, list[int]] = defaultdict(list)
    leads_to: dict[int, int | None] = {}
    for customer, records in claimants.items():
        holder = next((record for record in records if record in place), None)
        leads_to[customer] = None if holder is None else place[holder]
        if holder is not None:
            held[place[holder]].append(customer)
    survivor = [min(held[number]) if held[number] else None for number in range(len(clusters))]
    return Assigned(survivor=survivor, leads_to=leads_to)
