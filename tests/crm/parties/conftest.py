"""A small base to look for people in."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pellucid.crm.cleaning.actions.add import Added, add_record
from pellucid.crm.sources.models import Source, SourceKind

Add = Callable[..., Added]


@pytest.fixture
def shop(db: None, now: datetime) -> Source:
    return Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=now)


@pytest.fixture
def add(shop: Source, now: datetime) -> Add:
    """Add a record of the shop, as a new customer whoever else it looks like."""

    def add_one(*, key: str | None = None, **fields: str) -> Added:
        return add_record(source=shop, fields=fields, key=key, another=True, actor=None, now=now)

    return add_one
