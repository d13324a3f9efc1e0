"""How many issues of a customer are open."""

from datetime import datetime

import pytest

from pellucid.crm.cleaning.actions.add import add_record
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.undo import undo_change
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.clusters.models import Customer
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Source, SourceKind


@pytest.fixture
def customer(db: None, now: datetime) -> Customer:
    shop = Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=now)
    fields = {"full_name": "Omar Reza", "email": "omar at reza"}
    return add_record(source=shop, fields=fields, another=True, actor=None, now=now).customer


def count(customer: Customer) -> int:
    return Party.objects.get(customer=customer).issue_count


@pytest.mark.slow
def test_an_issue_is_open_until_somebody_says_what_is_right_and_again_when_that_is_undone(
    customer: Customer, now: datetime
) -> None:
    open_at_first = count(customer)
    assert open_at_first > 0
    change = edit_customer(customer=customer, fields={"email": "omar@reza.example.org"}, actor=None, now=now)
    assert count(customer) < open_at_first
    undo_change(change=change, actor=None, now=now)
    assert count(customer) == open_at_first


def test_a_rebuild_counts_the_same(customer: Customer) -> None:
    Party.objects.update(issue_count=7)
    assert differences() == {"parties_party": 1}
