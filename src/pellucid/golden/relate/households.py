"""Households: people of one family name at one address, and those whom somebody said to live together."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.components import components
from pellucid.golden.relate.traces import Traces

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# A house whose flats have no numbers has a few families among the customers. More, and it is a block, an office or a
# home for students, in which two of one name need not know each other.
FAMILIES_MAX = 5
# A large household; more people of one name at one address are a family that bears the commonest name, or an office.
MEMBERS_MAX = 12


class HouseholdReason(StrEnum):
    """Why somebody is of a household."""

    FAMILY = "family"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """Members of households of two or more, ascending. first: the lowest of its household; reason: HouseholdReason."""

    party: Ints
    first: Ints
    reason: NDArray[np.str_]


def households(lives_at: Traces, together: Ints, apart: Ints) -> Households:
    """Return who lives together.

    lives_at: where people live, each at one place. together: pairs that live together wherever they are. apart: pairs
    of which the first is not of the second's household, unless a pair in together leads there. Both n by 2.
    """
    parties = np.unique(np.concatenate([lives_at.party, together.ravel()]))
    bound, hand = _numbered(lives_at, parties), np.searchsorted(parties, together)
    bound = bound.at(_is_of_a_home(bound, len(parties)))
    labels = _groups(len(parties), _family_ties(bound), hand)
    known = np.isin(apart, parties).all(axis=1)
    leaving, left = np.searchsorted(parties, apart[known]).T
    out = leaving[labels[leaving] == labels[left]]
    ties = _family_ties(bound.at(~np.isin(bound.party, out)))
    labels = _groups(len(parties), ties, hand)
    members = np.flatnonzero(np.bincount(labels, minlength=len(parties))[labels] > 1)
    by_name = np.isin(members, ties)
    return Households(
        party=parties[members],
        first=parties[labels[members]],
        reason=np.where(by_name, HouseholdReason.FAMILY.value, HouseholdReason.SAID.value),
    )


def _numbered(lives_at: Traces, parties: Ints) -> Traces:
    """Return the traces by place of the party among the parties, in order of address and name."""
    party = np.searchsorted(parties, lives_at.party)
    order = np.lexsort((party, lives_at.said, lives_at.key))
    return Traces(party=party, kind=lives_at.kind, key=lives_at.key, said=lives_at.said).at(order)


def _family_ties(lives_at: Traces) -> Ints:
    """Return pairs of people next to each other in a family; n by 2. lives_at: in order of address and name."""
    same = (lives_at.key[1:] == lives_at.key[:-1]) & (lives_at.said[1:] == lives_at.said[:-1])
    return np.stack([lives_at.party[:-1][same], lives_at.party[1:][same]], axis=1)


def _groups(count: int, *ties: Ints) -> Ints:
    left, right = np.concatenate(ties).T
    return components(count, left, right)


def _is_of_a_home(lives_at: Traces, count: int) -> Bools:
    """Return which traces are of an address with few families, and of a family that has room in a home."""
    labels = _groups(count, _family_ties(lives_at))
    places = np.unique(np.stack([lives_at.key, labels[lives_at.party]], axis=1), axis=0)[:, 0]
    keys, families = np.unique(places, return_counts=True)
    shared = keys[families > FAMILIES_MAX]
    large = np.bincount(labels, minlength=count)[labels[lives_at.party]] > MEMBERS_MAX
    return ~np.isin(lives_at.key, shared) & ~large
