"""Erasing a customer: nothing they said is left anywhere, and all else stays as it was."""

from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection, transaction

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.api.models import Answer
from pellucid.crm.archive.tables import kept_tables
from pellucid.crm.cleaning.actions.add import add_record
from pellucid.crm.cleaning.actions.decide import merge_customers
from pellucid.crm.cleaning.actions.edit import edit_customer, source_of_edits
from pellucid.crm.cleaning.actions.erase import erase_customer
from pellucid.crm.cleaning.actions.imports import open_import, run_import, source_named
from pellucid.crm.cleaning.actions.resubmit import resubmit_row
from pellucid.crm.cleaning.actions.undo import CannotUndo, undo_change
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere, survivor_of
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.history.queries import broken_seals
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.models import Role as Stands
from pellucid.crm.parties.relate import relate
from pellucid.crm.sources.erasures import ErasedBefore
from pellucid.crm.sources.files import import_folder
from pellucid.crm.sources.models import Import, ImportedFile, QuarantinedRow, Source, SourceKind
from pellucid.crm.stewardship.actions.feedback import report, resolve_report
from pellucid.crm.stewardship.actions.proposals import propose
from pellucid.crm.stewardship.models import Outcome, Trouble
from pellucid.crm.timeline.actions import note

SHOP = b"""id;name;email;city
zaphod@zz.example;Zaphod Quux;zaphod@zz.example;Zzyzx
2;Otto Lund;otto@lund.example;Ribe
"""
AGAIN = SHOP + b"3;Mia Lund;mia@lund.example;Ribe\n"
SECRETS = ("Zaphod", "Quux", "zz.example", "Zzyzx")


@pytest.fixture
def zaphod(db: None, now: datetime, tmp_path: Path, settings) -> Customer:
    """A customer of whom much is said; Otto is another."""
    settings.BASE = tmp_path
    deliver(SHOP, now)
    customer = Customer.objects.get(party__name="Zaphod Quux")
    otto = Customer.objects.get(party__name="Otto Lund")
    edit_customer(customer=customer, fields={"email": "zaphod.2@zz.example"}, actor=None, now=now)
    note(customer=customer, title="Zaphod called", body="about Quux", actor=None, now=now)
    relate(subject=customer, role=Stands.REFERRED_BY, object=otto, title="Quux", actor=None, now=now)
    return customer


def deliver(content: bytes, now: datetime, *, name: str = "Shop") -> Import:
    """Import a file of a source; return what became of it."""
    source = source_named(name, kind=SourceKind.FILE, owner=None, now=now)
    imported = open_import(source=source, files=[("shop.csv", BytesIO(content))], actor=None, now=now)
    run_import(imported=imported, now=now, progress=lambda *_: None)
    imported.refresh_from_db()
    return imported


def everything() -> list[str]:
    """Return every value of every table, behind the name of its table."""
    told = []
    with connection.cursor() as cursor:
        names = [table.name for table in kept_tables()]
        for name in [*names, "parties_party", "parties_contactpoint", "matches_matchform"]:
            cursor.execute(f'SELECT * FROM "{name}"')
            told += [f"{name} {value}" for row in cursor.fetchall() for value in row]
    return told


@pytest.mark.slow
def test_nothing_they_said_is_left_in_any_table(zaphod, now: datetime, user) -> None:
    steward = user(Role.STEWARD)
    path = f"/customers/{zaphod.uuid}/?q=Zaphod"
    about = report(trouble=Trouble.WRONG, path=path, reporter=steward, now=now, customer=zaphod, text="Quux is wrong")
    resolve_report(report=about, outcome=Outcome.RIGHT, answer="Zaphod it is", actor=steward, now=now)
    otto = Customer.objects.get(party__name="Otto Lund")
    propose(customers=[zaphod.uuid, otto.uuid], reason="Zaphod is Otto", actor=steward, now=now)
    body = f'{{"id": "{zaphod.uuid}", "name": "Zaphod Quux"}}'
    Answer.objects.create(asker=steward, key="17", fingerprint="-", at=now, status=200, body=body)
    mended = QuarantinedRow.objects.create(file=ImportedFile.objects.get(), row=9, reason="?", raw=b"Zaphod;Quux")
    resubmit_row(row=mended, fields={"full_name": "Zaphod Quux", "city": "Zzyzx"}, actor=None, now=now)
    assert all(secret in "\n".join(everything()) for secret in SECRETS)
    erase_customer(customer=zaphod, actor=None, now=now)
    assert [line for line in everything() if any(secret in line for secret in SECRETS)] == []


