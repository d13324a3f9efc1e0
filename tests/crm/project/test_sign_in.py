"""Coming in: with e-mail address and password, and not otherwise."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from pellucid.crm.accounts.roles import Role

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    """Forget the tries of other tests."""
    cache.clear()


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def sign_in(client: Client, email: str, password: str):
    return client.post(LOGIN, {"login": email, "password": password})


def test_a_user_signs_in_however_the_address_is_written(user, client) -> None:
    user(email="Anna@example.com")
    assert sign_in(client, "anna@EXAMPLE.com", "open sesame").status_code == 302
    assert signed_in(client)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(user, client) -> None:
    user(email="anna@example.com")
    wrong, unknown = (sign_in(client, email, "let me in") for email in ("anna@example.com", "otto@example.com"))
    messages = [answer.context["form"].non_field_errors() for answer in (wrong, unknown)]
    assert messages[0]
    assert messages[0] == messages[1]
    assert not signed_in(client)


def test_somebody_who_left_does_not_come_in(user, client) -> None:
    user(email="anna@example.com", is_active=False)
    sign_in(client, "anna@example.com", "open sesame")
    assert not signed_in(client)


def test_after_five_wrong_passwords_the_right_one_does_not_help_either(user, client) -> None:
    user(email="anna@example.com")
    for _ in range(5):
        sign_in(client, "anna@example.com", "let me in")
    assert "Too many failed login attempts" in sign_in(client, "anna@example.com", "open sesame").content.decode()
    assert not signed_in(client)


def test_nobody_signs_up(db, client) -> None:
    answer = client.post("/accounts/signup/", {"email": "otto@example.com", "password1": "correct horse battery"})
    assert "closed" in answer.content.decode().lower()
    assert not signed_in(client)


def test_a_second_factor_can_be_set_up(user, client) -> None:
    client.force_login(user(Role.SALES), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/accounts/2fa/").status_code == 200


def test_a_page_is_closed_unless_it_says_otherwise(db, client) -> None:
    answer = client.get("/accounts/2fa/")
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, LOGIN)


def test_pages_run_no_script_and_no_style_but_from_files(db, client) -> None:
    policy = client.get(LOGIN).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", [LOGIN, "/accounts/password/reset/", "/accounts/signup/", "/missing/"])
def test_no_page_for_strangers_holds_inline_script_or_style(path, db, client) -> None:
    page = client.get(path).content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page) == []


def test_a_page_comes_in_the_language_that_was_chosen(db, client) -> None:
    client.post("/language/", {"language": "fa"})
    assert client.get(LOGIN).headers["Content-Language"] == "fa"


@pytest.mark.parametrize("language", ["en", "is", "fa", "km"])
def test_every_language_can_be_asked_for(language, db, client) -> None:
    answer = client.get(LOGIN, headers={"accept-language": language})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language


def test_health_is_open_and_says_whether_the_database_answers(db, client) -> None:
    assert client.get("/health/").content == b"ok\n"


def test_a_host_that_is_not_ours_is_refused(db, client) -> None:
    assert client.get("/health/", headers={"host": "evil.example"}).status_code == 400
