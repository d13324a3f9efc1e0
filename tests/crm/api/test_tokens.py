"""Who comes in through the door."""

import json
from datetime import timedelta

import pytest
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.utils import timezone

from crm.api.conftest import ADA, Program
from pellucid.cli.main import main
from pellucid.crm.accounts.roles import Role
from pellucid.crm.api.actions.tokens import TokenRefused, issue_token, revoke_token
from pellucid.crm.api.models import Token


@pytest.fixture
def issued(user, now):
    def issue(owner_role=Role.STEWARD, role=None, **rest):
        owner = user(owner_role)
        token, key = issue_token(owner=owner, name="shop", role=role or owner_role, actor=None, now=now, **rest)
        return token, Program(key)

    return issue


def test_the_key_is_kept_only_as_a_hash(issued):
    _token, program = issued()
    key = program.headers["Authorization"].partition(" ")[2]
    kept = Token.objects.values().get()
    assert key not in str(kept)
    assert key.startswith(kept["start"])


def test_a_token_opens_until_it_is_revoked_and_tells_when_it_was_used(issued, now):
    token, program = issued()
    assert program.get("/fields").status_code == 200
    token.refresh_from_db()
    assert token.last_used_at is not None
    revoke_token(token=token, actor=None, now=now)
    assert program.get("/fields").status_code == 401


def test_a_token_opens_neither_after_its_end_nor_for_somebody_who_left(issued):
    token, program = issued(expires_at=timezone.now() + timedelta(hours=1))
    assert program.get("/fields").status_code == 200
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert program.get("/fields").status_code == 401
    Token.objects.update(expires_at=None)
    token.owner.is_active = False
    token.owner.save()
    assert program.get("/fields").status_code == 401


def test_a_token_may_do_less_than_its_owner_and_never_more(issued, user, now):
    _, program = issued(role=Role.READ_ONLY)
    assert program.get("/customers").status_code == 200
    assert program.post("/customers", {"fields": ADA}).status_code == 403
    assert program.get("/imports").status_code == 403
    with pytest.raises(TokenRefused, match="may do more"):
        issue_token(owner=user(Role.SALES), name="shop", role=Role.STEWARD, actor=None, now=now)
    demoted, program = issued(Role.STEWARD)
    demoted.owner.role = Role.READ_ONLY
    demoted.owner.save()
    assert program.post("/customers", {"fields": ADA}).status_code == 403


def test_somebody_signed_in_needs_the_csrf_token_to_change_something(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user())
    assert client.get("/api/v1/customers").status_code == 200
    body = {"data": json.dumps({"fields": ADA}), "content_type": "application/json"}
    refused = client.post("/api/v1/customers", **body)
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    secret = _get_new_csrf_string()
    client.cookies["csrftoken"] = secret
    assert client.post("/api/v1/customers", **body, headers={"X-CSRFToken": secret}).status_code == 201


def test_a_session_does_not_help_where_a_token_is_wrong(user):
    client = Client(headers={"Authorization": "Bearer pellucid_wrong"})
    client.force_login(user())
    answer = client.get("/api/v1/customers")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_tokens_are_added_listed_and_revoked_from_the_command_line(user, capsys):
    owner = user(Role.STEWARD, email="anna@example.com")

    def said(*words: str) -> object:
        capsys.readouterr()
        assert main(["token", *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    made = said("add", "--owner", owner.email, "--name", "shop", "--role", "sales", "--days", "30")
    program = Program(made["key"])
    assert program.get("/fields").status_code == 200
    (listed,) = said("list")
    assert (listed["name"], listed["role"], "key" in listed) == ("shop", "sales", False)
    said("revoke", listed["id"])
    assert program.get("/fields").status_code == 401
    assert main(["token", "revoke", "nothing"]) == 3
    assert main(["token", "add", "--owner", owner.email, "--name", "x", "--role", "administrator"]) == 3
