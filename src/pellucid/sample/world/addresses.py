"""Addresses: where households and companies are."""

from dataclasses import dataclass

import numpy as np

from pellucid.sample.lists import Ints, Text, draw
from pellucid.sample.world.countries import COUNTRIES, read_country

_POSTAL_SPREAD = 40_503  # a prime; parts of one street share a postal code, other streets have others


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Addresses, one a row. country: index into COUNTRIES. city_number: row of the country's list of cities."""

    country: Ints
    city_number: Ints
    street: Text
    street_latin: Text
    house_number: Text
    postal_code: Text
    city: Text
    city_latin: Text
    region: Text


def invent_addresses(country: Ints, rng: np.random.Generator) -> Addresses:
    """Return one address for each entry of country, in that country.

    A street of a city has one postal code for each stretch of it; house numbers are mostly low.
    """
    count = len(country)
    city_number, street_number = np.zeros(count, np.int64), np.zeros(count, np.int64)
    columns = {name: np.full(count, "", dtype=object) for name in _TEXTS}
    house = np.minimum(rng.geometric(0.025, count), 400) * np.where(country == 0, rng.choice([1, 10, 25], count), 1)
    columns["house_number"] = house.astype(str).astype(object)
    lettered = rng.random(count) < 0.04
    columns["house_number"][lettered] += rng.choice(np.array(["a", "b", "c"], dtype=object), int(lettered.sum()))
    for index, code in enumerate(COUNTRIES):
        here = np.flatnonzero(country == index)
        place = read_country(code)
        city = draw(place.city_shares, len(here), rng)
        street = rng.integers(len(place.streets), size=len(here))
        city_number[here], street_number[here] = city, street
        columns["street"][here], columns["street_latin"][here] = place.streets[street], place.streets_latin[street]
        columns["city"][here], columns["city_latin"][here] = place.cities[city], place.cities_latin[city]
        columns["region"][here] = place.regions[city]
        stretch = (city * 7919 + street * 31 + house[here] // 100) * _POSTAL_SPREAD
        columns["postal_code"][here] = _postal_codes(code, city, stretch)
    return Addresses(country=country, city_number=city_number, **columns)


_TEXTS = ("street", "street_latin", "house_number", "postal_code", "city", "city_latin", "region")


def _postal_codes(code: str, city: Ints, stretch: Ints) -> Text:
    place = read_country(code)
    prefix_counts = np.array([len(prefixes) for prefixes in place.prefixes])
    widest = int(prefix_counts.max())
    grid = np.array([[prefixes[i % len(prefixes)] for i in range(widest)] for prefixes in place.prefixes], dtype=object)
    prefixes = grid[city, stretch % prefix_counts[city]]
    return np.asarray(prefixes + place.postal_endings[(stretch // 7) % len(place.postal_endings)], dtype=object)
