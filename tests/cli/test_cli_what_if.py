"""pellucid what-if: what a change would do, told from the results of a cleaning."""

import json
from pathlib import Path
from typing import Any

import pytest

from pellucid.cli.main import main

Told = dict[str, Any]


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Told:
    capsys.readouterr()
    assert main(["what-if", *map(str, words), "--json"]) == 0
    document: Told = json.loads(capsys.readouterr().out)
    return document


def test_what_holds_now_changes_nothing(cleaned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = told(capsys, cleaned)
    assert document["customers_before"] == document["customers_after"] > 100
    assert (document["gained"], document["lost"]) == (0, 0)


def test_a_higher_threshold_loses_merges_and_a_lower_one_gains_some(
    cleaned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strict, lax = told(capsys, cleaned, "--threshold", "0.9999"), told(capsys, cleaned, "--threshold", "0.05")
    assert strict["lost"] > 0 == strict["gained"]
    assert strict["customers_after"] > strict["customers_before"]
    assert lax["gained"] > 0
    assert lax["customers_after"] < lax["customers_before"]
    assert 0 < len(lax["riskiest_gained"]) <= 5
    assert all(":" in pair["left"] for pair in strict["riskiest_lost"])


def test_a_file_that_is_not_trusted_ties_nobody(cleaned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = told(capsys, cleaned, "--distrust", "newsletter_members.csv")
    assert document["lost"] > 0
    assert any("newsletter_members.csv:" in pair["left"] + pair["right"] for pair in document["riskiest_lost"])


def test_a_comparison_left_out_ties_nobody(cleaned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, cleaned, "--without", "e-mail", "--without", "phone")["lost"] > 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--threshold", "1"), "between 0 and 1"),
        (("--without", "shoe size"), "There are: address"),
        (("--distrust", "nothing.csv"), "no such file"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(
    cleaned: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], part: str
) -> None:
    assert main(["what-if", str(cleaned), *words]) == 3
    assert part in capsys.readouterr().err


def test_a_person_is_told_in_lines(cleaned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["what-if", str(cleaned), "--threshold", "0.9999"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "customers would be" in lines[0]
    assert lines[1] == "0 merges would be gained."
    assert "The riskiest:" in lines[2]
    assert " bits  " in lines[3]
