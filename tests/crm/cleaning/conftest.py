"""A small base to do things to."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from pellucid.crm.cleaning.actions.add import Added, add_record
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Source, SourceKind

Add = Callable[..., Added]


@pytest.fixture
def shop(db: None, now: datetime) -> Source:
    return Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=now)


@pytest.fixture
def add(shop: Source, now: datetime) -> Add:
    """Add a record of the shop; a new customer even where it looks like another, unless told otherwise."""

    def add_one(*, key: str | None = None, another: bool = True, days: int = 0, **fields: str) -> Added:
        return add_record(
            source=shop, fields=fields, key=key, another=another, actor=None, now=now + timedelta(days=days)
        )

    return add_one


def names() -> list[str]:
    """Return what the customers are called now, sorted."""
    return sorted(Party.objects.values_list("name", flat=True))
