"""People as records: which of their names, addresses and numbers a system was given, and how it was spoilt."""

import numpy as np

from pellucid.sample.corrupt.changes import chosen
from pellucid.sample.corrupt.contacts import corrupt_addresses, corrupt_birth_dates, corrupt_emails, corrupt_phones
from pellucid.sample.corrupt.names import corrupt_names, corrupt_writing
from pellucid.sample.lists import Days, Flags, Ints, Text, as_text
from pellucid.sample.organization_records import written_name
from pellucid.sample.records import Records
from pellucid.sample.sources import share_of
from pellucid.sample.world.mailboxes import mailbox_keys
from pellucid.sample.world.numbers import NO_NUMBER
from pellucid.sample.world.world import NOBODY, World

_SUFFIX_SHARES = {"Jr.": 0.5, "Sr.": 0.15}  # of their records say so
_SWITCHBOARD_SHARE = 0.6  # of work records have the company's number, the others the mobile
_INFO_SHARE = 0.06  # of work records have the company's info@
_WORK_ADDRESS_SHARE = 0.6  # of work records have the company's address


def people_records(world: World, who: Ints, source: Ints, created_on: Days, rng: np.random.Generator) -> Records:
    """Return a record of each person in who (rows of world.members) in the system and of the day beside it."""
    count = len(who)
    rngs = rng.spawn(6)
    is_work = (world.company[who] != NOBODY) & chosen(share_of("work", source), count, rngs[0])
    writes_latin = chosen(share_of("latin", source), count, rngs[0])
    given, family = _names(world, who, created_on, writes_latin, rngs[1])
    email = _emails(world, who, created_on, is_work, rngs[2])
    phone = _phones(world, who, created_on, source, is_work, rngs[2])
    parts = _addresses(world, who, created_on, is_work, writes_latin, rngs[2])
    birth_date = world.members.birth_date[who].copy()
    _leave_out(source, birth_date, email, phone, family, parts, rngs[3])
    corrupt_names(given, family, world.members.culture[who], source, rngs[4])
    corrupt_addresses(parts["street"], parts["house_number"], parts["postal_code"], parts["city"], source, rngs[4])
    corrupt_writing([given, family, parts["street"], parts["city"]], source, rngs[4])
    corrupt_emails(email, _all_mailboxes(world), source, rngs[5])
    corrupt_phones(phone, _all_numbers(world), source, rngs[5])
    corrupt_birth_dates(birth_date, source, rngs[5])
    organization = np.full(count, "", dtype=object)
    organization[is_work] = written_name(world.companies, world.company[who[is_work]], rngs[5])
    return Records(
        truth_id=who,
        household=world.members.household[who],
        source=source,
        given_name=given,
        family_name=family,
        is_male=world.members.is_male[who],
        birth_date=birth_date,
        email=email,
        phone=phone,
        organization=organization,
        country=world.members.country[who],
        created_on=created_on,
        **parts,
    )


def _names(
    world: World, who: Ints, created_on: Days, writes_latin: Flags, rng: np.random.Generator
) -> tuple[Text, Text]:
    named = world.named
    given = np.where(writes_latin, named.given_latin[who], named.given[who])
    before = created_on < named.renamed_on[who]
    former = np.where(writes_latin, named.former_family_latin[who], named.former_family[who])
    family = np.where(writes_latin, named.family_latin[who], named.family[who])
    family = np.where(before, former, family)
    suffix = named.suffix[who]
    for text, share in _SUFFIX_SHARES.items():
        says = np.flatnonzero((suffix == text) & chosen(share, len(who), rng))
        family[says] += " " + text
    return given, family


def _emails(world: World, who: Ints, created_on: Days, is_work: Flags, rng: np.random.Generator) -> Text:
    email = np.where(created_on < world.email_changed_on[who], world.former_email[who], world.email[who])
    email = np.where(is_work, world.work_email[who], email)
    asks_info = np.flatnonzero(is_work & chosen(_INFO_SHARE, len(who), rng))
    email[asks_info] = "info@" + world.companies.domain[world.company[who[asks_info]]]
    return email


def _phones(world: World, who: Ints, created_on: Days, source: Ints, is_work: Flags, rng: np.random.Generator) -> Ints:
    count = len(who)
    mobile = np.where(created_on < world.mobile_changed_on[who], world.former_mobile[who], world.mobile[who])
    landline = world.landline[who]
    calls_home = (landline != NO_NUMBER) & chosen(share_of("landline", source), count, rng)
    phone = np.where(calls_home, landline, mobile)
    firms = world.companies
    switchboard = firms.site_phone[firms.site_start[world.company[who]]]
    return np.where(is_work & chosen(_SWITCHBOARD_SHARE, count, rng), switchboard, phone)


def _addresses(
    world: World, who: Ints, created_on: Days, is_work: Flags, writes_latin: Flags, rng: np.random.Generator
) -> dict[str, Text]:
    home = np.where(created_on < world.moved_on[who], world.former_address[who], world.address[who])
    at_work = is_work & chosen(_WORK_ADDRESS_SHARE, len(who), rng)
    office = world.companies.site_start[world.company[who]]
    parts: dict[str, Text] = {}
    for name in ("street", "house_number", "postal_code", "city", "region"):
        here = getattr(world.addresses, name)[home]
        there = getattr(world.companies.sites, name)[office]
        if name in ("street", "city"):
            here = np.where(writes_latin, getattr(world.addresses, name + "_latin")[home], here)
            there = np.where(writes_latin, getattr(world.companies.sites, name + "_latin")[office], there)
        parts[name] = np.where(at_work, there, here)
    return parts


def _leave_out(
    source: Ints,
    birth_date: Days,
    email: Text,
    phone: Ints,
    family: Text,
    parts: dict[str, Text],
    rng: np.random.Generator,
) -> None:
    """Take away in place what the system does not have; a way to reach the customer always stays."""
    count = len(source)
    has_phone = chosen(share_of("phone", source), count, rng)
    has_email = chosen(share_of("email", source), count, rng) | ~has_phone
    email[~has_email] = ""
    phone[~has_phone] = NO_NUMBER
    birth_date[~chosen(share_of("birth_date", source), count, rng)] = np.datetime64("NaT")
    family[~chosen(share_of("family_name", source), count, rng)] = ""
    has_address = chosen(share_of("address", source), count, rng)
    for column in parts.values():
        column[~has_address] = ""


def _all_mailboxes(world: World) -> frozenset[str]:
    every = np.concatenate([world.email, world.former_email, world.work_email])
    return frozenset(mailbox_keys(as_text(list(set(every.tolist())))).tolist())


def _all_numbers(world: World) -> Ints:
    return np.unique(np.concatenate([world.mobile, world.former_mobile, world.landline, world.companies.site_phone]))
