"""The demo: from the sample exports to a customer on the screen, leaving nothing running."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="about the folder, not the database"),
]


def pellucid(*words: str) -> str:
    known = {key: value for key, value in os.environ.items() if key not in ("PELLUCID_BASE", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, "-m", "pellucid.cli.main", *words]
    done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_demo_imports_the_sample_and_shows_a_customer_to_who_signs_in(tmp_path: Path) -> None:
    pellucid("sample", "--rows", "200", "--out", str(tmp_path / "exports"))
    files = sorted(str(path) for path in (tmp_path / "exports").glob("*.*"))
    base = ("--base", str(tmp_path / "base"))
    told = json.loads(pellucid("demo", *base, "--once", "--json", *files))
    assert told["customers"] > 0
    signed_in, home, customer = told["seen"]
    assert "steward@example.com" in signed_in
    assert home.startswith("Home: ")
    assert "· Pellucid" in customer
    again = json.loads(pellucid("demo", *base, "--once", "--json", *files))
    assert again["customers"] == told["customers"], "what was imported is not imported again"
    left = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, text=True, check=False)
    assert left.stdout == ""
