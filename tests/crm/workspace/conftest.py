"""A small base, and somebody looking at it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.add import Added, add_record
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Source, SourceKind

Add = Callable[..., Party]
SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(user) -> SignIn:
    """Return a client of somebody of a role; an administrator unless one is named."""

    def signed_in(role: Role = Role.ADMINISTRATOR) -> Client:
        client = Client()
        client.force_login(user(role))
        return client

    return signed_in


@pytest.fixture
def add(db: None, now: datetime) -> Add:
    """Add a record of the shop, as another customer even where it looks like one; return the customer."""
    return _adding(now)


@pytest.fixture
def own_add(own_database: str, now: datetime) -> Add:
    """Add a record as ``add`` does, committed, for a browser to see."""
    return _adding(now)


def _adding(now: datetime) -> Add:
    source = Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=now)

    def add_one(*, belongs_to: Party | None = None, **fields: str) -> Party:
        added: Added = add_record(
            source=source,
            fields=fields,
            another=belongs_to is None,
            belongs_to=belongs_to.customer if belongs_to else None,
            reason="for the test",
            actor=None,
            now=now,
        )
        return Party.objects.select_related("customer").get(customer=added.customer)

    return add_one
