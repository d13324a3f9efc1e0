"""Telephone numbers: valid in their country, each given to one owner only."""

import numpy as np

from pellucid.sample.lists import Flags, Ints
from pellucid.sample.world.countries import COUNTRIES, number_count, place_values, read_country

NO_NUMBER = 0
COUNTRY_STEP = 10**12  # a number is kept as country index * COUNTRY_STEP + national number
_ROUNDS_MAX = 60


class NumbersExhausted(ValueError):
    """A country has fewer numbers than there are owners."""


def country_of(numbers: Ints) -> Ints:
    """Return the index into COUNTRIES of each number."""
    return numbers // COUNTRY_STEP


def national_of(numbers: Ints) -> Ints:
    """Return the national significant number of each number."""
    return numbers % COUNTRY_STEP


def invent_mobiles(country: Ints, taken: Ints, rng: np.random.Generator) -> Ints:
    """Return one mobile number for each entry of country, all different and none of them taken."""
    templates = [[_mobiles(code, int((country == index).sum()))] for index, code in enumerate(COUNTRIES)]
    return _draw_unique(country, np.zeros(len(country), np.int64), templates, taken, rng)


def invent_landlines(country: Ints, city_number: Ints, taken: Ints, rng: np.random.Generator) -> Ints:
    """Return one landline number of its city for each entry, all different and none of them taken.

    Where the numbers reserved for drama are enough for a country, they are used instead of the city's.
    """
    templates: list[list[tuple[str, ...]]] = []
    for index, code in enumerate(COUNTRIES):
        place = read_country(code)
        enough = _are_enough(place.fictional_landlines, int((country == index).sum()))
        templates.append([place.fictional_landlines] * len(place.cities) if enough else list(place.landlines))
    return _draw_unique(country, city_number, templates, taken, rng)


def _mobiles(code: str, needed: int) -> tuple[str, ...]:
    place = read_country(code)
    return place.fictional_mobiles if _are_enough(place.fictional_mobiles, needed) else place.mobiles


def _are_enough(templates: tuple[str, ...], needed: int) -> bool:
    return sum(number_count(template) for template in templates) >= 2 * needed and bool(templates)


def _draw_unique(
    country: Ints, area: Ints, templates: list[list[tuple[str, ...]]], taken: Ints, rng: np.random.Generator
) -> Ints:
    """Return a number for each row by the templates of its country and area; clashing ones are drawn again."""
    numbers = np.zeros(len(country), np.int64)
    pending = np.arange(len(country))
    taken = np.unique(taken)
    for _ in range(_ROUNDS_MAX):
        drawn = _draw_numbers(country[pending], area[pending], templates, rng)
        numbers[pending] = drawn
        is_new = np.zeros(len(drawn), np.bool_)
        is_new[np.unique(drawn, return_index=True)[1]] = True
        is_new &= ~_among(drawn, taken)
        taken = np.sort(np.concatenate([taken, drawn[is_new]]), kind="stable")
        pending = pending[~is_new]
        if not len(pending):
            return numbers
    raise NumbersExhausted(f"{len(pending)} owners are left without a number of their own; ask for fewer rows")


def _among(numbers: Ints, taken: Ints) -> Flags:
    if not len(taken):
        return np.zeros(len(numbers), np.bool_)
    places = np.minimum(np.searchsorted(taken, numbers), len(taken) - 1)
    return np.asarray(taken[places] == numbers)


def _draw_numbers(country: Ints, area: Ints, templates: list[list[tuple[str, ...]]], rng: np.random.Generator) -> Ints:
    """Return one number a row, drawn evenly over the templates of its area; they may clash."""
    distinct = sorted({template for areas in templates for several in areas for template in several})
    place_of = {template: i for i, template in enumerate(distinct)}
    numbers = np.zeros(len(country), np.int64)
    chosen = np.zeros(len(country), np.int64)
    for index, areas in enumerate(templates):
        here = np.flatnonzero(country == index)
        counts = np.array([len(several) for several in areas])
        grid = np.zeros((len(areas), int(counts.max())), np.int64)
        for i, several in enumerate(areas):
            grid[i, : len(several)] = [place_of[template] for template in several]
        chosen[here] = grid[area[here], rng.integers(counts[area[here]])]
    order = np.argsort(chosen, kind="stable")
    groups, starts = np.unique(chosen[order], return_index=True)
    for template, rows in zip(groups, np.split(order, starts[1:]), strict=True):
        fixed, values, lows = place_values(distinct[template])
        digits = rng.integers(lows, 10, size=(len(rows), len(lows)))
        numbers[rows] = fixed + digits @ values
    return country * COUNTRY_STEP + numbers
