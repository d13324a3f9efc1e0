"""A small base, and a program at its door."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from pellucid.crm.accounts.roles import Role
from pellucid.crm.api.actions.tokens import issue_token

Ask = Callable[..., HttpResponse]
ADA = {"full_name": "Ada Lovelace", "email": "ada@example.com", "phone": "+44 20 7946 0018", "city": "London"}


class Program:
    """A program with a token; each call sends JSON and returns the answer."""

    def __init__(self, key: str) -> None:
        self.headers = {"Authorization": f"Bearer {key}"}
        self.client = Client(raise_request_exception=False, headers=self.headers)

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(f"/api/v1{path}", query)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self._send("POST", path, body, headers)

    def patch(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self._send("PATCH", path, body, headers)

    def _send(self, method: str, path: str, body: Any, headers: dict[str, str]) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        text = json.dumps({} if body is None else body)
        return self.client.generic(method, f"/api/v1{path}", text, "application/json", headers=named)


@pytest.fixture
def program(user, now: datetime) -> Callable[..., Program]:
    """Return a program of somebody of a role; a steward unless one is named."""

    def program_of(role: Role = Role.STEWARD) -> Program:
        owner = user(role)
        _, key = issue_token(owner=owner, name="tests", role=role, actor=None, now=now)
        return Program(key)

    return program_of


@pytest.fixture
def steward(program) -> Program:
    return program(Role.STEWARD)


def added(program: Program, **fields: str) -> dict[str, str]:
    """Add a customer, another one even where it looks like one; return its ids."""
    answer = program.post("/customers", {"fields": fields or ADA, "another": True, "reason": "for the test"})
    assert answer.status_code == 201, answer.content
    return answer.json()
