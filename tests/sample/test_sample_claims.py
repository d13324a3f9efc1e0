"""What the generator claims holds: a score on generated data is worth what these claims are."""

from functools import lru_cache

import numpy as np
import phonenumbers
import pytest

from pellucid.sample import contacts, organizations
from pellucid.sample.claims import Claim, count_namesakes, measure_claims
from pellucid.sample.generate import generate
from pellucid.sample.records import Records
from pellucid.sample.world.countries import CALLING_CODES, COUNTRIES
from pellucid.sample.world.households import COUPLE, FAMILY, FLATMATES
from pellucid.sample.world.numbers import country_of, national_of
from pellucid.sample.world.world import World


@lru_cache(maxsize=4)
def small(rows: int = 3000, seed: int = 7) -> tuple[World, Records]:
    return generate(rows, seed)


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 2, 50, 3000])
@pytest.mark.parametrize("seed", [0, 7])
def test_every_claim_holds_at_any_size(rows: int, seed: int) -> None:
    claims = measure_claims(*generate(rows, seed))
    assert [
        str(claim) for claim in claims if claim.holds is False and (rows >= 200 or "one more" not in claim.about)
    ] == []


@pytest.mark.slow
def test_every_claim_holds_at_a_hundred_thousand() -> None:
    world, records = generate(100_000, 3)
    assert [str(claim) for claim in measure_claims(world, records) if claim.holds is False] == []


def test_a_mailbox_given_to_a_stranger_breaks_a_claim() -> None:
    world, records = generate(500, 1)
    world.email[world.members.household == 0] = world.email[-1]
    broken = [claim.about for claim in measure_claims(world, records) if claim.holds is False]
    assert broken == ["private mailboxes of two households"]


def test_a_record_with_the_phone_of_a_stranger_breaks_a_claim() -> None:
    world, records = generate(500, 1)
    people = np.flatnonzero((records.household >= 0) & (records.phone > 0))
    people = people[~np.isin(records.phone[people], world.companies.site_phone)]
    other = people[records.household[people] != records.household[people[0]]][0]
    records.phone[other] = records.phone[people[0]]
    broken = [claim.about for claim in measure_claims(world, records) if claim.holds is False]
    assert broken == ["phones in records of two households (switchboards aside)"]


@pytest.mark.slow
@pytest.mark.parametrize("rows", [500, 3000, 20_000])
def test_a_fifth_of_the_records_are_one_more_of_their_customer(rows: int) -> None:
    truth = generate(rows, 5)[1].truth_id
    assert len(truth) == rows
    assert 0.19 <= 1 - len(np.unique(truth)) / rows <= 0.23
    assert np.unique(truth, return_counts=True)[1].max() <= 6


@pytest.mark.slow
def test_namesakes_become_more_with_the_population() -> None:
    shares = [
        count_namesakes(world) / len(world.email) for world, _ in (generate(rows, 2) for rows in (1000, 5000, 25_000))
    ]
    assert shares == sorted(shares)
    assert shares[-1] > 3 * shares[0]


@pytest.mark.slow
def test_the_same_seed_gives_the_same_records_and_another_seed_others() -> None:
    assert contacts(400, 3).equals(contacts(400, 3))
    assert not contacts(400, 3).equals(contacts(400, 4))
    assert organizations(300, 3).equals(organizations(300, 3))


def test_households_share_what_they_claim() -> None:
    world, _ = small()
    members = world.members
    head = members.head
    family = np.isin(members.kind, (COUPLE, FAMILY)) & (members.role == 1)
    assert (world.address[family] == world.address[head[family]]).all()
    assert (world.landline[family] == world.landline[head[family]]).all()
    assert 0.08 < (world.email[family] == world.email[head[family]]).mean() < 0.16
    mates = (members.kind == FLATMATES) & (members.role > 0)
    assert not (world.email[mates] == world.email[head[mates]]).any()


def test_children_are_younger_than_their_parents() -> None:
    members = small()[0].members
    child = (members.role >= 2) & (members.kind != FLATMATES)
    years = (members.birth_date[child] - members.birth_date[members.head[child]]).astype(int) / 365.25
    assert years.min() > 15


def test_phone_numbers_are_valid_in_their_country() -> None:
    world, _ = small()
    numbers = np.concatenate([world.mobile, world.landline[world.landline > 0], world.companies.site_phone])[::7]
    for country, national in zip(country_of(numbers).tolist(), national_of(numbers).tolist(), strict=True):
        parsed = phonenumbers.parse(f"+{CALLING_CODES[country]}{national}")
        assert phonenumbers.is_valid_number(parsed), parsed
        assert phonenumbers.region_code_for_number(parsed) == COUNTRIES[country]


def test_records_come_in_every_script_and_some_are_broken_by_a_wrong_encoding() -> None:
    text = " ".join(contacts(6000, 1)["given_name"].drop_null().to_pylist())
    assert any("\u0600" <= letter <= "\u06ff" for letter in text)
    assert any("\u1780" <= letter <= "\u17ff" for letter in text)
    assert any("\u0400" <= letter <= "\u04ff" for letter in text)
    assert "Ã" in text


def test_a_holding_or_foreign_subsidiary_is_another_customer_and_a_branch_is_not() -> None:
    table = organizations(2000, 1).to_pydict()
    names: dict[int, set[str]] = {}
    places: dict[int, set[str]] = {}
    for truth, name, city in zip(table["truth_id"], table["organization"], table["city"], strict=True):
        names.setdefault(truth, set()).add(name)
        places.setdefault(truth, set()).add(city.lower())
    assert sum(len(cities) > 1 for cities in places.values()) > 30
    holdings = {truth for truth, known in names.items() if any("Holding" in name for name in known)}
    assert len(holdings) > 30
    assert 0.3 < 1 - len(names) / 2000 < 0.45


def test_a_claim_prints_its_verdict() -> None:
    assert str(Claim(about="x", value=0, holds=True)).endswith("0  holds")
    assert str(Claim(about="x", value=0.5, holds=False)).endswith("50.0%  BROKEN")
    assert str(Claim(about="x", value=12_345)).endswith("12,345")
