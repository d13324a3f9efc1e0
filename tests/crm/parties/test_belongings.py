"""Who lives together and who works where, as a base keeps it: made of records and judgements, and undone with them."""

from datetime import date

import pytest

from pellucid.crm.cleaning.actions.decide import merge_customers, split_customer
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.undo import undo_change
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.clusters.models import Customer
from pellucid.crm.history.models import Change
from pellucid.crm.parties import belong
from pellucid.crm.parties.belongings import belongings_of
from pellucid.crm.parties.models import Belonging, Party, Role, Trace
from pellucid.crm.parties.relate import end_relationship, relate

HOME = {"address": "Lindenallee 4, 10115 Berlin"}
FIRM = {"organization": "Berg GmbH", "email": "info@berg.example"}


@pytest.fixture(autouse=True, params=[0.0, 1e9], ids=["all anew", "followed"])
def share(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test run both ways of looking again, of which a small base would take either."""
    monkeypatch.setattr(belong, "FOLLOWED_SHARE_MAX", request.param)


def household(customer: Customer) -> list[str]:
    return [each.party.name for each in belongings_of(of(customer), user=None).household]


def employers(customer: Customer) -> list[tuple[str, str]]:
    return [(each.party.name, each.reason) for each in belongings_of(of(customer), user=None).employers]


def of(customer: Customer) -> Party:
    return Party.objects.get(customer=Customer.objects.get(pk=customer.pk).survivor)


@pytest.mark.slow
def test_a_family_lives_together_until_one_moves_out_and_again_when_that_is_undone(add, now) -> None:
    anna = add(full_name="Anna Berg", **HOME).customer
    otto = add(full_name="Otto Berg", **HOME).customer
    assert household(anna) == ["Otto Berg"]
    assert household(otto) == ["Anna Berg"]
    edit_customer(customer=otto, fields={"address": "Am Hang 2, 53111 Bonn"}, actor=None, now=now)
    assert household(anna) == []
    undo_change(change=Change.objects.latest("pk"), actor=None, now=now)
    assert household(anna) == ["Otto Berg"]
    assert differences() == {}


@pytest.mark.slow
def test_the_one_who_ties_two_names_takes_the_tie_along(add, now) -> None:
    anna = add(full_name="Anna Berg", **HOME).customer
    otto = add(full_name="Otto Lund", **HOME).customer
    assert household(anna) == []
    both = add(full_name="Mia Berg-Lund", **HOME).customer
    assert sorted(household(anna)) == ["Mia Berg-Lund", "Otto Lund"]
    edit_customer(customer=both, fields={"given_name": "Mia", "family_name": "Berg"}, actor=None, now=now)
    assert (household(anna), household(otto)) == (["Mia Berg"], [])
    assert differences() == {}


def test_merging_the_two_of_a_home_leaves_nobody_to_live_with_and_splitting_brings_them_back(add, now) -> None:
    one, other = (add(full_name=name, **HOME) for name in ("Anna Berg", "Ann Berg"))
    merge_customers(customers=[one.customer, other.customer], actor=None, now=now, reason="a test")
    assert not Belonging.objects.exists()
    split_customer(customer=one.customer, groups=[[other.record]], actor=None, now=now)
    assert Belonging.objects.count() == 2
    assert differences() == {}


@pytest.mark.slow
def test_a_person_works_at_the_company_they_write_from_as_soon_as_it_is_known(add, now) -> None:
    otto = add(full_name="Otto Lund", email="otto.lund@berg.example").customer
    assert employers(otto) == []
    firm = add(**FIRM).customer
    assert employers(otto) == [("Berg GmbH", "domain")]
    told = belongings_of(of(firm), user=None)
    assert ([each.party.name for each in told.staff], told.staff_count) == (["Otto Lund"], 1)
    add(organization="Berg GmbH", email="post@berg.example", city="Bonn")
    assert employers(otto) == []  # two fit now
    undo_change(change=Change.objects.latest("pk"), actor=None, now=now)
    assert employers(otto) == [("Berg GmbH", "domain")]
    assert differences() == {}


@pytest.mark.slow
def test_what_somebody_said_wins_over_what_follows(add, now) -> None:
    otto = add(full_name="Otto Lund", email="otto.lund@berg.example", **HOME).customer
    mia = add(full_name="Mia Lund", **HOME).customer
    firm, shop = add(**FIRM).customer, add(organization="Kaya Markt").customer
    apart = relate(subject=otto, role=Role.NOT_HOUSEHOLD, object=mia, actor=None, now=now)
    at_shop = relate(subject=otto, role=Role.WORKS_AT, object=shop, actor=None, now=now)
    assert (household(mia), employers(otto)) == ([], [("Kaya Markt", "said")])
    assert belongings_of(of(shop), user=None).staff_count == 1
    end_relationship(relationship=apart, actor=None, now=now)
    end_relationship(relationship=at_shop, actor=None, now=now)
    assert (household(mia), employers(otto)) == (["Otto Lund"], [("Berg GmbH", "domain")])
    relate(subject=otto, role=Role.WORKS_AT, object=firm, to_date=date(2025, 6, 30), actor=None, now=now)
    assert employers(otto) == []
    assert differences() == {}


@pytest.mark.slow
def test_undoing_everything_leaves_no_trace(add, now) -> None:
    add(full_name="Anna Berg", **HOME)
    add(full_name="Otto Berg", email="otto@berg.example", **HOME)
    add(**FIRM)
    assert Belonging.objects.count() == 3
    for change in Change.objects.order_by("-pk"):
        undo_change(change=change, actor=None, now=now)
    assert not Belonging.objects.exists()
    assert not Trace.objects.exists()
