"""Erasing a customer: nothing they said is left anywhere, and all else stays as it was."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.archive.tables import kept_tables
from pellucid.crm.cleaning.actions.decide import merge_customers
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.erase import erase_customer
from pellucid.crm.cleaning.actions.imports import open_import, run_import, source_named
from pellucid.crm.cleaning.actions.undo import CannotUndo, undo_change
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere, survivor_of
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.history.queries import broken_seals
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.models import Role as Stands
from pellucid.crm.parties.relate import relate
from pellucid.crm.sources.models import SourceKind
from pellucid.crm.timeline.actions import note

SHOP = b"""id;name;email;city
zaphod@zz.example;Zaphod Quux;zaphod@zz.example;Zzyzx
2;Otto Lund;otto@lund.example;Ribe
"""
SECRETS = ("Zaphod", "Quux", "zz.example", "Zzyzx")


@pytest.fixture
def zaphod(db: None, now: datetime, tmp_path: Path, settings) -> Customer:
    """A customer of whom much is said; Otto is another."""
    settings.BASE = tmp_path
    source = source_named("Shop", kind=SourceKind.FILE, owner=None, now=now)
    imported = open_import(source=source, files=[("shop.csv", BytesIO(SHOP))], actor=None, now=now)
    run_import(imported=imported, now=now, progress=lambda *_: None)
    customer = Customer.objects.get(party__name="Zaphod Quux")
    otto = Customer.objects.get(party__name="Otto Lund")
    edit_customer(customer=customer, fields={"email": "zaphod.2@zz.example"}, actor=None, now=now)
    note(customer=customer, title="Zaphod called", body="about Quux", actor=None, now=now)
    relate(subject=customer, role=Stands.REFERRED_BY, object=otto, title="Quux", actor=None, now=now)
    return customer


def everything() -> list[str]:
    """Return every value of every table, behind the name of its table."""
    told = []
    with connection.cursor() as cursor:
        names = [table.name for table in kept_tables()]
        for name in [*names, "parties_party", "parties_contactpoint", "matches_matchform"]:
            cursor.execute(f'SELECT * FROM "{name}"')
            told += [f"{name} {value}" for row in cursor.fetchall() for value in row]
    return told


def test_nothing_they_said_is_left_in_any_table(zaphod, now: datetime) -> None:
    assert all(secret in "\n".join(everything()) for secret in SECRETS)
    erase_customer(customer=zaphod, actor=None, now=now)
    assert [line for line in everything() if any(secret in line for secret in SECRETS)] == []


def test_the_files_that_hold_their_rows_are_gone(
    zaphod, now: datetime, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_customer(customer=zaphod, actor=None, now=now)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"Zaphod" in path.read_bytes()] == []


def test_everybody_else_stays_and_everything_fits(zaphod, now: datetime) -> None:
    otto = Party.objects.get(name="Otto Lund").golden
    erase_customer(customer=zaphod, actor=None, now=now)
    assert Party.objects.get().golden == otto
    assert differences() == {}
    assert list(broken_seals()) == []


def test_their_ids_lead_nowhere_and_they_cannot_be_erased_twice(zaphod, now: datetime) -> None:
    erase_customer(customer=zaphod, actor=None, now=now)
    assert survivor_of(zaphod.uuid) is None
    with pytest.raises(NobodyThere):
        erase_customer(customer=zaphod, actor=None, now=now)


def test_it_cannot_be_undone_and_no_undo_of_anything_else_brings_them_back(zaphod, now: datetime) -> None:
    edited = Change.objects.get(kind=Kind.EDIT)
    erased = erase_customer(customer=zaphod, actor=None, now=now)
    with pytest.raises(CannotUndo):
        undo_change(change=erased, actor=None, now=now)
    undone = undo_change(change=edited, actor=None, now=now)
    undo_change(change=undone, actor=None, now=now)
    assert [party.name for party in Party.objects.all()] == ["Otto Lund"]
    assert differences() == {}


def test_whom_they_were_merged_with_goes_with_them(zaphod, now: datetime) -> None:
    otto = Customer.objects.get(party__name="Otto Lund")
    merge_customers(customers=[zaphod, otto], actor=None, now=now)
    erase_customer(customer=otto, actor=None, now=now)
    assert not Party.objects.exists()


@pytest.mark.parametrize("role", [Role.STEWARD, Role.SALES, Role.MANAGER])
def test_only_who_may_erase_does(role: Role, zaphod, now: datetime, user) -> None:
    with pytest.raises(NotAllowed):
        erase_customer(customer=zaphod, actor=user(role), now=now)
    assert Party.objects.filter(name="Zaphod Quux").exists()
