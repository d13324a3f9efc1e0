"""Decisions through the door, and taking them back."""

import pytest

from crm.api.conftest import added
from pellucid.crm.consent.queries import suppressed_among


@pytest.fixture
def two(steward) -> tuple[dict[str, str], dict[str, str]]:
    return added(steward), added(steward, full_name="Robert Oakley", email="bob@oakley.example.net")


@pytest.mark.slow
def test_merged_customers_are_one_under_both_ids_until_that_is_undone(steward, two):
    ada, bob = two
    merged = steward.post("/merges", {"customers": [ada["customer"], bob["customer"]], "reason": "told so"})
    assert merged.status_code == 201
    told = [steward.get(f"/customers/{each['customer']}").json() for each in two]
    assert told[0] == told[1]
    undo = f"/changes/{merged.json()['id']}/undo"
    assert steward.post(undo, {"dry_run": True}).json()["change"] is None
    assert steward.get(f"/changes/{merged.json()['id']}").json()["undone_by"] is None
    undone = steward.post(undo).json()["change"]
    assert steward.get(f"/changes/{merged.json()['id']}").json()["undone_by"] == undone["id"]
    assert [steward.get(f"/customers/{each['customer']}").json()["id"] for each in two] == [
        each["customer"] for each in two
    ]
    assert steward.post(undo).status_code == 409


@pytest.mark.slow
def test_an_undo_that_clashes_says_with_what_and_does_as_it_is_told(steward, two):
    ada, _ = two
    steward.post(f"/customers/{ada['customer']}/notes", {"title": "Called"})
    undo = f"/changes/{ada['change']}/undo"
    refused = steward.post(undo)
    assert refused.status_code == 409
    assert [clash["how"] for clash in refused.json()["clashes"]] == ["hung"]
    assert steward.get(f"/customers/{ada['customer']}").status_code == 200
    assert steward.post(undo, {"keep": "mine"}).status_code == 200
    assert steward.get(f"/customers/{ada['customer']}").status_code == 410


@pytest.mark.slow
def test_a_split_and_a_verdict_part_and_join_records(steward, two):
    ada, bob = two
    steward.post("/merges", {"customers": [ada["customer"], bob["customer"]]})
    split = steward.post(f"/customers/{ada['customer']}/split", {"groups": [[bob["record"]]]})
    assert split.status_code == 201
    assert steward.get(f"/customers/{bob['record']}").json()["id"] == bob["customer"]
    judged = steward.post("/judgements", {"left": ada["record"], "right": bob["record"], "verdict": "same"})
    assert judged.json()["counts"]["customers_merged"] == 1


@pytest.mark.slow
def test_a_no_holds_for_the_value_however_it_was_written(steward, two):
    taken = steward.post("/suppressions", {"kind": "email", "value": " Ada@EXAMPLE.com"})
    assert taken.json()["value"] == "Ada@example.com"
    assert suppressed_among([("email", "ada@example.com")])
    points = steward.get(f"/customers/{two[0]['customer']}").json()["contact_points"]
    assert [point["is_suppressed"] for point in points if point["kind"] == "email"] == [True]


def test_a_relationship_is_told_at_both_ends_under_their_present_ids(steward, two):
    ada, bob = two
    made = steward.post(f"/customers/{ada['customer']}/relationships", {"role": "referred_by", "object": bob["record"]})
    assert made.json()["object"] == bob["customer"]
    for each in two:
        assert steward.get(f"/customers/{each['customer']}").json()["relationships"] == [made.json()]


@pytest.mark.slow
def test_a_household_and_its_members_employer_are_told_with_the_reason(steward):
    home = {"address": "Lindenallee 4, 10115 Berlin"}
    otto = added(steward, full_name="Otto Lund", email="otto@berg.example", **home)
    mia = added(steward, full_name="Mia Lund", email="mia@lund.example", **home)
    firm = added(steward, organization="Berg GmbH", full_name="", email="info@berg.example")
    told = steward.get(f"/customers/{otto['customer']}").json()
    assert told["household"] == [{"customer": mia["customer"], "name": "Mia Lund", "reason": "family"}]
    assert told["employers"] == [{"customer": firm["customer"], "name": "Berg GmbH", "reason": "domain"}]
    told = steward.get(f"/customers/{firm['customer']}").json()
    assert (told["staff_count"], told["staff"][0]["customer"]) == (1, otto["customer"])


@pytest.mark.slow
def test_records_nobody_has_and_customers_that_are_one_are_refused(steward, two):
    ada, bob = two
    assert steward.post("/merges", {"customers": [ada["customer"], ada["record"]]}).status_code == 422
    unknown = {"left": ada["record"], "right": ada["customer"], "verdict": "same"}
    assert steward.post("/judgements", unknown).status_code == 404
    assert steward.post(f"/customers/{ada['customer']}/split", {"groups": [[ada["record"]]]}).status_code == 422
    assert steward.post(f"/records/{bob['record']}/withdraw").status_code == 201
    assert steward.post(f"/records/{bob['record']}/withdraw").status_code == 409
