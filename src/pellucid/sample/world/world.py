"""The whole invented world in one call."""

from dataclasses import dataclass

import numpy as np

from pellucid.sample.lists import Days, Flags, Ints, Text, as_text
from pellucid.sample.world.addresses import Addresses, invent_addresses
from pellucid.sample.world.companies import Companies, invent_companies
from pellucid.sample.world.households import (
    COUPLE,
    FAMILY,
    FLATMATES,
    TODAY,
    Members,
    age_years,
    invent_members,
    is_child,
)
from pellucid.sample.world.mailboxes import invent_mailboxes, local_form, make_unique
from pellucid.sample.world.naming import Named, name_members
from pellucid.sample.world.numbers import NO_NUMBER, invent_landlines, invent_mobiles

NOBODY = -1  # no company
_LANDLINE_SHARE = 0.55  # of households have a landline
_SHARED_MAILBOX_SHARE = 0.12  # of couples and families keep one mailbox for both adults
_OWN_MAILBOX_AGE, _OWN_MOBILE_AGE = 14, 12
_MOVED_SHARE, _NEW_MAILBOX_SHARE, _NEW_MOBILE_SHARE = 0.14, 0.07, 0.07  # within the years on record
_MOVED_OUT_SHARE = 0.5  # of children over 22 live on their own
_ON_RECORD_DAYS = 12 * 365
_STAFF_SHARE = 0.15  # of adults of working age are known as staff of a company
_MINE_IS_OURS_SHARE = 0.35  # of shared mailboxes bear the name of one of the two


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The true customers: people row by row in members, named and the columns here, then companies.

    address, former_address: rows of addresses; the same where the person never moved. A former value holds for
    records before the day of its change (NaT: it never changed). mobile, landline: NO_NUMBER where there is none.
    is_shared_mailbox: the household's or a parent's, not the person's own. company: row of companies, or NOBODY.
    """

    members: Members
    named: Named
    addresses: Addresses
    address: Ints
    former_address: Ints
    moved_on: Days
    mobile: Ints
    former_mobile: Ints
    mobile_changed_on: Days
    landline: Ints
    email: Text
    former_email: Text
    email_changed_on: Days
    is_shared_mailbox: Flags
    company: Ints
    work_email: Text
    companies: Companies


def invent_world(people: int, companies: int, seed: int) -> World:
    """Return a world of so many people and companies; the same for the same numbers."""
    rngs = np.random.default_rng(seed).spawn(7)
    members = invent_members(people, rngs[0])
    named = name_members(members, rngs[1])
    firms = invent_companies(companies, rngs[2])
    addresses, address, former_address, moved_on = _settle(members, rngs[3])
    mobile, former_mobile, mobile_changed_on, landline = _connect(members, addresses, address, firms, rngs[4])
    email, former_email, email_changed_on, is_shared = _mail(members, named, rngs[5])
    company, work_email = _employ(members, named, firms, rngs[6])
    return World(
        members=members,
        named=named,
        addresses=addresses,
        address=address,
        former_address=former_address,
        moved_on=moved_on,
        mobile=mobile,
        former_mobile=former_mobile,
        mobile_changed_on=mobile_changed_on,
        landline=landline,
        email=email,
        former_email=former_email,
        email_changed_on=email_changed_on,
        is_shared_mailbox=is_shared,
        company=company,
        work_email=work_email,
        companies=firms,
    )


def _recent_days(has: Flags, rng: np.random.Generator) -> Days:
    """Return a day within the years on record where has is true, NaT elsewhere."""
    days = TODAY - rng.integers(0, _ON_RECORD_DAYS, len(has)).astype("timedelta64[D]")
    return np.asarray(np.where(has, days, np.datetime64("NaT", "D")))


def _settle(members: Members, rng: np.random.Generator) -> tuple[Addresses, Ints, Ints, Days]:
    """Return addresses and, for each person, the present one, the former one and the day of the move.

    Households move as one. Children who moved out had the household's address before.
    """
    households = int(members.household[-1]) + 1
    country = members.country[np.unique(members.head)]
    moves = rng.random(households) < _MOVED_SHARE
    leaves = is_child(members) & (age_years(members.birth_date) > 22)
    leaves &= rng.random(len(leaves)) < _MOVED_OUT_SHARE
    movers = np.flatnonzero(moves)
    leavers = np.flatnonzero(leaves)
    addresses = invent_addresses(np.concatenate([country, country[movers], members.country[leavers]]), rng)
    before = np.arange(households)
    before[movers] = households + np.arange(len(movers))
    moved_on = _recent_days(moves, rng)[members.household]
    address, former = members.household.copy(), before[members.household]
    former[leavers] = address[leavers]
    address[leavers] = households + len(movers) + np.arange(len(leavers))
    moved_on[leavers] = _recent_days(leaves, rng)[leavers]
    return addresses, address, former, moved_on


def _connect(
    members: Members, addresses: Addresses, address: Ints, firms: Companies, rng: np.random.Generator
) -> tuple[Ints, Ints, Days, Ints]:
    """Return mobile, former mobile, the day it changed, and landline; young children use a parent's mobile."""
    count = len(members.household)
    changes = rng.random(count) < _NEW_MOBILE_SHARE
    both = invent_mobiles(np.concatenate([members.country, members.country[changes]]), firms.site_phone, rng)
    mobile, former = both[:count], both[:count].copy()
    former[changes] = both[count:]
    young = is_child(members) & (age_years(members.birth_date) < _OWN_MOBILE_AGE)
    mobile[young], former[young] = mobile[members.head[young]], former[members.head[young]]
    changed_on = _recent_days(changes, rng)
    changed_on[young] = changed_on[members.head[young]]
    households = int(members.household[-1]) + 1
    lines = invent_landlines(
        addresses.country[:households],
        addresses.city_number[:households],
        np.concatenate([firms.site_phone, mobile, former]),
        rng,
    )
    lines[rng.random(households) >= _LANDLINE_SHARE] = NO_NUMBER
    at_home = address == members.household
    return mobile, former, changed_on, np.where(at_home, lines[members.household], NO_NUMBER)


