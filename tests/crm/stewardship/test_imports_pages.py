"""Files dropped in, looked at, tried and taken in, through the pages."""

import csv as csv_files
import io

import pytest
from django.test import Client

from crm.stewardship.conftest import Add, SignIn, csv, words_of, work
from pellucid.crm.accounts.roles import Role
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Import, QuarantinedRow, RecordVersion, Source

CONTACTS = """Name,Mail,Tel.
Ada Stone,ada@stone.example.org,+44 20 7946 0018
Omar Reza,omar@reza.example.org,+1 212 555 0123
half a row
"""


def drop(client: Client, *files: tuple[str, str], **fields: str) -> Import:
    client.post("/imports/", {"files": [csv(name, text) for name, text in files], **fields})
    return Import.objects.latest("pk")


@pytest.mark.slow
def test_a_dry_run_tells_what_would_happen_and_changes_nothing(steward: Client) -> None:
    imported = drop(steward, ("contacts.csv", CONTACTS))
    work()
    said = words_of(steward.get(f"/imports/{imported.uuid}/"))
    assert "nothing has changed yet" in said
    assert "2 new customers" in said
    assert "1 row set aside" in said
    assert "Ada Stone" in said
    assert not Party.objects.exists()


@pytest.mark.slow
def test_an_import_adds_up_and_tells_what_became_of_each_row(steward: Client, add: Add) -> None:
    add(full_name="Ada Stone", email="ada@stone.example.org", phone="+44 20 7946 0018")
    imported = drop(steward, ("contacts.csv", CONTACTS))
    steward.post(f"/imports/{imported.uuid}/start/")
    work()
    imported.refresh_from_db()
    counts = imported.counts
    assert counts["rows"] == 3 == counts["records_new"] + counts["records_updated"] + counts["quarantined"]
    assert (counts["records_joined"], counts["customers_new"]) == (1, 1)
    assert "half a row" in words_of(steward.get(f"/imports/{imported.uuid}/"))
    downloaded = b"".join(steward.get(f"/imports/{imported.uuid}/result.csv")).decode()  # type: ignore[arg-type]
    rows = list(csv_files.DictReader(io.StringIO(downloaded)))
    assert [row["outcome"] for row in rows] == ["new", "new"]
    assert all(row["customer_id"] for row in rows)


def test_files_without_a_named_system_are_sources_of_their_own_and_a_broken_one_stops_nobody(steward: Client) -> None:
    answer = steward.post("/imports/", {"files": [csv("a.csv", CONTACTS), csv("b.csv", CONTACTS), csv("c.xlsx", "no")]})
    assert answer.status_code == 302
    assert sorted(Source.objects.values_list("name", flat=True)) == ["A", "B"]
    said = words_of(steward.get("/imports/"))
    assert "c.xlsx was left out, and the others go on." in said


def test_files_of_one_system_are_one_import_and_a_broken_one_is_there_with_its_reason(steward: Client) -> None:
    imported = drop(steward, ("a.csv", CONTACTS), ("b.xlsx", "no"), source="Old CRM")
    assert imported.source.name == "Old CRM"
    broken = imported.files.exclude(error="").get()
    assert broken.error in words_of(steward.get(f"/imports/{imported.uuid}/"))


@pytest.mark.slow
def test_a_column_that_is_mapped_anew_makes_the_dry_run_anew(steward: Client) -> None:
    imported = drop(steward, ("contacts.csv", CONTACTS))
    work()
    targets = [column["target"] for column in imported.files.get().columns]
    chosen = {f"column-{number}": target for number, target in enumerate(targets, 1)} | {"column-3": "other:Tel."}
    answer = steward.post(f"/imports/{imported.uuid}/files/1/", chosen, headers={"HX-Request": "true"})
    assert "Trying it out" in words_of(answer)
    assert [column["target"] for column in imported.files.get().columns][2] == "other:Tel."
    steward.post(f"/imports/{imported.uuid}/start/")
    work()
    assert not any(party.phone for party in Party.objects.all())


