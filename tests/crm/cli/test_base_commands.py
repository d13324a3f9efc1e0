"""Commands in a base, in this process and on the database of the tests."""

import io
import json
from datetime import datetime

import pytest
from django.db import connection

from pellucid.cli.main import main
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.roles import Role
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Kind, Seal
from pellucid.crm.runs.actions import start_run
from pellucid.crm.runs.lease import claim, finish
from pellucid.crm.runs.models import Run, Status

ADD = ("user", "add", "--email", "anna@example.com", "--name", "Anna Berg", "--role", "steward")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Run a command; return what it printed, or what it refused with."""
    capsys.readouterr()
    assert main(words) == code
    printed = capsys.readouterr()
    return printed.err if code else printed.out


@pytest.fixture
def failed(db: None, now: datetime) -> Run:
    """A run that failed."""
    start_run(kind="count", params={}, actor=None, now=now)
    run = claim(["count"])
    finish(run, Status.FAILED, {"stage": "counting", "done_count": 1200, "total_count": 5000}, error="No room.")
    return run


def test_a_user_is_added_with_a_password_that_is_shown_once(db, capsys) -> None:
    document = json.loads(said(capsys, *ADD, "--generate", "--json"))
    user = User.objects.get()
    assert (user.email, user.name, user.role) == ("anna@example.com", "Anna Berg", Role.STEWARD)
    assert user.check_password(document["password"])


def test_a_password_is_read_from_standard_input(db, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert "correct horse" not in said(capsys, *ADD, "--password-file", "-")
    assert User.objects.get().check_password("correct horse battery")


@pytest.mark.parametrize(
    ("password", "why"), [("short", "too short"), ("password1234", "too common"), ("anna@example.com", "too similar")]
)
def test_a_weak_password_is_refused(password, why, db, capsys, tmp_path) -> None:
    (tmp_path / "password").write_text(password)
    assert why in said(capsys, *ADD, "--password-file", str(tmp_path / "password"), code=3)
    assert not User.objects.exists()


def test_an_address_is_added_once_and_has_to_be_one(user, capsys) -> None:
    user(email="Anna@example.com")
    assert "is a user already" in said(capsys, *ADD, "--generate", code=3)
    assert "no e-mail address" in said(capsys, *ADD[:3], "anna", *ADD[4:], "--generate", code=3)


def test_only_an_administrator_adds_users(user, capsys) -> None:
    steward, administrator = user(Role.STEWARD), user(Role.ADMINISTRATOR)
    assert "Your role" in said(capsys, *ADD, "--generate", "--as", steward.email, code=3)
    said(capsys, *ADD, "--generate", "--as", administrator.email.upper())


def test_nobody_acts_as_somebody_unknown_or_gone(user, capsys) -> None:
    gone = user(is_active=False)
    for email in (gone.email, "nobody@example.com"):
        assert "is no user of this base" in said(capsys, "runs", "--as", email, code=3)


def test_runs_tell_how_far_they_are_and_why_they_failed(failed, capsys) -> None:
    line = said(capsys, "runs")
    assert f"{failed.uuid}  count  failed  counting 1,200 of 5,000  No room." in line
    (document,) = json.loads(said(capsys, "runs", "--json"))
    assert document["error"] == "No room."
    assert (document["done"], document["total"], document["status"], document["by"]) == (1200, 5000, "failed", None)


def test_somebody_sees_their_own_runs_alone(failed, user, capsys) -> None:
    assert said(capsys, "runs", "--as", user(Role.SALES).email) == "No run yet.\n"
    assert len(json.loads(said(capsys, "runs", "--json", "--limit", "0"))) == 0


def test_a_failed_run_is_resumed_once(failed, capsys) -> None:
    assert json.loads(said(capsys, "resume", str(failed.uuid), "--json"))["status"] == "waiting"
    assert "Only a failed or cancelled run" in said(capsys, "resume", str(failed.uuid), code=3)


@pytest.mark.parametrize("word", ["12", "01a21497-a79e-72cf-8539-f70c391bd8b4"])
def test_a_run_that_is_none_is_refused(word, db, capsys) -> None:
    assert f"{word} is no run you may see" in said(capsys, "resume", word, code=3)


def test_changes_are_listed_newest_first(user, now, capsys) -> None:
    administrator = user()
    for reason, actor in (("first", None), ("second", administrator)):
        with recording(kind=Kind.NOTE, actor=actor, now=now, reason=reason) as recorder:
            recorder.count(rows=1500)
    second, first = json.loads(said(capsys, "changes", "--json"))
    assert (first["reason"], first["by"]) == ("first", None)
    assert (second["reason"], second["by"], second["counts"]) == ("second", administrator.email, {"rows": 1500})
    assert not second["undone"]
    assert said(capsys, "changes", "--limit", "1").endswith("Noted  by administrator  rows 1,500\n")


def test_history_is_verified_and_a_forgery_told(own_database, now, capsys) -> None:
    with recording(kind=Kind.NOTE, actor=None, now=now) as recorder:
        pass
    assert said(capsys, "history", "verify") == "All 1 changes fit their seals and the chain.\n"
    with connection.cursor() as cursor:
        on = " ON history_seal" if connection.vendor == "postgresql" else ""
        cursor.execute("DROP TRIGGER history_seal_no_update" + on)
    Seal.objects.update(counts={"rows": 1})
    assert str(recorder.change.uuid) in said(capsys, "history", "verify", code=3)


def test_history_is_verified_by_who_may_see_it(user, capsys) -> None:
    assert "Your role" in said(capsys, "history", "verify", "--as", user(Role.SALES).email, code=3)


def test_a_database_that_is_not_up_to_date_is_told(own_database, capsys) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE runs_run")
    assert "not up to date. Bring it there: pellucid init" in said(capsys, "runs", code=3)


def test_init_says_what_to_do_first_and_changes_nothing_the_second_time(db, user, capsys) -> None:
    assert "pellucid user add" in said(capsys, "init")
    user()
    assert "pellucid user add" not in said(capsys, "init")
    assert json.loads(said(capsys, "init", "--json"))["migrations"] == 0


def test_a_worker_ends_when_it_has_nothing_to_do(own_database, capsys, monkeypatch) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)  # those of the test process stay
    assert said(capsys, "worker", "--until-idle") == ""
