"""People at work in other processes on the database of a test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from kept_whole import people

from pellucid.crm.cleaning.actions.imports import open_import, run_import
from pellucid.crm.sources.models import Import, Source, SourceKind

Workplace = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def shop(own_database: str, now: datetime) -> Source:
    return Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=now)


@pytest.fixture
def workplace(own_database: str, shop: Source) -> Iterator[Workplace]:
    """Open a place where people come to work when they are told to; see busy_people."""
    opened: list[subprocess.Popen[str]] = []

    def open_workplace() -> "subprocess.Popen[str]":
        place = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("busy_people.py"))],
            env={**os.environ, "DATABASE_URL": own_database},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        opened.append(place)
        return place

    yield open_workplace
    for place in opened:
        with place:  # closes its pipes and waits
            place.kill()


@pytest.fixture
def opened(shop: Source, now: datetime) -> Callable[[bytes], Import]:
    def open_one(content: bytes) -> Import:
        return open_import(source=shop, files=[("shop.csv", BytesIO(content))], actor=None, now=now)

    return open_one


@pytest.fixture
def filled(opened, now: datetime) -> None:
    """A base with a file of people in it."""
    run_import(imported=opened(people(0, 24)), now=now, progress=lambda *_: None)
