"""People at work in other processes on the database of a test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from pellucid.crm.sources.models import Source, SourceKind

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
