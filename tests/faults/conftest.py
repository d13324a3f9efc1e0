"""The command as a process of its own, which can be killed, starved and held back."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start ``pellucid`` in the test's folder. before: Python that runs in the process first."""

    def start_process(*arguments: str, before: str = "") -> subprocess.Popen[str]:
        code = f"{before}\nimport sys\nfrom pellucid.cli.main import main\nsys.exit(main())"
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    return start_process


@pytest.fixture
def run(start: Start) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Start ``pellucid`` and wait for its end."""

    def run_process(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
        process = start(*arguments, before=before)
        out, err = process.communicate()
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    return run_process


@pytest.fixture
def people(tmp_path: Path) -> str:
    """A file of four rows, two of them the same person."""
    lines = ("name,email", *(f"{name} Berg,{name.lower()}@berg.example" for name in ("Anna", "Anna", "Otto", "Ida")))
    (tmp_path / "people.csv").write_text("\n".join(lines) + "\n")
    return "people.csv"
