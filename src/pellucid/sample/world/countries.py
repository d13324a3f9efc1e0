"""Where the customers live: cities, streets, postal codes and telephone numbers of eleven countries."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pellucid.sample.lists import Floats, Ints, Text, as_text, read_list
from pellucid.sample.world.latin import latin_of_bulgarian

COUNTRIES = ("US", "GB", "DE", "FR", "ES", "PH", "PL", "IS", "IR", "KH", "BG")
COUNTRY_SHARES = np.array([0.34, 0.16, 0.12, 0.09, 0.08, 0.06, 0.05, 0.03, 0.03, 0.02, 0.02])
CALLING_CODES = ("1", "44", "49", "33", "34", "63", "48", "354", "98", "855", "359")
TRUNK_PREFIXES = ("", "0", "0", "0", "", "0", "", "", "0", "0", "0")
# What cultures the people of a country are of; made up, to have every country mixed.
CULTURE_SHARES: dict[str, dict[str, float]] = {
    "US": {"en": 0.72, "es": 0.19, "pl": 0.03, "ph": 0.02, "fr": 0.02, "fa": 0.01, "km": 0.01},
    "GB": {"en": 0.9, "pl": 0.05, "fa": 0.02, "es": 0.02, "bg": 0.01},
    "DE": {"de": 0.86, "pl": 0.07, "fa": 0.03, "bg": 0.02, "en": 0.02},
    "FR": {"fr": 0.92, "es": 0.04, "km": 0.02, "pl": 0.02},
    "ES": {"es": 0.94, "bg": 0.03, "en": 0.03},
    "PH": {"ph": 1.0},
    "PL": {"pl": 1.0},
    "IS": {"is": 0.94, "pl": 0.06},
    "IR": {"fa": 1.0},
    "KH": {"km": 1.0},
    "BG": {"bg": 1.0},
}
_TOWN_SHARE = 0.55  # of the people live in small towns, where a country's list has any
_POSTAL_ENDINGS = 1000  # different endings behind a postal prefix
_SEED = 30_000  # the towns' order and the postal endings belong to the lists, not to a sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country. Cities row by row: native and Latin name, region, postal prefixes, landline templates, share.

    postal_endings: what may stand behind a prefix, marks included. streets: whole names, native and Latin. mobiles,
    landlines: templates of national numbers, N for 2-9 and # for any digit; the fictional ones are reserved for drama.
    providers: mail domains with their shares.
    """

    code: str
    cities: Text
    cities_latin: Text
    regions: Text
    prefixes: tuple[tuple[str, ...], ...]
    landlines: tuple[tuple[str, ...], ...]
    city_shares: Floats
    postal_endings: Text
    streets: Text
    streets_latin: Text
    mobiles: tuple[str, ...]
    fictional_mobiles: tuple[str, ...]
    fictional_landlines: tuple[str, ...]
    providers: tuple[str, ...]
    provider_shares: Floats


@lru_cache(maxsize=16)
def read_country(code: str) -> Country:
    """Return the country with that code, one of COUNTRIES."""
    sections = read_list(f"places/{code}.txt")
    rng = np.random.default_rng([_SEED, COUNTRIES.index(code)])
    rows = [_city(entry) for entry in sections["cities"]]
    towns = _towns(sections, rng)
    shares = np.array([weight for *_, weight in rows])
    city_shares = shares / shares.sum()
    if towns:
        city_shares = np.concatenate([(1 - _TOWN_SHARE) * city_shares, np.full(len(towns), _TOWN_SHARE / len(towns))])
    rows += towns
    streets = [_both(code, kind, name) for name in sections["streets"] for kind in sections["street kinds"]]
    providers = [entry.split("=") for entry in sections["providers"]]
    weights = np.array([float(weight) for _, weight in providers])
    names = [_native_and_latin(code, row[0]) for row in rows]
    return Country(
        code=code,
        cities=as_text([native for native, _ in names]),
        cities_latin=as_text([latin for _, latin in names]),
        regions=as_text([row[1] for row in rows]),
        prefixes=tuple(row[2] for row in rows),
        landlines=tuple(row[3] for row in rows),
        city_shares=city_shares,
        postal_endings=_postal_endings(sections["postal"][0].removeprefix("P"), rng),
        streets=as_text([native for native, _ in streets]),
        streets_latin=as_text([latin for _, latin in streets]),
        mobiles=sections["mobile"],
        fictional_mobiles=sections.get("fictional mobile", ()),
        fictional_landlines=sections.get("fictional landline", ()),
        providers=tuple(domain for domain, _ in providers),
        provider_shares=weights / weights.sum(),
    )


_City = tuple[str, str, tuple[str, ...], tuple[str, ...], float]


def _city(entry: str) -> _City:
    name, region, prefixes, landlines, weight = entry.split("|")
    return name, region, tuple(prefixes.split()), tuple(landlines.split()), float(weight)


def _towns(sections: dict[str, tuple[str, ...]], rng: np.random.Generator) -> list[_City]:
    """Return the small towns: every stem with every ending, each in a region and with a postal prefix of it."""
    names = [
        stem + (ending.title() if stem.endswith(" ") and ending.isalpha() else ending)
        for stem in sections["towns"]
        for ending in sections["town endings"]
    ]
    regions = [entry.split("|") for entry in sections["town regions"]]
    towns: list[_City] = []
    for name in names:
        region, prefix, landline = regions[rng.integers(len(regions))]
        towns.append((name, region, (prefix.replace("#", str(rng.integers(1, 10))),), (landline,), 1.0))
    return towns


def _native_and_latin(code: str, name: str) -> tuple[str, str]:
    if code == "BG":
        return name, latin_of_bulgarian(name)
    native, _, latin = name.partition("=")
    return native, latin or native


def _both(code: str, kind: str, name: str) -> tuple[str, str]:
    (kind_native, kind_latin), (native, latin) = _native_and_latin(code, kind), _native_and_latin(code, name)
    return kind_native.replace("{}", native), kind_latin.replace("{}", latin)


def _postal_endings(template: str, rng: np.random.Generator) -> Text:
    """Return endings of the template's form; @ is a letter of those that stand in British postcodes."""
    if not template.strip("-"):
        return as_text([template])
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    digits = {"#": "123456789", "@": letters}
    return as_text(
        [
            "".join(digits[c][rng.integers(len(digits[c]))] if c in digits else c for c in template)
            for _ in range(_POSTAL_ENDINGS)
        ]
    )


def number_count(template: str) -> int:
    """Return how many numbers a template has."""
    return int(10 ** template.count("#") * 8 ** template.count("N"))


def place_values(template: str) -> tuple[int, Ints, Ints]:
    """Return a template's fixed part as a number, and for each open digit its place value and lowest digit."""
    fixed = int("".join(c if c.isdigit() else "0" for c in template))
    length = len(template)
    open_digits = [(10 ** (length - 1 - i), 2 if c == "N" else 0) for i, c in enumerate(template) if not c.isdigit()]
    return fixed, np.array([value for value, _ in open_digits]), np.array([low for _, low in open_digits])
