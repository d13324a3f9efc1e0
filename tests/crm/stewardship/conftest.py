"""A small base at the desk, and somebody who looks at it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from threading import Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.add import Added, add_record
from pellucid.crm.project.tasks import TASKS
from pellucid.crm.runs.worker import work_once
from pellucid.crm.sources.models import Source, SourceKind

Add = Callable[..., Added]
SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(user: Callable[..., User]) -> SignIn:
    """Return a browser in which somebody of a role is signed in."""

    def client_of(role: Role = Role.STEWARD) -> Client:
        client = Client()
        client.force_login(user(role))
        return client

    return client_of


@pytest.fixture
def steward(sign_in: SignIn) -> Client:
    return sign_in()


@pytest.fixture
def add(db: None, now: datetime) -> Add:
    """Add a record of the shop; a new customer even where it looks like another, unless told otherwise."""
    shop = Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=now)

    def add_one(*, another: bool = False, days: int = 0, **fields: str) -> Added:
        when = now + timedelta(days=days)
        return add_record(source=shop, fields=fields, another=another, actor=None, now=when)

    return add_one


def csv(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, BytesIO(text.encode()).getvalue(), content_type="text/csv")


def work() -> None:
    """Do the runs that wait, as the worker beside the server does."""
    while work_once(TASKS, stop=Event()):
        pass


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(answer: HttpResponse) -> str:
    """Return what a page says, without its markup."""
    parser = _Words()
    parser.feed(answer.content.decode())
    return " ".join(" ".join(parser.words).split())
