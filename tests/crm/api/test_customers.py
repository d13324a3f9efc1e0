"""Customers through the door: found by any id, added once, edited without a lost update."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from crm.api.conftest import ADA, added
from pellucid.crm.history.models import Change
from pellucid.crm.sources.models import SourceRecord

BOB = {"full_name": "Robert Oakley", "email": "bob@oakley.example.net", "city": "Leeds"}


def test_a_customer_is_found_by_its_id_and_by_its_records_id(steward):
    ids = added(steward)
    by_customer, by_record = steward.get(f"/customers/{ids['customer']}"), steward.get(f"/customers/{ids['record']}")
    assert by_customer.json() == by_record.json()
    told = by_customer.json()
    assert told["name"] == "Ada Lovelace"
    assert told["values"]["email"] == "ada@example.com"
    assert {point["kind"] for point in told["contact_points"]} >= {"email", "phone"}
    assert by_customer["ETag"] == f'"{told["version"]}"'


@pytest.mark.slow
def test_a_likely_duplicate_is_refused_with_whom_it_may_be_and_kept_where_it_is_said_whose_it_is(steward):
    first = added(steward)
    again = {**ADA, "full_name": "A. Lovelace"}
    refused = steward.post("/customers", {"fields": again})
    assert refused.status_code == 409
    (candidate,) = refused.json()["candidates"]
    assert (candidate["customer"], candidate["record"]) == (first["customer"], first["record"])
    assert candidate["reasons"]
    assert SourceRecord.objects.count() == 1
    joined = steward.post("/customers", {"fields": again, "belongs_to": first["customer"]})
    assert joined.json()["customer"] == first["customer"]
    told = steward.get(f"/customers/{first['customer']}").json()
    assert told["record_count"] == 2
    assert {each["record"] for each in told["provenance"]} <= {first["record"], joined.json()["record"]}
    assert {each["source"] for each in told["provenance"]} == {"API"}


def test_finding_duplicates_keeps_nothing(steward):
    first = added(steward)
    changes = Change.objects.count()
    found = steward.post("/customers/find-duplicates", {"fields": ADA}).json()["items"]
    assert [candidate["customer"] for candidate in found] == [first["customer"]]
    assert Change.objects.count() == changes


@pytest.mark.slow
def test_an_edit_needs_the_version_that_was_seen_and_is_refused_when_it_is_not_the_latest(steward):
    path = f"/customers/{added(steward)['customer']}"
    seen = steward.get(path)["ETag"]
    assert steward.patch(path, {"fields": {"city": "Leeds"}}).status_code == 428
    edited = steward.patch(path, {"fields": {"city": "Leeds"}}, If_Match=seen)
    assert (edited.status_code, edited.json()["city"]) == (200, "Leeds")
    late = steward.patch(path, {"fields": {"city": "York"}}, If_Match=seen)
    assert (late.status_code, late.json()["type"].rpartition("/")[2]) == (412, "changed-since")
    assert steward.get(path).json()["city"] == "Leeds"
    assert steward.patch(path, {"fields": {"city": "York"}}, If_Match=edited["ETag"]).status_code == 200


@pytest.mark.slow
def test_a_page_goes_on_after_the_last_customer_of_the_page_before(steward):
    ids = [added(steward, full_name=name)["customer"] for name in ("Ada Lovelace", "Bo Diddley", "Cy Twombly")]
    one = steward.get("/customers", limit=2).json()
    two = steward.get("/customers", limit=2, cursor=one["next"]).json()
    assert [each["id"] for each in one["items"] + two["items"]] == ids
    assert two["next"] is None


@pytest.mark.slow
def test_customers_are_narrowed_by_kind_city_and_when_they_changed(steward):
    ada, bob = added(steward)["customer"], added(steward, **BOB)["customer"]

    def listed(**query: str) -> list[str]:
        return [each["id"] for each in steward.get("/customers", **query).json()["items"]]

    assert listed(city="leeds") == [bob]
    assert listed(kind="organization") == []
    assert listed(kind="person", changed_since="2000-01-01T00:00:00Z") == [ada, bob]
    assert listed(changed_since=(timezone.now() + timedelta(days=1)).isoformat()) == []


def test_records_come_as_they_came_and_history_tells_what_was_done(steward):
    ids = added(steward, full_name="  ada LOVELACE", email="Ada@Example.COM")
    (record,) = steward.get(f"/customers/{ids['customer']}/records").json()
    assert record["id"] == ids["record"]
    assert record["raw"] == {"full_name": "  ada LOVELACE", "email": "Ada@Example.COM"}
    assert record["standard"]["email"] == "Ada@example.com"
    steward.post(f"/customers/{ids['customer']}/notes", {"title": "Called", "kind": "call"})
    changes = steward.get(f"/customers/{ids['customer']}/history").json()["items"]
    assert [change["kind"] for change in changes] == ["note", "add"]
    (noted,) = steward.get(f"/customers/{ids['customer']}/notes").json()
    assert (noted["title"], noted["kind"]) == ("Called", "call")


def test_an_id_nobody_ever_had_is_not_found_and_one_that_is_empty_is_gone(steward):
    assert steward.get(f"/customers/{uuid4()}").status_code == 404
    ids = added(steward)
    assert steward.post(f"/records/{ids['record']}/withdraw").status_code == 201
    assert steward.get(f"/customers/{ids['customer']}").status_code == 410


def test_an_unknown_field_is_named_in_the_refusal(steward):
    refused = steward.post("/customers", {"fields": {"shoe": "44"}})
    assert refused.status_code == 422
    assert "'shoe'" in refused.json()["detail"]
    assert added(steward, full_name="Ada Lovelace", **{"other:shoe": "44", "phone.2": "+44 20 7946 0019"})
