"""What is in git is fit to be there."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "pellucid"
MODULES = sorted(path for path in SOURCES.rglob("*.py") if path.parent.name != "migrations")  # Django writes those
LINES_MAX = 400
FILE_BYTES_MAX = 1_000_000
# Registries, so that any mirror serves; paths of one machine; written in pieces, or this file would name them too.
UNWANTED = re.compile("|".join(("pypi" + r"\.org", "files" + r"\.pythonhosted", "/work" + "/", "/root" + "/")))


def tracked() -> list[Path]:
    """Return the files that git keeps, or all there are where there is no git."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if asked.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [ROOT / name for name in asked.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    found = {
        str(path.relative_to(ROOT)): match[0]
        for path in tracked()
        if (match := UNWANTED.search(path.read_bytes().decode("utf-8", "replace")))
    }
    assert found == {}


def test_no_file_is_large() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > FILE_BYTES_MAX] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_a_module_says_what_it_is_and_is_no_longer_than_one_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module begins with a docstring"
    assert len(text.splitlines()) <= LINES_MAX, f"split it: a module has {LINES_MAX} lines at most"


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "services"}
    assert [str(path) for path in MODULES if drawers & {path.stem, *path.relative_to(SOURCES).parts}] == []


def test_no_two_test_files_share_a_name() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
