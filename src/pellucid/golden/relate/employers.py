"""Employers: the one organization that fits the company a person names, or the domain a person writes from."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pellucid.golden.relate.traces import Trace, Traces

Ints = NDArray[np.int64]

ORGANIZATIONS_MAX = 5  # with one domain: a company, its holding and its sisters; more have a provider's


class EmployerReason(StrEnum):
    """Why somebody is taken to work at an organization."""

    NAME_AND_DOMAIN = "both"
    NAME = "name"
    DOMAIN = "domain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Employers:
    """Who works where, by person ascending, each at one. reason: EmployerReason."""

    person: Ints
    organization: Ints
    reason: NDArray[np.str_]


def employers(traces: Traces, *, told: Ints, denied: Ints) -> Employers:
    """Return the employers of people for whom exactly one organization fits.

    A name and a domain that point to different organizations fit none, nor does a name with another legal form: that
    is a sister. told: people whose employer somebody told. denied: pairs of a person and an organization where the
    person does not work; n by 2.
    """
    named = _meetings(traces.of(Trace.WORKS_FOR), traces.of(Trace.IS_CALLED))
    by_name = np.unique(named.pairs[named.fits], axis=0)
    by_domain = np.unique(_meetings(traces.of(Trace.MAILS_FROM), traces.of(Trace.OWNS)).pairs, axis=0)
    only = {
        EmployerReason.NAME_AND_DOMAIN: by_name[_among(by_name, by_domain)],
        EmployerReason.NAME: by_name[~np.isin(by_name[:, 0], by_domain[:, 0])],
        EmployerReason.DOMAIN: by_domain[~np.isin(by_domain[:, 0], named.pairs[:, 0])],
    }
    found = {reason: _lone(pairs) for reason, pairs in only.items()}
    pairs = np.concatenate(list(found.values()))
    reasons = np.repeat([reason.value for reason in found], [len(each) for each in found.values()])
    stands = ~np.isin(pairs[:, 0], told) & ~_among(pairs, denied)
    order = np.argsort(pairs[stands, 0])
    person, organization = pairs[stands][order].T
    return Employers(person=person, organization=organization, reason=reasons[stands][order])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meetings:
    """pairs: a person and an organization of one key, n by 2. fits: what they say beside it does not differ."""

    pairs: Ints
    fits: NDArray[np.bool_]


def _meetings(people: Traces, organizations: Traces) -> _Meetings:
    organizations = organizations.at(np.argsort(organizations.key, kind="stable"))
    start = np.searchsorted(organizations.key, people.key)
    count = np.searchsorted(organizations.key, people.key, side="right") - start
    count = np.where(count > ORGANIZATIONS_MAX, 0, count)
    one = np.repeat(np.arange(len(people.key)), count)
    other = np.repeat(start - np.cumsum(count) + count, count) + np.arange(len(one))
    said, heard = people.said[one], organizations.said[other]
    return _Meetings(
        pairs=np.stack([people.party[one], organizations.party[other]], axis=1),
        fits=(said == heard) | (said == 0) | (heard == 0),
    )


def _lone(pairs: Ints) -> Ints:
    """Return the pairs of people who are in one alone."""
    _, at, count = np.unique(pairs[:, 0], return_inverse=True, return_counts=True)
    lone: Ints = pairs[count[at] == 1]
    return lone


def _among(pairs: Ints, others: Ints) -> NDArray[np.bool_]:
    """Return which pairs are among others."""
    both = np.unique(np.concatenate([pairs, others]), axis=0, return_inverse=True)[1].ravel()
    return np.isin(both[: len(pairs)], both[len(pairs) :])
