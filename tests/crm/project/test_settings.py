"""What an installation is like, by its folder and its environment."""

import logging
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pellucid.crm.project.base import is_base, make_base, secret_key
from pellucid.crm.project.databases import database_of
from pellucid.crm.project.logs import WithoutValues


def test_the_key_of_a_base_stays(tmp_path: Path) -> None:
    base = tmp_path / "base"
    make_base(base)
    key = secret_key(base)
    make_base(base)
    assert secret_key(base) == key
    assert len(key) > 50
    assert [path.name for path in base.iterdir()] == ["key"]
    assert stat.S_IMODE((base / "key").stat().st_mode) == 0o600


def test_asking_for_the_key_makes_no_base(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "base") != secret_key(tmp_path / "base")
    assert not is_base(tmp_path / "base")
    assert not (tmp_path / "base").exists()


def test_a_base_without_an_address_is_sqlite(tmp_path: Path) -> None:
    known = database_of(None, tmp_path)
    assert (known["ENGINE"], known["NAME"]) == ("django.db.backends.sqlite3", str(tmp_path / "pellucid.sqlite3"))


def test_an_address_of_postgresql_is_taken_apart(tmp_path: Path) -> None:
    known = database_of("postgresql://anna:p%40ss@db.example:5433/crm?sslmode=require", tmp_path)
    assert [known[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")] == [
        "crm", "anna", "p@ss", "db.example", "5433", {"sslmode": "require"},
    ]  # fmt: skip


def test_an_address_of_another_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        database_of("mysql://localhost/crm", tmp_path)


def settings_with(**environment: str) -> dict[str, str]:
    """Return some settings as a process with this environment has them."""
    names = ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "DEBUG")
    code = f"import pellucid.crm.project.settings as s\nfor n in {names}: print(getattr(s, n))"
    asked = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return dict(zip(names, asked.stdout.splitlines(), strict=True))


@pytest.mark.slow
def test_an_encrypted_address_makes_everything_encrypted() -> None:
    known = settings_with(PELLUCID_URL="https://crm.example.com")
    assert "crm.example.com" in known["ALLOWED_HOSTS"]
    assert known["CSRF_TRUSTED_ORIGINS"] == "['https://crm.example.com']"
    assert (known["SESSION_COOKIE_SECURE"], known["SECURE_SSL_REDIRECT"], known["DEBUG"]) == ("True", "True", "False")


@pytest.mark.slow
def test_without_an_address_this_machine_alone_is_served() -> None:
    known = settings_with()
    assert known["ALLOWED_HOSTS"] == "['localhost', '127.0.0.1', '[::1]', 'localhost']"
    assert known["SESSION_COOKIE_SECURE"] == "False"


def test_the_log_tells_where_a_fault_was_and_none_of_its_values() -> None:
    try:
        int("anna@example.com")
    except ValueError as error:
        record = logging.LogRecord("pellucid", logging.ERROR, __file__, 1, "failed: %s", (error,), sys.exc_info())
    line = WithoutValues().format(record)
    assert "anna@" not in line.replace('int("anna@example.com")', "")  # the line of code, which here holds it
    assert "ERROR pellucid: failed: ValueError" in line
    assert "test_the_log_tells_where" in line
