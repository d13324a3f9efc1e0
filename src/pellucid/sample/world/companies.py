"""Companies: names with legal forms, switchboards, branches, and sisters that are customers of their own."""

from dataclasses import dataclass

import numpy as np

from pellucid.sample.lists import Flags, Ints, Text, as_text, draw, read_list
from pellucid.sample.world.addresses import Addresses, invent_addresses
from pellucid.sample.world.countries import COUNTRIES, COUNTRY_SHARES
from pellucid.sample.world.cultures import read_culture
from pellucid.sample.world.latin import latin_of_bulgarian
from pellucid.sample.world.mailboxes import local_form
from pellucid.sample.world.numbers import invent_landlines

_BRANCH_SHARES = np.array([0.75, 0.13, 0.07, 0.03, 0.02])  # of companies with 0, 1, 2, 3, 4 branches
_SISTER_SHARE = 0.10  # of companies are the holding or the foreign subsidiary of the one before
_FAMILY_SHARE = 0.3  # of companies bear a family name, the others a brand
_NAME_CULTURE = {
    "US": "en",
    "GB": "en",
    "DE": "de",
    "FR": "fr",
    "ES": "es",
    "PH": "ph",
    "PL": "pl",
    "IR": "fa",
    "KH": "km",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Companies:
    """Legal entities, one a row. The same legal entity is the same customer whatever branch is meant; a holding or
    a foreign subsidiary is a legal entity, hence a customer, of its own.

    core: the name without its form. form: row of the country's forms, whose spellings are in `spellings`. is_sister:
    shares the core name (a holding also the address) with the row before. site_start, site_count: its rows in
    sites and site_phone, headquarters first.
    """

    country: Ints
    core: Text
    form: Ints
    domain: Text
    is_sister: Flags
    is_holding: Flags
    site_start: Ints
    site_count: Ints
    sites: Addresses
    site_phone: Ints


def legal_forms(country: str) -> tuple[tuple[str, ...], ...]:
    """Return the legal forms of a country, each as its usual spelling and others."""
    entries = read_list("companies.txt")[f"{country} forms"]
    return tuple(tuple(part for part in entry.split("=") if part) for entry in entries)


def invent_companies(count: int, rng: np.random.Generator) -> Companies:
    """Return count companies with their sites."""
    country = draw(COUNTRY_SHARES, count, rng)
    is_sister = rng.random(count) < _SISTER_SHARE
    is_sister[0] = False
    is_sister[1:] &= ~is_sister[:-1]
    is_holding = is_sister & (rng.random(count) < 0.5)
    rows = np.flatnonzero(is_holding)
    country[rows] = country[rows - 1]
    abroad = np.flatnonzero(is_sister & ~is_holding)
    country[abroad] = (country[abroad - 1] + rng.integers(1, 5, len(abroad))) % len(COUNTRIES)
    core = _core_names(country, rng)
    sisters = np.flatnonzero(is_sister)
    core[sisters] = core[sisters - 1]
    forms = np.array([len(legal_forms(code)) for code in COUNTRIES])
    domain = _domains(core, country, is_sister, rng)
    core[rows] = core[rows] + " Holding"
    site_count = 1 + draw(_BRANCH_SHARES, count, rng) * ~is_holding
    site_start = np.cumsum(site_count) - site_count
    sites = invent_addresses(np.repeat(country, site_count), rng)
    _move_in_with(sites, site_start[rows], site_start[rows - 1])
    return Companies(
        country=country,
        core=core,
        form=np.minimum(rng.geometric(0.6, count) - 1, forms[country] - 1),
        domain=domain,
        is_sister=is_sister,
        is_holding=is_holding,
        site_start=site_start,
        site_count=site_count,
        sites=sites,
        site_phone=invent_landlines(sites.country, sites.city_number, np.array([], np.int64), rng),
    )


def _move_in_with(sites: Addresses, rows: Ints, others: Ints) -> None:
    """Give the sites at rows the addresses of the others, in place: a holding sits where its company does."""
    for column in (
        sites.city_number,
        sites.street,
        sites.street_latin,
        sites.house_number,
        sites.postal_code,
        sites.city,
        sites.city_latin,
        sites.region,
    ):
        column[rows] = column[others]


def _core_names(country: Ints, rng: np.random.Generator) -> Text:
    sections = read_list("companies.txt")
    brands = as_text([a + b for a in sections["brand stems"] for b in sections["brand endings"]])
    core = np.asarray(rng.choice(brands, len(country)), dtype=object)
    bears_family = rng.random(len(country)) < _FAMILY_SHARE
    for index, code in enumerate(COUNTRIES):
        here = np.flatnonzero(country == index)
        if code in _NAME_CULTURE:
            names = read_culture(_NAME_CULTURE[code]).family
            family = here[bears_family[here]]
            core[family] = names.latin[draw(names.shares, len(family), rng)]
        trades = as_text(list(sections[f"{code} trades"]))
        core[here] = core[here] + " " + rng.choice(trades, len(here))
    return core


def _domains(core: Text, country: Ints, is_sister: Flags, rng: np.random.Generator) -> Text:
    """Return a domain of its own for each company; a sister shares it with the company before."""
    endings = np.array(["com", "co.uk", "de", "fr", "es", "ph", "pl", "is", "com", "com", "bg"], dtype=object)
    stems = local_form(as_text([latin_of_bulgarian(name) for name in core]))
    seen: set[str] = set()
    domains = np.full(len(core), "", dtype=object)
    for row, stem in enumerate(stems.tolist()):
        ending = endings[country[row]] if rng.random() < 0.6 else "com"
        domain = f"{stem}.{ending}"
        while domain in seen:
            domain = f"{stem}{rng.integers(2, 9999)}.{ending}"
        seen.add(domain)
        domains[row] = domain
    sisters = np.flatnonzero(is_sister)
    domains[sisters] = domains[sisters - 1]
    return domains
