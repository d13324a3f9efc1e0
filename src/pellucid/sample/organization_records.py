"""Organizations as records: their names in many spellings, their sites and mailboxes."""

from random import Random

import numpy as np

from pellucid.sample.corrupt.changes import change_rows, chosen
from pellucid.sample.corrupt.contacts import corrupt_addresses
from pellucid.sample.corrupt.names import corrupt_writing
from pellucid.sample.corrupt.typos import misspell
from pellucid.sample.lists import Days, Ints, Text, as_text
from pellucid.sample.records import Records
from pellucid.sample.sources import share_of
from pellucid.sample.world.companies import Companies, legal_forms
from pellucid.sample.world.countries import COUNTRIES
from pellucid.sample.world.numbers import NO_NUMBER

# How a company's name is written: with its form, with another spelling of it, without it, without the last word.
_USUAL, _OTHER, _NONE, _SHORT = range(4)
_WRITTEN_SHARES = (0.6, 0.2, 0.15, 0.05)
_MAILBOXES = ("info", "office", "sales", "contact", "orders")
_MAILBOX_SHARES = (0.6, 0.12, 0.12, 0.1, 0.06)
_HEADQUARTERS_SHARE = 0.7  # of records of a company with branches are of its headquarters


def written_name(firms: Companies, which: Ints, rng: np.random.Generator) -> Text:
    """Return the names of the companies at rows which, as somebody wrote them."""
    way = rng.choice(4, len(which), p=_WRITTEN_SHARES)
    pick = rng.integers(0, 8, len(which))
    spellings = [legal_forms(code) for code in COUNTRIES]
    cores, forms, countries = firms.core[which].tolist(), firms.form[which].tolist(), firms.country[which].tolist()
    return as_text(
        [
            _write(core, spellings[country][form], w, p)
            for core, form, country, w, p in zip(cores, forms, countries, way.tolist(), pick.tolist(), strict=True)
        ]
    )


def organization_records(
    firms: Companies, which: Ints, first_truth_id: int, source: Ints, created_on: Days, rng: np.random.Generator
) -> Records:
    """Return a record of each company in which (rows of firms) in the system and of the day beside it."""
    count = len(which)
    chance = Random(int(rng.integers(2**32)))
    branch = rng.integers(0, firms.site_count[which]) * ~chosen(_HEADQUARTERS_SHARE, count, rng)
    site = firms.site_start[which] + branch
    writes_latin = chosen(share_of("latin", source), count, rng)
    name = written_name(firms, which, rng)
    change_rows(name, chosen(share_of("typo", source), count, rng), misspell, chance)
    sites = firms.sites
    parts = {part: getattr(sites, part)[site] for part in ("street", "house_number", "postal_code", "city", "region")}
    for part in ("street", "city"):
        parts[part] = np.where(writes_latin, getattr(sites, part + "_latin")[site], parts[part])
    corrupt_addresses(parts["street"], parts["house_number"], parts["postal_code"], parts["city"], source, rng)
    corrupt_writing([name, parts["street"], parts["city"]], source, rng)
    has_phone = chosen(share_of("phone", source), count, rng)
    has_email = chosen(share_of("email", source), count, rng) | ~has_phone
    mailbox = rng.choice(as_text(_MAILBOXES), count, p=_MAILBOX_SHARES)
    nobody = np.full(count, "", dtype=object)
    return Records(
        truth_id=first_truth_id + which,
        household=np.full(count, -1),
        source=source,
        given_name=nobody,
        family_name=nobody.copy(),
        is_male=np.zeros(count, np.bool_),
        birth_date=np.full(count, np.datetime64("NaT", "D")),
        email=np.where(has_email, mailbox + "@" + firms.domain[which], ""),
        phone=np.where(has_phone, firms.site_phone[site], NO_NUMBER),
        country=firms.country[which],
        organization=name,
        created_on=created_on,
        **parts,
    )


def _write(core: str, spellings: tuple[str, ...], way: int, pick: int) -> str:
    if way == _NONE:
        return core
    if way == _SHORT:
        head, _, last = core.rpartition(" ")
        return head or last
    form = spellings[0] if way == _USUAL or len(spellings) == 1 else spellings[1 + pick % (len(spellings) - 1)]
    return f"{core} {form}"