def _mail(members: Members, named: Named, rng: np.random.Generator) -> tuple[Text, Text, Days, Flags]:
    """Return mailbox, former mailbox, the day it changed, and whether it is shared in the household."""
    count = len(members.household)
    changes = rng.random(count) < _NEW_MAILBOX_SHARE
    given, family = named.given_latin.copy(), named.family_latin
    households = int(members.household[-1]) + 1
    shares = (rng.random(households) < _SHARED_MAILBOX_SHARE)[members.household]
    shares &= np.isin(members.kind, (COUPLE, FAMILY)) & (members.kind != FLATMATES) & ~is_child(members)
    ours = shares & (rng.random(households) >= _MINE_IS_OURS_SHARE)[members.household]
    given[ours] = "family"
    year = members.birth_date.astype("datetime64[Y]").astype(np.int64) + 1970
    every = np.flatnonzero(changes)
    both = invent_mailboxes(
        np.concatenate([given, named.given_latin[every]]),
        np.concatenate([family, named.former_family_latin[every]]),
        np.concatenate([year, year[every]]),
        np.concatenate([members.country, members.country[every]]),
        rng,
    )
    email, former = both[:count], both[:count].copy()
    former[every] = both[count:]
    changed_on = _recent_days(changes, rng)
    young = is_child(members) & (age_years(members.birth_date) < _OWN_MAILBOX_AGE)
    for column in (email, former, changed_on):
        column[young | shares] = column[members.head[young | shares]]
    return email, former, changed_on, young | shares


def _employ(members: Members, named: Named, firms: Companies, rng: np.random.Generator) -> tuple[Ints, Text]:
    """Return for each person the company it is known as staff of, and its address there; few companies have many."""
    age = age_years(members.birth_date)
    employed = (rng.random(len(age)) < _STAFF_SHARE) & (age >= 20) & (age <= 66)
    company = np.full(len(age), NOBODY)
    for country in np.unique(members.country):
        here = np.flatnonzero(employed & (members.country == country))
        local = np.flatnonzero(firms.country == country)
        if len(local):
            company[here] = local[(len(local) * rng.random(len(here)) ** 1.7).astype(np.int64)]
    staff = np.flatnonzero(company != NOBODY)
    locals_ = local_form(named.given_latin[staff]) + "." + local_form(named.family_latin[staff])
    short = company[staff] % 3 == 0  # how a company builds its addresses is the same for all its staff
    locals_[short] = as_text([name[0] + name[name.index(".") + 1 :] for name in locals_[short]])
    work_email = np.full(len(age), "", dtype=object)
    work_email[staff] = make_unique(locals_, firms.domain[company[staff]], rng)
    return company, work_email