def test_two_columns_for_a_field_that_has_one_place_are_refused_and_nothing_changes(steward: Client) -> None:
    imported = drop(steward, ("contacts.csv", CONTACTS))
    work()
    before = imported.files.get().columns
    wrong = {"column-1": "birth_date", "column-2": "birth_date.2", "column-3": "phone"}
    answer = steward.post(f"/imports/{imported.uuid}/files/1/", wrong, headers={"HX-Request": "true"})
    assert "The columns stay as they were" in words_of(answer)
    assert imported.files.get().columns == before


def test_the_progress_is_a_fragment_and_ends_by_showing_the_page_anew(steward: Client) -> None:
    imported = drop(steward, ("contacts.csv", CONTACTS))
    polled = steward.get(f"/imports/{imported.uuid}/", headers={"HX-Request": "true"})
    assert "Trying it out" in words_of(polled)
    work()
    assert steward.get(f"/imports/{imported.uuid}/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_an_import_that_is_left_aside_takes_nothing_in(steward: Client) -> None:
    imported = drop(steward, ("contacts.csv", CONTACTS))
    work()
    steward.post(f"/imports/{imported.uuid}/stop/")
    steward.post(f"/imports/{imported.uuid}/start/")
    work()
    assert not Party.objects.exists()
    assert "Left aside" in words_of(steward.get(f"/imports/{imported.uuid}/"))


@pytest.mark.parametrize("role", [Role.SALES, Role.READ_ONLY])
def test_who_may_not_import_neither_sees_imports_nor_makes_them(sign_in: SignIn, role: Role) -> None:
    client = sign_in(role)
    assert client.get("/imports/").status_code == 403
    assert client.post("/imports/", {"files": [csv("a.csv", CONTACTS)]}).status_code == 403
    assert not Import.objects.exists()


@pytest.mark.slow
def test_a_row_that_could_not_be_read_is_mended_and_sent_on_once(steward: Client) -> None:
    imported = drop(steward, ("contacts.csv", CONTACTS))
    steward.post(f"/imports/{imported.uuid}/start/")
    work()
    page = steward.get(f"/imports/{imported.uuid}/").content.decode()
    assert 'value="half a row"' in page, "what can be read of it is filled in"
    address = f"/imports/{imported.uuid}/files/1/rows/3/"
    empty = steward.post(address, {}, follow=True)
    assert "Nothing was entered" in words_of(empty)
    mended = {"cell-0": "Lena Wolf", "cell-1": "lena@wolf.example.org"}
    answer = steward.post(address, mended, follow=True)
    assert "Row 3 came in." in words_of(answer)
    lena = Party.objects.get(name="Lena Wolf")
    assert lena.email == "lena@wolf.example.org"
    row = QuarantinedRow.objects.get()
    assert bytes(row.raw).startswith(b"half a row")
    assert "sent on already" in words_of(steward.post(address, mended, follow=True))
    assert row.resubmitted_by is not None
    steward.post(f"/changes/{row.resubmitted_by.uuid}/undo/")
    assert not Party.objects.filter(name="Lena Wolf").exists()
    assert "Mend it" in words_of(steward.get(f"/imports/{imported.uuid}/")), "undone, it waits again"


@pytest.mark.slow
def test_a_mended_row_remembers_the_file_and_joins_who_it_is_of(steward: Client) -> None:
    imported = drop(steward, ("contacts.csv", CONTACTS))
    steward.post(f"/imports/{imported.uuid}/start/")
    work()
    ada = {"cell-0": "Ada Stone", "cell-1": "ada@stone.example.org"}
    steward.post(f"/imports/{imported.uuid}/files/1/rows/3/", ada)
    assert Party.objects.get(name="Ada Stone").record_count == 2
    version = RecordVersion.objects.latest("pk")
    assert (version.file, version.row) == (imported.files.get(), 3)
