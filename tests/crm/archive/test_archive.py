"""All of a base goes out into files, and comes back the same in an empty one."""

import json
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import transaction

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.archive.actions.export import AlreadyThere, export_all
from pellucid.crm.archive.actions.restore import NotEmpty, restore_all
from pellucid.crm.archive.manifest import NotWhole
from pellucid.crm.cleaning.actions.decide import merge_customers
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.imports import open_import, run_import, source_named
from pellucid.crm.cleaning.actions.undo import undo_change
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.clusters.models import Customer
from pellucid.crm.consent.actions import suppress
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import broken_seals
from pellucid.crm.parties.models import Belonging, Party
from pellucid.crm.runs.models import Schedule
from pellucid.crm.runs.schedules import deliver
from pellucid.crm.sources.models import ImportedFile, SourceKind
from pellucid.crm.timeline.actions import note
from pellucid.crm.timeline.models import Touchpoint

SHOP = b"""id;name;email;phone;city;address
1;Anna Holm;anna@holm.example;+45 32 10 44 44;Odense
2;A. Holm;anna@holm.example;;Odense
3;Otto Lund;otto@lund.example;;Ribe
6;Mia Kaya;mia@kaya.example;;Berlin;Lindenallee 4
7;Jan Kaya;jan@kaya.example;;Berlin;Lindenallee 4
4;\xc3\x86gir \xc3\x9e\xc3\xb3rsson;;+354 555 0142;Reykjav\xc3\xadk
5;"broken
"""


def fill(now: datetime, actor: User) -> None:
    """Do some of everything."""
    source = source_named("Shop", kind=SourceKind.FILE, owner=actor, now=now)
    imported = open_import(source=source, files=[("shop.csv", BytesIO(SHOP))], actor=actor, now=now)
    run_import(imported=imported, now=now, progress=lambda *_: None)
    otto = Customer.objects.get(party__name="Otto Lund")
    edit_customer(customer=otto, fields={"city": "Kolding"}, actor=actor, now=now + timedelta(microseconds=5))
    note(customer=otto, title="Called", body="Twice", actor=actor, now=now)
    suppress(kind="email", value="otto@lund.example", actor=actor, now=now)
    merged = merge_customers(
        customers=list(Customer.objects.filter(party__isnull=False)), actor=actor, now=now, reason="a test"
    )
    undo_change(change=merged, actor=actor, now=now)


def told() -> tuple[object, ...]:
    """Return what a base says of itself."""
    return (
        list(
            Party.objects.order_by("pk").values_list("customer__uuid", "name", "golden", "provenance", "change__uuid")
        ),
        list(Customer.objects.order_by("pk").values_list("uuid", "survivor__uuid")),
        list(Belonging.objects.order_by("pk").values_list("party__name", "role", "other__name", "reason")),
        list(Change.objects.order_by("pk").values_list("uuid", "kind", "at", "reason", "actor__email", "seal__hash")),
        list(Touchpoint.objects.values_list("uuid", "title", "body", "at")),
        list(ImportedFile.objects.values_list("name", "sha256", "detected", "mapping", "row_count")),
    )


@pytest.fixture
def base(tmp_path: Path, settings) -> Path:
    settings.BASE = tmp_path / "base"
    return settings.BASE


@pytest.fixture
def exported(tmp_path: Path, base: Path, now: datetime, user) -> tuple[Path, tuple[object, ...]]:
    """Return an archive, and what the base said that is gone now."""
    folder = tmp_path / "archive"
    with transaction.atomic():
        fill(now, user())
        assert Belonging.objects.count() == 2
        said = told()
        export_all(folder, actor=None, now=now)
        transaction.set_rollback(True)
    assert not Change.objects.exists()
    return folder, said


@pytest.mark.slow
def test_the_same_customers_ids_and_history_come_back(exported) -> None:
    folder, said = exported
    restore_all(folder)
    assert told() == said
    assert differences() == {}
    assert list(broken_seals()) == []


@pytest.mark.slow
def test_work_goes_on_after_it(exported, now: datetime) -> None:
    folder, _said = exported
    restore_all(folder)
    otto = Customer.objects.get(party__name="Otto Lund")
    edit_customer(customer=otto, fields={"city": "Ribe"}, actor=None, now=now + timedelta(days=1))
    assert Party.objects.get(customer=otto).golden["city"] == "Ribe"
    assert differences() == {}


@pytest.mark.slow
def test_schedules_come_back_as_they_were_where_a_worker_delivered_its_own(exported, now: datetime) -> None:
    folder, _said = exported
    deliver({"check": time(3)}, now=now)
    restore_all(folder)
    assert not Schedule.objects.exists()  # the base that was exported had none


@pytest.mark.slow
def test_passwords_stay_where_they_are(exported) -> None:
    folder, _said = exported
    assert "password" not in pq.read_schema(folder / "tables" / "accounts_user.parquet").names
    restore_all(folder)
    assert not User.objects.get().has_usable_password()


@pytest.mark.slow
def test_the_delivered_files_are_in_it_as_they_came(exported, base: Path) -> None:
    folder, _said = exported
    for path in base.rglob("*"):
        if path.is_file():
            path.unlink()
    restore_all(folder)
    assert (base / ImportedFile.objects.get().path).read_bytes() == SHOP


@pytest.mark.slow
def test_the_manifest_counts_what_is_in_it(exported) -> None:
    folder, _said = exported
    told_of = json.loads((folder / "manifest.json").read_text())
    assert (
        told_of["rows"]["sources_sourcerecord"]
        == pq.read_metadata(folder / "tables" / "sources_sourcerecord.parquet").num_rows
    )


@pytest.mark.slow
def test_an_archive_that_was_changed_is_refused_whole(exported) -> None:
    folder, _said = exported
    with (folder / "tables" / "history_change.parquet").open("ab") as content:
        content.write(b"x")
    with pytest.raises(NotWhole, match="history_change"):
        restore_all(folder)
    assert not User.objects.exists()


@pytest.mark.slow
def test_nothing_is_restored_over_what_is_there(exported, user) -> None:
    folder, _said = exported
    user()
    with pytest.raises(NotEmpty):
        restore_all(folder)


@pytest.mark.slow
def test_another_folder_is_not_written_over(exported, now: datetime) -> None:
    folder, _said = exported
    with pytest.raises(AlreadyThere):
        export_all(folder, actor=None, now=now)


def test_who_may_not_export_does_not(base: Path, tmp_path: Path, now: datetime, user) -> None:
    with pytest.raises(NotAllowed):
        export_all(tmp_path / "archive", actor=user(Role.SALES), now=now)
    assert not (tmp_path / "archive").exists()
