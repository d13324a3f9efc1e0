"""Many records are kept by other ways than few, and end in the same."""

import io
from datetime import datetime

import pytest
from django.db import connection, transaction

from pellucid.crm.bulk import indexes
from pellucid.crm.cleaning.actions.imports import open_import, run_import
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.clusters import waiting
from pellucid.crm.parties import open_issues
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Source

ROWS = """name,email,phone,city
Kate Miller,kate.m@example.org,,Dublin
Kate Miller,miller@example.net,,Dublin
Bo Lind,bo at lind,+45 32 12 34 99,Aarhus
Bo Lind,bo@lind.example.org,+45 32 12 34 99,Aarhus
"""


def index_names() -> set[str]:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, Party._meta.db_table)
    return {name for name, constraint in constraints.items() if constraint["index"]}


def imported(shop: Source, now: datetime) -> dict[str, int]:
    found = open_import(source=shop, files=[("shop.csv", io.BytesIO(ROWS.encode()))], actor=None, now=now)
    run_import(imported=found, now=now, progress=lambda *_: None)
    found.refresh_from_db()
    assert differences() == {}
    return dict(found.counts)


def golden() -> list[tuple[object, ...]]:
    return sorted(Party.objects.values_list("name", "email", "issue_count", "record_count"))


@pytest.mark.slow
def test_many_rows_end_in_the_same_customers_counts_and_indexes(
    shop: Source, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        few = imported(shop, now), golden(), index_names()
        transaction.set_rollback(True)
    assert few[0]["to_review"]
    assert any(count for *_, count, _ in few[1])
    for module, limit in ((indexes, "MANY_ROWS"), (waiting, "SIDE_IDS_MAX"), (open_issues, "MANY_CUSTOMERS")):
        monkeypatch.setattr(module, limit, 0)
    assert (imported(shop, now), golden(), index_names()) == few
