"""Forging history, as somebody with the password of the database could."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

append_only = import_module("pellucid.crm.history.migrations.0002_append_only")
Forge = Callable[[], "contextmanager[None]"]


@pytest.fixture
def unguarded(db: None) -> Forge:
    """Give a context in which the triggers that guard history are gone."""

    @contextmanager
    def without_triggers() -> Iterator[None]:
        editor = connection.schema_editor()  # not entered: SQLite has no schema editors within transactions
        connection.check_constraints()  # PostgreSQL alters no table for which some are still to be checked
        append_only.remove(apps, editor)
        yield
        connection.check_constraints()
        append_only.add(apps, editor)

    return without_triggers
