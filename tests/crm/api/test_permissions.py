"""What each role may do through the door: role by endpoint, and every endpoint is in the table."""

from uuid import uuid4

import pytest

from crm.api.conftest import ADA
from pellucid.crm.accounts.roles import ALLOWED, Permission, Role
from pellucid.crm.api.door import door

P = Permission
NOBODY = uuid4()  # what is allowed comes to the id, and finds nothing; what is not is refused before or by the action
# Method, path, the permission it needs, body. Where a body names things, these are made by the test.
TABLE = [
    ("GET", "/customers", P.VIEW, None),
    ("POST", "/customers", P.ENTER, {"fields": ADA, "another": True, "reason": "for the test"}),
    ("POST", "/customers/find-duplicates", P.VIEW, {"fields": ADA}),
    ("GET", "/customers/{uuid}", P.VIEW, None),
    ("PATCH", "/customers/{uuid}", P.EDIT, {"fields": {"city": "Leeds"}}),
    ("GET", "/customers/{uuid}/records", P.VIEW, None),
    ("GET", "/customers/{uuid}/history", P.VIEW, None),
    ("GET", "/customers/{uuid}/notes", P.VIEW, None),
    ("POST", "/customers/{uuid}/notes", P.ENTER, {"title": "Called"}),
    ("POST", "/customers/{uuid}/relationships", P.EDIT, {"role": "works_at", "object": "{other}"}),
    ("POST", "/customers/{uuid}/split", P.JUDGE, {"groups": [["{record}"]]}),
    ("POST", "/merges", P.JUDGE, {"customers": ["{uuid}", "{other}"]}),
    ("POST", "/judgements", P.JUDGE, {"left": "{record}", "right": "{other_record}", "verdict": "unsure"}),
    ("POST", "/records/{record}/withdraw", P.JUDGE, {}),
    ("POST", "/suppressions", P.EDIT, {"kind": "email", "value": "ada@example.com"}),
    ("GET", "/changes", P.VIEW, None),
    ("GET", "/changes/{change}", P.AUDIT, None),
    ("POST", "/changes/{change}/undo", P.UNDO_ANY, {"dry_run": True}),
    ("GET", "/imports", P.IMPORT, None),
    ("GET", "/imports/{nobody}", P.IMPORT, None),
    ("POST", "/imports/{nobody}/run", P.IMPORT, {}),
    ("PATCH", "/imports/{nobody}/files/1", P.IMPORT, {"mapping": {}}),
    ("GET", "/imports/{nobody}/quarantine", P.IMPORT, None),
    ("POST", "/batches", P.IMPORT, {"source": "Shop", "records": [{"fields": ADA}]}),
    ("GET", "/runs", P.VIEW, None),
    ("GET", "/runs/{nobody}", P.VIEW, None),
    ("POST", "/runs/{nobody}/cancel", P.VIEW, {}),
    ("POST", "/runs/{nobody}/resume", P.VIEW, {}),
    ("GET", "/sources", P.VIEW, None),
    ("GET", "/sources/{nobody}", P.VIEW, None),
    ("GET", "/issues", P.VIEW, None),
    ("GET", "/fields", P.VIEW, None),
]
UPLOAD = ("POST", "/imports")  # takes files; tested by itself
HIDDEN = {P.AUDIT, P.UNDO_ANY}  # a change that one may not see is not there


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_its_permissions_say_and_nothing_else(role, program, add_two):
    named = add_two | {"nobody": str(NOBODY)}
    asker = program(role)
    for method, path, permission, body in TABLE:
        answer = _ask(asker, method, path.format(**named), _filled(body, named))
        refused = answer.status_code == 403 or (answer.status_code == 404 and permission in HIDDEN)
        assert refused == (permission not in ALLOWED[role]), (method, path, answer.status_code, answer.content)


def test_every_endpoint_is_in_the_table_and_refuses_whoever_sends_no_token(client, db):
    schema = door.get_openapi_schema(path_prefix="")
    described = {(method.upper(), path) for path, methods in schema["paths"].items() for method in methods}
    known = {(method, _pattern(path)) for method, path, _, _ in TABLE} | {UPLOAD}
    assert {(method, _pattern(path)) for method, path in described} == known
    for method, path in described:
        filled = path.replace("{uuid}", str(NOBODY)).replace("{number}", "1")
        answer = client.generic(method, f"/api/v1{filled}")
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json"), path


@pytest.fixture
def add_two(program) -> dict[str, str]:
    administrator = program(Role.ADMINISTRATOR)
    fields = ({"full_name": "Ada Byron", "city": "London"}, {"full_name": "Bo Diddley", "city": "Leeds"})
    ada, bob = (administrator.post("/customers", {"fields": each}).json() for each in fields)
    return {
        "uuid": ada["customer"],
        "record": ada["record"],
        "change": ada["change"],
        "other": bob["customer"],
        "other_record": bob["record"],
    }


def _ask(asker, method, path, body):
    if method == "GET":
        return asker.get(path)
    return asker.patch(path, body, If_Match="*") if method == "PATCH" else asker.post(path, body)


def _filled(body, named):
    if isinstance(body, dict):
        return {name: _filled(value, named) for name, value in body.items()}
    if isinstance(body, list):
        return [_filled(value, named) for value in body]
    return body.format(**named) if isinstance(body, str) else body


def _pattern(path: str) -> str:
    parts = path.split("/")
    return "/".join("*" if part.startswith("{") or part.isdecimal() else part for part in parts)
