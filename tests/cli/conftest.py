"""A small sample, cleaned once, and ways to run the command and read what it wrote."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from pellucid.cli.main import main

Rows = list[dict[str, str]]
FILES = (
    "crm_kunden.csv",
    "newsletter_members.csv",
    "phone_contacts.vcf",
    "shop_customers.csv",
    "support_contacts.xlsx",
)


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of five systems, of 240 rows in all."""
    folder = tmp_path_factory.mktemp("sample") / "exports"
    assert main(["sample", "--out", str(folder), "--rows", "240", "--seed", "11"]) == 0
    return folder


@pytest.fixture(scope="session")
def cleaned(exports: Path) -> Path:
    """The results of cleaning the exports."""
    folder = exports.parent / "clean"
    assert main(["clean", *(str(exports / file) for file in FILES), "--out", str(folder), "--json"]) == 0
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write lines to a file below the test's folder and return its path."""

    def write_lines(name: str, *lines: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return str(path)

    return write_lines


def rows_of(path: Path) -> Rows:
    """Return a written CSV as dictionaries."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
