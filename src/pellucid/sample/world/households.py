"""Households: who lives with whom, how old they are, and who bears whose name."""

from dataclasses import dataclass

import numpy as np

from pellucid.sample.lists import Days, Flags, Floats, Ints, draw
from pellucid.sample.world.countries import COUNTRIES, COUNTRY_SHARES, CULTURE_SHARES
from pellucid.sample.world.cultures import CULTURES

TODAY = np.datetime64("2026-06-30")  # the day the sample is told on; the generator reads no clock
FIRST_ADULT, SECOND_ADULT, CHILD = 0, 1, 2  # roles; from CHILD on they count the children, oldest first
SINGLE, COUPLE, FAMILY, SINGLE_PARENT, FLATMATES = range(5)
_KIND_SHARES = np.array([0.50, 0.24, 0.16, 0.05, 0.05])
_TWIN_SHARE = 0.04  # of the households with two children or more
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """People by household, one a row, households in one piece.

    head: row of the household's first adult. role: FIRST_ADULT, SECOND_ADULT or CHILD and on; flatmates are all
    first or second adults of their own. is_twin: born with the row before.
    """

    household: Ints
    kind: Ints
    head: Ints
    role: Ints
    country: Ints
    culture: Ints
    is_male: Flags
    birth_date: Days
    is_twin: Flags


def invent_members(count: int, rng: np.random.Generator) -> Members:
    """Return count people in households; the last household may have lost members to the count."""
    kinds = draw(_KIND_SHARES, count, rng)
    sizes = _sizes(kinds, rng)
    households = int(np.searchsorted(np.cumsum(sizes), count)) + 1
    kinds, sizes = kinds[:households], sizes[:households]
    starts = np.cumsum(sizes) - sizes
    household = np.repeat(np.arange(households), sizes)[:count]
    role = (np.arange(int(sizes.sum())) - np.repeat(starts, sizes))[:count]
    kind, head = kinds[household], starts[household]
    role = np.where((kind == SINGLE_PARENT) & (role > 0), role + 1, role)
    country = draw(COUNTRY_SHARES, households, rng)
    is_twin = _twins(role, kind, household, households, rng)
    return Members(
        household=household,
        kind=kind,
        head=head,
        role=role,
        country=country[household],
        culture=_cultures(country, rng)[household],
        is_male=_are_male(kind, role, head, rng),
        birth_date=_birth_dates(kind, role, head, is_twin, rng),
        is_twin=is_twin,
    )


def is_child(members: Members) -> Flags:
    """Return who is a child of the household's adults."""
    return np.asarray((members.role >= CHILD) & (members.kind != FLATMATES))


def age_years(birth_date: Days) -> Ints:
    """Return whole years of age today."""
    return ((TODAY - birth_date).astype(np.int64) // _DAYS_A_YEAR).astype(np.int64)


def _sizes(kinds: Ints, rng: np.random.Generator) -> Ints:
    children = draw(np.array([0.42, 0.38, 0.15, 0.05]), len(kinds), rng) + 1
    mates = rng.integers(2, 5, len(kinds))
    return np.choose(kinds, [np.ones_like(kinds), np.full_like(kinds, 2), 2 + children, 1 + children, mates])


def _cultures(country: Ints, rng: np.random.Generator) -> Ints:
    culture = np.zeros(len(country), np.int64)
    for index, code in enumerate(COUNTRIES):
        here = np.flatnonzero(country == index)
        shares = CULTURE_SHARES[code]
        codes = np.array([CULTURES.index(name) for name in shares])
        culture[here] = codes[draw(np.array(list(shares.values())), len(here), rng)]
    return culture


def _are_male(kind: Ints, role: Ints, head: Ints, rng: np.random.Generator) -> Flags:
    is_male = rng.random(len(kind)) < 0.5
    paired = (kind == COUPLE) | (kind == FAMILY)
    is_male |= paired & (role == FIRST_ADULT) & (rng.random(len(kind)) < 0.9)
    is_male = np.where((kind == SINGLE_PARENT) & (role == FIRST_ADULT), rng.random(len(kind)) < 0.2, is_male)
    opposite = rng.random(len(kind)) < 0.95
    return np.asarray(np.where(paired & (role == SECOND_ADULT) & opposite, ~is_male[head], is_male))


def _twins(role: Ints, kind: Ints, household: Ints, households: int, rng: np.random.Generator) -> Flags:
    has_twins = rng.random(households) < _TWIN_SHARE
    parents = (kind == FAMILY) | (kind == SINGLE_PARENT)
    return np.asarray(parents & (role == CHILD + 1) & has_twins[household])


def _at_least(ages: Floats, lowest: float, rng: np.random.Generator) -> Floats:
    """Return ages where those under the lowest are drawn again from the ten years above it, so that none pile up."""
    return np.asarray(np.where(ages < lowest, lowest + rng.uniform(0, 10, len(ages)), np.minimum(ages, 97.0)))


def _birth_dates(kind: Ints, role: Ints, head: Ints, is_twin: Flags, rng: np.random.Generator) -> Days:
    """Return birth dates: parents are 45 to 85 years old and had their first child at 20 to 35."""
    count = len(kind)
    parents = (kind == FAMILY) | (kind == SINGLE_PARENT)
    adult_age = np.where(
        parents, _at_least(rng.normal(57, 8, count), 45, rng), _at_least(rng.normal(46, 16, count), 18, rng)
    )
    adult_age = np.where(kind == FLATMATES, _at_least(rng.normal(28, 6, count), 18, rng), adult_age)
    age = adult_age[head]
    free = (role == SECOND_ADULT) | (kind == FLATMATES)
    age = np.where(free & (role > 0), _at_least(age + rng.normal(0, 4, count), 18, rng), age)
    at_first_child = rng.uniform(20, 35, count)[head]
    later = rng.uniform(1.1, 4.0, count) * (role - CHILD)
    child_age = np.maximum(adult_age[head] - at_first_child - later, rng.uniform(1, 4, count))
    age = np.where(parents & (role >= CHILD), child_age, age)
    twins = np.flatnonzero(is_twin)
    age[twins] = age[twins - 1]
    return np.asarray(TODAY - (age * _DAYS_A_YEAR).astype("timedelta64[D]"))
