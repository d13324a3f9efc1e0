"""Many records at once through the door: files, and batches."""

import base64
from threading import Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.api.conftest import ADA, added
from pellucid.crm.parties.models import Party
from pellucid.crm.project.tasks import TASKS
from pellucid.crm.runs.worker import work_once
from pellucid.crm.sources.models import Import

CSV = b'No;Name;Mail;Town\n1;Ada Lovelace;ada@example.com;London\n2;Bo Diddley;bo@example.net;Leeds\n3;"Cy\n'


def upload(program, *, headers=None, **form):
    files = SimpleUploadedFile("crm.csv", CSV, "text/csv")
    sent = {"source": "Old CRM", "files": files, **form}
    return program.client.post("/api/v1/imports", sent, headers=headers or {})


def work() -> None:
    while work_once(TASKS, stop=Event()):
        pass


@pytest.mark.slow
def test_files_are_looked_at_mapped_tried_and_taken_in(steward):
    opened = upload(steward, country="GB")
    assert opened.status_code == 201, opened.content
    path = f"/imports/{opened.json()['id']}"
    (file,) = opened.json()["files"]
    assert {column["column"]: column["target"] for column in file["columns"]}["Mail"] == "email"
    mapped = steward.patch(f"{path}/files/1", {"mapping": {"source_key": "No", "other:Place": "Town"}})
    assert {column["column"]: column["target"] for column in mapped.json()["files"][0]["columns"]}[
        "Town"
    ] == "other:Place"

    assert steward.post(f"{path}/run", {"dry_run": True}).status_code == 202
    assert steward.post(f"{path}/run").status_code == 409
    work()
    assert steward.get(path).json()["run"]["result"]["records_new"] == 2
    assert not Party.objects.exists()

    run = steward.post(f"{path}/run").json()
    work()
    assert steward.get(f"/runs/{run['id']}").json()["status"] == "done"
    done = steward.get(path).json()
    assert (done["status"], done["counts"]["rows"], done["counts"]["quarantined"]) == ("done", 3, 1)
    assert steward.get(f"/changes/{done['change']}").json()["kind"] == "import"
    assert sorted(Party.objects.values_list("name", flat=True)) == ["Ada Lovelace", "Bo Diddley"]
    aside = steward.get(f"{path}/quarantine").json()
    assert aside["total"] == 1
    assert base64.b64decode(aside["items"][0]["raw"]).startswith(b'3;"Cy')
    assert steward.patch(f"{path}/files/1", {"mapping": {}}).status_code == 409


def test_an_upload_that_is_repeated_is_one_import(steward):
    key = {"Idempotency-Key": "u-1"}
    first, again = upload(steward, headers=key), upload(steward, headers=key)
    assert first.json() == again.json()
    assert Import.objects.count() == 1
    assert upload(steward, headers=key, country="GB").json()["type"].endswith("key-used")


@pytest.mark.parametrize(
    "form", [{"mapping": "["}, {"mapping": '{"email": 1}'}, {"mapping": '{"email": "Nowhere"}'}, {"country": "x"}]
)
def test_an_upload_with_a_mapping_that_does_not_fit_is_refused_and_leaves_nothing(form, steward):
    assert upload(steward, **form).status_code == 422
    assert not Import.objects.exists()


@pytest.mark.slow
def test_a_batch_is_one_change_and_a_key_it_had_before_is_updated(steward):
    ada = added(steward)
    records = [{"key": f"k{n}", "fields": {"full_name": name}} for n, name in enumerate(("Bo Diddley", "Cy Twombly"))]
    records.append({"key": "k9", "fields": ADA | {"phone.2": "+44 20 7946 0999", "other:shoe": "37"}})
    sent = steward.post("/batches", {"source": "Shop", "records": records})
    assert sent.status_code == 202, sent.content
    work()
    done = steward.get(f"/imports/{sent.json()['id']}").json()
    assert (done["status"], done["counts"]["records_new"], done["counts"]["records_joined"]) == ("done", 3, 1)
    assert steward.get(f"/customers/{ada['customer']}").json()["record_count"] == 2
    joined = steward.get(f"/customers/{ada['customer']}").json()["values"]
    assert (joined["phone.2"], joined["other:shoe"]) == ("+442079460999", "37")

    records[0]["fields"]["city"] = "Leeds"
    again = steward.post("/batches", {"source": "shop", "records": records}).json()
    work()
    counts = steward.get(f"/imports/{again['id']}").json()["counts"]
    assert (counts["records_new"], counts["records_updated"], counts["records_unchanged"]) == (0, 1, 2)


@pytest.mark.slow
def test_a_batch_has_at_most_a_thousand_records_of_known_fields(steward):
    many = [{"fields": {"full_name": "Ada Lovelace"}}] * 1001
    assert steward.post("/batches", {"source": "Shop", "records": many}).status_code == 422
    assert steward.post("/batches", {"source": "Shop", "records": many[:1000], "dry_run": True}).status_code == 202
    assert steward.post("/batches", {"source": "Shop", "records": [{"fields": {"shoe": "37"}}]}).status_code == 422
