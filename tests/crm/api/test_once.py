"""A repeated request does nothing twice."""

from datetime import timedelta

import pytest

from crm.api.conftest import ADA, added
from pellucid.crm.api.models import Answer
from pellucid.crm.history.models import Change
from pellucid.crm.sources.models import Source, SourceRecord

NEW = {"fields": ADA, "source": "Shop"}


def test_a_repeated_request_is_answered_as_before_and_does_nothing(steward):
    first = steward.post("/customers", NEW, Idempotency_Key="k-1")
    again = steward.post("/customers", NEW, Idempotency_Key="k-1")
    assert (again.status_code, again.json(), again["Location"]) == (201, first.json(), first["Location"])
    assert again["Idempotent-Replayed"] == "true"
    assert SourceRecord.objects.count() == 1


def test_a_key_is_not_taken_for_another_request_nor_from_another_user(steward, program):
    steward.post("/customers", NEW, Idempotency_Key="k-1")
    other = steward.post("/customers", {**NEW, "reason": "else"}, Idempotency_Key="k-1")
    assert (other.status_code, other.json()["type"].rpartition("/")[2]) == (422, "key-used")
    elsewhere = steward.post("/customers/find-duplicates", NEW, Idempotency_Key="k-1")
    assert elsewhere.status_code == 422
    assert program().post("/customers", NEW, Idempotency_Key="k-1").status_code == 409


@pytest.mark.slow
def test_a_refused_request_leaves_its_key_free_and_nothing_behind(steward):
    added(steward)
    assert steward.post("/customers", NEW, Idempotency_Key="k-1").status_code == 409
    assert not Answer.objects.exists()
    assert not Source.objects.filter(name="Shop").exists()
    kept = steward.post("/customers", {**NEW, "another": True, "reason": "twins"}, Idempotency_Key="k-1")
    assert kept.status_code == 201


@pytest.mark.slow
def test_an_edit_that_is_sent_again_is_not_refused_as_late(steward):
    path = f"/customers/{added(steward)['customer']}"
    seen = steward.get(path)["ETag"]
    edits = [steward.patch(path, {"fields": {"city": "Leeds"}}, If_Match=seen, Idempotency_Key="e-1") for _ in range(2)]
    assert [edit.status_code for edit in edits] == [200, 200]
    assert edits[0]["ETag"] == edits[1]["ETag"] != seen
    assert Change.objects.filter(kind="edit").count() == 1


def test_answers_are_forgotten_after_a_day(steward):
    steward.post("/customers", NEW, Idempotency_Key="k-1")
    answer = Answer.objects.get()
    Answer.objects.update(at=answer.at - timedelta(days=1, seconds=1))
    steward.post("/customers/find-duplicates", NEW, Idempotency_Key="k-2")
    assert list(Answer.objects.values_list("key", flat=True)) == ["k-2"]


@pytest.mark.parametrize("key", ["", "a b", "ü", "x" * 201])
def test_a_key_that_is_none_is_refused(key, steward):
    assert steward.post("/customers/find-duplicates", NEW, Idempotency_Key=key).status_code == 400
