"""Records of a whole sample: how many customers there are, how often each is recorded, and where."""

import numpy as np

from pellucid.sample.lists import Days, Ints, draw
from pellucid.sample.organization_records import organization_records
from pellucid.sample.people_records import people_records
from pellucid.sample.records import Records, concat_records
from pellucid.sample.sources import SOURCES, shares
from pellucid.sample.world.households import TODAY
from pellucid.sample.world.world import World, invent_world

# Share of customers recorded 1, 2 ... 6 times: 21 % of the records are one more of a customer recorded already.
REPEAT_SHARES = np.array([0.82, 0.12, 0.04, 0.013, 0.005, 0.002])
ORGANIZATION_SHARE = 0.04  # of the customers are organizations
COMPANY_SHARE = 0.02  # further companies per person, known as employers only
_RECORD_DAYS = 12 * 365
_SAME_SYSTEM_SHARE = 0.3  # of repeated records may be of the same system again


def generate(rows: int, seed: int, sources: tuple[str, ...] | None = None) -> tuple[World, Records]:
    """Return a world and exactly rows records of it in random order; the same for the same numbers.

    sources: names of the systems there are; all of SOURCES when None.
    """
    rng = np.random.default_rng([seed, rows])
    repeats = _repeats(rows, rng)
    organizations = round(len(repeats) * ORGANIZATION_SHARE)
    people = len(repeats) - organizations
    world = invent_world(people, organizations + max(20, round(people * COMPANY_SHARE)), seed)
    which = np.repeat(np.arange(len(repeats)), repeats)
    source, created_on = _systems(which, sources, rng), _days(rows, rng)
    of_people = which < people
    persons = people_records(world, which[of_people], source[of_people], created_on[of_people], rng)
    firms = organization_records(
        world.companies, which[~of_people] - people, people, source[~of_people], created_on[~of_people], rng
    )
    return world, concat_records(persons, firms).take(rng.permutation(rows))


def _repeats(rows: int, rng: np.random.Generator) -> Ints:
    """Return how often each customer is recorded; together exactly rows times."""
    customers = int(rows / (REPEAT_SHARES @ np.arange(1, 1 + len(REPEAT_SHARES))))
    even = (np.arange(customers) + 0.5) / customers  # by quota, so that small samples have the share of large ones
    repeats = np.searchsorted(np.cumsum(REPEAT_SHARES), even) + 1
    left = rows - int(repeats.sum())
    repeats = np.concatenate([repeats, np.ones(max(left, 0), np.int64)])
    repeats[-1] += min(left, 0)
    return rng.permutation(repeats)


def _systems(which: Ints, names: tuple[str, ...] | None, rng: np.random.Generator) -> Ints:
    """Return the system of each record; a customer's next record is mostly in another one."""
    weights = shares("weight")
    if names is not None:
        weights = weights * _are_named(names)
    weights = weights / weights.sum()
    source = draw(weights, len(which), rng)
    again = np.flatnonzero((which[1:] == which[:-1]) & (source[1:] == source[:-1])) + 1
    again = again[rng.random(len(again)) >= _SAME_SYSTEM_SHARE]
    source[again] = draw(weights, len(again), rng)
    return source


def _are_named(names: tuple[str, ...]) -> Ints:
    return np.array([source.name in names for source in SOURCES], dtype=np.int64)


def _days(count: int, rng: np.random.Generator) -> Days:
    """Return the days records were made on, more of them lately."""
    back = (rng.random(count) ** 1.3 * _RECORD_DAYS).astype(np.int64)
    return np.asarray(TODAY - back.astype("timedelta64[D]"))
