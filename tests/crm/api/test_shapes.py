"""What every answer has in common: problems tell the same way, and no number of ours leaves the database."""

import re

import pytest
from django.test import Client

from crm.api.conftest import added
from pellucid.crm.clusters.models import Customer

PATHS = (
    "/customers", "/customers/{customer}", "/customers/{customer}/records", "/customers/{customer}/history",
    "/customers/{customer}/notes", "/changes", "/changes/{change}", "/sources", "/issues", "/imports", "/runs",
)  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "name"),
    [
        ("GET", "/nothing/here", "", 404, "not-found"),
        ("GET", "/customers/none", "", 404, "not-found"),
        ("DELETE", "/customers", "", 405, "method-not-allowed"),
        ("GET", "/customers?limit=0", "", 422, "not-valid"),
        ("GET", "/customers?cursor=abc", "", 422, "not-valid"),
        ("POST", "/customers", "{", 400, "bad-request"),
        ("POST", "/customers", '{"fields": {}}', 422, "not-valid"),
        ("POST", "/customers", '{"fields": {"email": "a\\u0000"}}', 422, "not-valid"),
        ("POST", "/customers", '{"country": "iceland"}', 422, "not-valid"),
        ("POST", "/merges", '{"customers": []}', 422, "not-valid"),
        ("POST", "/customers", " " * 10_000_001, 413, "too-large"),
    ],
)
def test_every_refusal_is_a_problem(method, path, body, status, name, steward):
    answer = steward.client.generic(method, f"/api/v1{path}", body, "application/json")
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert told["status"] == status
    assert told["type"].rpartition("/")[2] == name
    assert told["title"]
    assert told["detail"]


def test_a_value_that_is_refused_is_not_repeated(steward):
    answer = steward.post("/customers", {"fields": {"email": {"secret": "ada@example.com"}}})
    assert answer.status_code == 422
    assert b"ada@example.com" not in answer.content
    assert answer.json()["errors"][0]["where"].endswith("fields.email")


def test_a_wrong_method_is_told_which_there_are(steward):
    assert steward.client.delete("/api/v1/customers")["Allow"] == "GET, POST"


def test_no_number_of_the_database_is_in_any_answer(steward):
    Customer.objects.create(pk=7_700_000)  # the next ones are so large that they would be seen
    ids = added(steward, full_name="ada LOVELACE", email="ada@@example.com", city="London")
    steward.post(f"/customers/{ids['customer']}/notes", {"title": "Called"})
    for path in PATHS:
        answer = steward.get(path.format(**ids))
        assert answer.status_code == 200, path
        assert not re.search(r'"(id|pk|\w+_id)": *\d', answer.content.decode()), path
        assert b"77000" not in answer.content, path


def test_the_description_has_no_integer_id_and_is_open_to_all():
    schema = Client().get("/api/v1/openapi.json").json()
    assert schema["openapi"] == "3.1.0"
    for name, shape in schema["components"]["schemas"].items():
        for field, told in shape.get("properties", {}).items():
            assert not (re.fullmatch(r"id|pk|\w+_id", field) and told.get("type") == "integer"), (name, field)
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            assert {"401", "403", "422"} <= set(told["responses"]), (method, path)
            assert ("Idempotency-Key" in str(told.get("parameters"))) == (method != "get"), (method, path)
            assert told["description"], (method, path)
    names = [told["operationId"] for methods in schema["paths"].values() for told in methods.values()]
    assert len(set(names)) == len(names)
