"""Households: people of one family name, or one number, at one address; and who is said to live together."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.match.components import components
from pellucid.golden.relate.traces import Trace, Traces

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# A house whose flats have no numbers has a few families among the customers. More, and it is a block, an office or a
# home for students, in which two of one name need not know each other.
FAMILIES_MAX = 5
# A large household; more people of one name at one address are a family that bears the commonest name, or an office.
MEMBERS_MAX = 12
FAMILIES_OF_A_NUMBER = 2  # a couple of two names, or a mother and her children; three are a switchboard


class HouseholdReason(StrEnum):
    """Why somebody is of a household."""

    FAMILY = "family"
    PHONE = "phone"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Households:
    """Members of households of two or more, ascending. first: the lowest of its household; reason: HouseholdReason."""

    party: Ints
    first: Ints
    reason: NDArray[np.str_]


def households(homes: Traces, together: Ints, apart: Ints) -> Households:
    """Return who lives together.

    homes: where people live and their phones ring, each at one place. together: pairs that live together wherever they
    are. apart: pairs of which the first is not of the second's household, unless a pair in together leads there. Both
    n by 2.
    """
    parties = np.unique(np.concatenate([homes.party, together.ravel()]))
    hand = np.searchsorted(parties, together)
    lives_at, rings_at = _private(_numbered(homes, parties), len(parties))
    labels = _groups(len(parties), _ties(lives_at), _ties(rings_at), hand)
    leaving, left = np.searchsorted(parties, apart[np.isin(apart, parties).all(axis=1)]).T
    out = leaving[labels[leaving] == labels[left]]
    by_name, by_phone = (_ties(each.at(~np.isin(each.party, out))) for each in (lives_at, rings_at))
    labels = _groups(len(parties), by_name, by_phone, hand)
    members = np.flatnonzero(np.bincount(labels, minlength=len(parties))[labels] > 1)
    reasons = [HouseholdReason.FAMILY.value, HouseholdReason.PHONE.value]
    return Households(
        party=parties[members],
        first=parties[labels[members]],
        reason=np.select(
            [np.isin(members, by_name), np.isin(members, by_phone)], reasons, default=HouseholdReason.SAID.value
        ),
    )


def _numbered(homes: Traces, parties: Ints) -> Traces:
    """Return the traces by place of the party among the parties, in order of address and what is said."""
    party = np.searchsorted(parties, homes.party)
    order = np.lexsort((party, homes.said, homes.key))
    return Traces(party=party, kind=homes.kind, key=homes.key, said=homes.said).at(order)


def _ties(homes: Traces) -> Ints:
    """Return pairs next to each other of one name, or one number, at one address; n by 2. homes: in this order."""
    same = (homes.key[1:] == homes.key[:-1]) & (homes.said[1:] == homes.said[:-1])
    return np.stack([homes.party[:-1][same], homes.party[1:][same]], axis=1)


def _groups(count: int, *ties: Ints) -> Ints:
    left, right = np.concatenate(ties).T
    return components(count, left, right)


def _private(homes: Traces, count: int) -> tuple[Traces, Traces]:
    """Return where people live and where phones ring, at addresses with few families.

    Left out are families that have no room in a home, and numbers of too many families.
    """
    lives_at = homes.of(Trace.LIVES_AT)
    family = _groups(count, _ties(lives_at))
    places = np.unique(np.stack([homes.key, family[homes.party]], axis=1), axis=0)[:, 0]
    keys, families = np.unique(places, return_counts=True)
    fits = ~np.isin(homes.key, keys[families > FAMILIES_MAX])
    fits &= np.bincount(family, minlength=count)[family[homes.party]] <= MEMBERS_MAX
    homes = homes.at(fits)
    rings_at = homes.of(Trace.RINGS_AT)
    return homes.of(Trace.LIVES_AT), rings_at.at(_is_of_few(rings_at, family[rings_at.party]))


def _is_of_few(rings_at: Traces, family: Ints) -> Bools:
    numbers = np.stack([rings_at.key, rings_at.said], axis=1)
    _, number = np.unique(numbers, axis=0, return_inverse=True)
    pairs = np.unique(np.stack([number.ravel(), family], axis=1), axis=0)
    few: Bools = np.bincount(pairs[:, 0], minlength=1)[number.ravel()] <= FAMILIES_OF_A_NUMBER
    return few