@pytest.mark.slow
def test_rows_that_come_again_are_known_told_and_not_kept(
    zaphod, now: datetime, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_customer(customer=zaphod, actor=None, now=now)
        again = deliver(AGAIN, now)
    counts = again.counts
    told = {name: counts[f"records_{name}"] for name in ("new", "updated", "unchanged", "erased")}
    assert told == {"new": 1, "updated": 0, "unchanged": 1, "erased": 1}
    assert counts["rows"] == counts["quarantined"] + sum(told.values()) == counts["kept"] + 1
    assert (import_folder(again.uuid) / "result.csv").read_text().splitlines()[1] == '"shop.csv",1,"erased",'
    assert [line for line in everything() if any(secret in line for secret in SECRETS)] == []
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"Zaphod" in path.read_bytes()] == []
    assert differences() == {}


@pytest.mark.slow
def test_the_same_content_is_known_whichever_source_and_order_it_comes_in(zaphod, now: datetime) -> None:
    erase_customer(customer=zaphod, actor=None, now=now)
    head, first, second, *_ = SHOP.splitlines(keepends=True)
    counts = deliver(head + second + first, now, name="Shop of last year").counts
    assert (counts["records_new"], counts["records_erased"]) == (1, 1)


@pytest.mark.slow
def test_a_key_that_says_something_else_is_still_the_erased_record(zaphod, now: datetime) -> None:
    erase_customer(customer=zaphod, actor=None, now=now)
    changed = SHOP.replace(b"Zzyzx", b"Ribe").replace(b"zaphod@zz.example;Ribe", b"new@zz.example;Ribe")
    assert deliver(changed, now).counts["records_erased"] == 1


@pytest.mark.slow
def test_who_comes_anew_is_let_in_by_somebody_who_says_so(zaphod, now: datetime) -> None:
    erase_customer(customer=zaphod, actor=None, now=now)
    said = {"full_name": "Zaphod Quux", "email": "zaphod@zz.example"}
    add = partial(add_record, fields=said, actor=None, now=now)
    shop = Source.objects.get(name="Shop")
    with pytest.raises(ErasedBefore):
        add(source=shop, key="zaphod@zz.example")
    with transaction.atomic():
        assert add(source=shop, key="zaphod@zz.example", another=True, reason="ordered again").change
        transaction.set_rollback(True)
    assert add(source=source_of_edits(now)).change


@pytest.mark.slow
def test_a_request_that_told_of_them_is_answered_that_it_is_gone(zaphod, now: datetime, user, client) -> None:
    client.force_login(user(Role.ADMINISTRATOR))
    edit = partial(
        client.patch, f"/api/v1/customers/{zaphod.uuid}", {"fields": {"city": "Zzyzx 2"}}, "application/json",
        headers={"If-Match": "*", "Idempotency-Key": "1"},
    )  # fmt: skip
    assert edit().status_code == 200
    erase_customer(customer=zaphod, actor=None, now=now)
    again = edit()
    assert (again.status_code, again["Content-Type"]) == (410, "application/problem+json")
    assert "Zzyzx" not in again.content.decode()


@pytest.mark.slow
def test_the_files_that_hold_their_rows_are_gone(
    zaphod, now: datetime, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_customer(customer=zaphod, actor=None, now=now)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"Zaphod" in path.read_bytes()] == []


@pytest.mark.slow
def test_everybody_else_stays_and_everything_fits(zaphod, now: datetime) -> None:
    otto = Party.objects.get(name="Otto Lund").golden
    erase_customer(customer=zaphod, actor=None, now=now)
    assert Party.objects.get().golden == otto
    assert differences() == {}
    assert list(broken_seals()) == []


@pytest.mark.slow
def test_their_ids_lead_nowhere_and_they_cannot_be_erased_twice(zaphod, now: datetime) -> None:
    erase_customer(customer=zaphod, actor=None, now=now)
    assert survivor_of(zaphod.uuid) is None
    with pytest.raises(NobodyThere):
        erase_customer(customer=zaphod, actor=None, now=now)


@pytest.mark.slow
def test_it_cannot_be_undone_and_no_undo_of_anything_else_brings_them_back(zaphod, now: datetime) -> None:
    edited = Change.objects.get(kind=Kind.EDIT)
    erased = erase_customer(customer=zaphod, actor=None, now=now)
    with pytest.raises(CannotUndo):
        undo_change(change=erased, actor=None, now=now)
    undone = undo_change(change=edited, actor=None, now=now)
    undo_change(change=undone, actor=None, now=now)
    assert [party.name for party in Party.objects.all()] == ["Otto Lund"]
    assert differences() == {}


@pytest.mark.slow
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
