"""Choosing among candidates: every customer's at once, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.survive.policy import Reason

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Values that compete, one a row.

    customer: whose. value: code of the value; equal codes are the same value. filled: how many fields of the group it
    fills. record: the record that says so. recency: days since an epoch, -inf when unknown. trust: of the source (0-1).
    verified: 1 when somebody made sure. strictness: how little a
    consent permits, 0 for what is none. rank: order by content, the last resort.
    """

    customer: Ints
    value: Ints
    filled: Ints
    record: Ints
    recency: Floats
    trust: Floats
    verified: Floats
    strictness: Floats
    rank: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Positions in the candidates, best first within a customer, one a distinct value.

    place: 1 for the winner of its customer, 2 for the next... reason: why a winner won; rivals: how many other values
    the customer had.
    """

    positions: Ints
    place: Ints
    reason: list[Reason]
    rivals: Ints


def choose(candidates: Candidates, order: Sequence[Reason]) -> Chosen:
    """Return every customer's distinct values, best first by order."""
    votes = _votes(candidates)
    keys = [_key(candidates, votes, reason) for reason in order]
    # Sorted by customer, then by each key falling, then by content: lexsort takes the last key first.
    sequence = np.lexsort((candidates.rank, *(-key for key in reversed(keys)), candidates.customer))
    first_of_value = np.unique(_said(candidates)[sequence], return_index=True)[1]
    places = np.sort(first_of_value)
    positions = sequence[places]
    spoken_for = _fullest(candidates, sequence)[np.argsort(first_of_value)]
    customer = candidates.customer[positions]
    starts = np.flatnonzero(np.r_[True, customer[1:] != customer[:-1]])
    sizes = np.diff(np.r_[starts, len(customer)])
    place = np.arange(len(customer)) - np.repeat(starts, sizes) + 1
    return Chosen(
        positions=spoken_for,
        place=place,
        reason=_reasons(positions, starts, sizes, keys, order),
        rivals=np.repeat(sizes - 1, sizes),
    )


def _fullest(candidates: Candidates, sequence: Ints) -> Ints:
    """Return for each value, in order of its code, the candidate that fills most fields; the best by order of equals.

    A value wins by its best candidate and is then told by its fullest: the newest row may leave out the postal code.
    """
    said = _said(candidates)[sequence]
    by_fill = np.lexsort((np.arange(len(sequence)), -candidates.filled[sequence], said))
    first = np.unique(said[by_fill], return_index=True)[1]
    return sequence[by_fill[first]]


def _votes(candidates: Candidates) -> Floats:
    """Return how many records of its customer give the same value, for every candidate."""
    _, positions, counts = np.unique(_said(candidates), return_inverse=True, return_counts=True)
    return counts[positions].astype(np.float64)


def _said(candidates: Candidates) -> Ints:
    """Return one code for a customer and a value."""
    return candidates.customer * (int(candidates.value.max()) + 1) + candidates.value


def _key(candidates: Candidates, votes: Floats, reason: Reason) -> Floats:
    match reason:
        case Reason.STRICTEST:
            return candidates.strictness
        case Reason.VERIFIED:
            return candidates.verified
        case Reason.TRUSTED:
            return candidates.trust
        case Reason.RECENT:
            return candidates.recency
        case Reason.COMPLETE:
            return candidates.filled.astype(np.float64)
        case Reason.FREQUENT:
            return votes
        case Reason.FIRST:
            return np.zeros(len(votes))


def _reasons(
    positions: Ints, starts: Ints, sizes: Ints, keys: Sequence[Floats], order: Sequence[Reason]
) -> list[Reason]:
    """Return, for every kept value, the first key in which its customer's winner beats the runner-up."""
    reasons = np.full(len(positions), len(order), dtype=np.int64)
    contested = starts[sizes > 1]
    winners, seconds = positions[contested], positions[contested + 1]
    undecided = np.ones(len(contested), dtype=bool)
    for number, key in enumerate(keys):
        parts = undecided & (key[winners] != key[seconds])
        reasons[contested[parts]] = number
        undecided &= ~parts
    names = [*order, Reason.FIRST]
    return [names[number] for number in reasons.tolist()]
