"""What tests of the CRM start from. They run on whichever database DATABASE_URL names: ./dev test runs them on both."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import DjangoDbBlocker

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.roles import Role

pytest.register_assert_rewrite("crm_invariants", "kept_whole")
MakeUser = Callable[..., User]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make the database of the tests, whichever fixture asks for it first; pytest-django's own knows only ``db``."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def now() -> datetime:
    """An instant, since actions are told the time."""
    return datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def user(request: pytest.FixtureRequest) -> MakeUser:
    """Make a user of a role; an administrator unless one is named."""
    if "own_database" not in request.fixturenames:
        request.getfixturevalue("db")

    def make_user(role: Role = Role.ADMINISTRATOR, *, email: str = "", **rest: object) -> User:
        email = email or f"{role.value}-{User.objects.count()}@example.com"
        return User.objects.create_user(email=email, password="open sesame", role=role, name=role.value, **rest)

    return make_user


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database for this test alone, whose writes are committed; return its DATABASE_URL, for other processes.

    A copy that is thrown away: history only grows, so that nothing could be deleted from the one of all tests.
    Take it instead of ``db`` and of ``django_db(transaction=True)``.
    """
    kept = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        on_postgres = connection.vendor == "postgresql"
        name = _copy_postgres(kept) if on_postgres else _copy_sqlite(kept)
        connection.settings_dict["NAME"] = name
        try:
            yield _postgres_url() if on_postgres else f"sqlite://{quote(name)}"
        finally:
            connection.close()
            connection.settings_dict["NAME"] = kept
            if on_postgres:
                _in_postgres(f'DROP DATABASE "{name}" WITH (FORCE)')  # a killed process may still be connected
            else:
                for path in Path(name).parent.glob(f"{Path(name).name}*"):
                    path.unlink()


@pytest.fixture
def browsing(own_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a journey ask its own database although the browser's loop runs in its thread."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def _copy_sqlite(kept: str) -> str:
    return str(shutil.copy(kept, f"{kept}-own"))


def _copy_postgres(kept: str) -> str:
    _in_postgres(f'CREATE DATABASE "{kept}_own" TEMPLATE "{kept}"')
    return f"{kept}_own"


def _in_postgres(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def _postgres_url() -> str:
    known = connection.settings_dict
    return f"postgresql://{quote(known['USER'])}@/{quote(known['NAME'])}?host={quote(known['HOST'])}"
