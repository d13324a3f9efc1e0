"""pellucid explain: why two rows are, or are not, the same customer."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pellucid.cli.main import main

Write = Callable[..., str]
VERDICTS = ("same", "review", "different")
SHARED_BITS = 0.05  # reasons are told to two places each


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table with every verdict in it, cleaned."""
    files = tmp_path_factory.mktemp("explain")
    header = ("name", "email", "phone", "company", "birth date", "street", "city")
    rows = [
        ("Anna Berg", "anna.b@berg.example", "", "", "1980-03-04", "Hafenstr. 4", "Kiel"),  # 1
        ("Anna Berg", "anna.b@berg.example", "+49 431 123456", "", "", "", ""),  # 2 as 1, by e-mail
        ("A. Berg", "", "+49 431 123456", "", "", "", "Ulm"),  # 3 as 2, by phone; moved since 1
        ("Otto Wiese", "otto@wiese.example", "", "", "1955-11-30", "", "Ulm"),  # 4
        ("Berg GmbH", "", "+49 431 123456", "Berg GmbH", "", "", "Kiel"),  # 5
        ("", "info@berg.example", "", "Berg GmbH", "", "", "Kiel"),  # 6 a company
        *((name, "all@desk.example", "", "", "", "", "") for name in
          ("Ida Falk", "Jan Horn", "Kai Lund", "Lea Moor", "Mia Nolte", "Nils Ott")),  # 7 to 12, at one desk
    ]  # fmt: skip
    with (files / "a.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    assert main(["clean", str(files / "a.csv"), "--out", str(files / "out"), "--json"]) == 0
    return files / "out"


@pytest.fixture
def explained(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    def explain(folder: Path, left: str, right: str) -> dict[str, Any]:
        assert main(["explain", str(folder), left, right, "--json"]) == 0
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    return explain


@pytest.mark.slow
def test_rows_of_one_customer_are_the_same(folder: Path, explained: Callable[..., Any]) -> None:
    told = explained(folder, "a.csv:1", "a.csv:2")

    assert told["one_customer"]
    assert told["verdict"] == "same"
    assert {"e-mail": "same", "given name": "same"}.items() <= {
        reason["comparison"]: reason["level"] for reason in told["reasons"]
    }.items()
    assert told["bits"] == pytest.approx(sum(reason["bits"] for reason in told["reasons"]), abs=SHARED_BITS)


def test_rows_that_only_others_tie_together_say_so(folder: Path, explained: Callable[..., Any]) -> None:
    told = explained(folder, "a.csv:1", "a.csv:3")

    assert told["one_customer"]
    assert "other rows" in told["note"]


def test_strangers_are_different(folder: Path, explained: Callable[..., Any]) -> None:
    told = explained(folder, "a.csv:1", "a.csv:4")

    assert not told["one_customer"]
    assert told["verdict"] == "different"
    assert told["bits"] < 0
    assert len(set(told["customer_ids"])) == 2


def test_a_person_and_a_company_are_never_compared(folder: Path, explained: Callable[..., Any]) -> None:
    told = explained(folder, "a.csv:1", "a.csv:6")

    assert told["verdict"] == "different"
    assert told["reasons"] == []
    assert "company" in told["note"]


def test_the_guard_tells_what_it_disarmed(folder: Path, explained: Callable[..., Any]) -> None:
    told = explained(folder, "a.csv:7", "a.csv:8")

    assert not told["one_customer"]
    assert "e-mail" not in {reason["comparison"] for reason in told["reasons"]}
    assert told["guard"] == ["all@desk.example: used by 6 given and 6 family names (shared); it proves nothing"]


def test_an_explanation_does_not_care_which_row_is_named_first(folder: Path, explained: Callable[..., Any]) -> None:
    one, other = explained(folder, "a.csv:1", "a.csv:3"), explained(folder, "a.csv:3", "a.csv:1")

    assert one["reasons"] == other["reasons"]
    assert one["verdict"] == other["verdict"]


@pytest.mark.slow
def test_pairs_weigh_in_an_explanation_what_they_weigh_in_the_list(
    cleaned: Path, explained: Callable[..., Any]
) -> None:
    with (cleaned / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        pairs = list(csv.DictReader(stream))
    by_verdict = {verdict: [pair for pair in pairs if pair["verdict"] == verdict] for verdict in VERDICTS}

    assert all(by_verdict.values())
    for pair in (pair for own in by_verdict.values() for pair in own[:: max(1, len(own) // 15)]):
        told = explained(
            cleaned, f"{pair['left_file']}:{pair['left_row']}", f"{pair['right_file']}:{pair['right_row']}"
        )
        assert max(-60.0, min(60.0, told["bits"])) == pytest.approx(float(pair["weight_bits"]), abs=SHARED_BITS)
        assert told["verdict"] == pair["verdict"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        (("name,company,email", "Anna Berg,,a@berg.example", ",Berg GmbH,info@berg.example"), "different"),
        (("name,email", "Anna Berg,a@berg.example", "Anna Berg,a@berg.example"), "same"),
        (("colour", "blue", "blue"), "different"),
    ],
)
def test_two_rows_are_enough(
    lines: tuple[str, ...], verdict: str, write: Write, tmp_path: Path, explained: Callable[..., Any]
) -> None:
    assert main(["clean", write("a.csv", *lines), "--out", str(tmp_path / "out"), "--json"]) == 0

    told = explained_after_summary(explained, tmp_path / "out")
    assert told["verdict"] == verdict


def explained_after_summary(explained: Callable[..., Any], folder: Path) -> Any:
    try:
        return explained(folder, "a.csv:1", "a.csv:2")
    except json.JSONDecodeError:  # what clean printed came first
        return explained(folder, "a.csv:1", "a.csv:2")


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("a.csv:1", "a.csv:99", "a.csv:99: there is no such row"),
        ("b.csv:1", "a.csv:1", "b.csv:1: there is no such row"),
        ("a.csv", "a.csv:1", "FILE:ROW"),
        ("a.csv:one", "a.csv:1", "FILE:ROW"),
        ("a.csv:-1", "a.csv:1", "FILE:ROW"),
        ("a.csv:²", "a.csv:1", "FILE:ROW"),
        ("a.csv:99999999999999999999999", "a.csv:1", "FILE:ROW"),
        ("a.csv:1", "a.csv:1", "named twice"),
    ],
)
def test_a_row_that_is_not_there_is_refused(
    left: str, right: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(folder), left, right]) == 3
    said = capsys.readouterr().err

    assert told in said
    assert said.count("\n") == 1


def test_a_row_that_could_not_be_read_is_refused(cleaned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (cleaned / "records.csv").open(encoding="utf-8", newline="") as stream:
        lost = next(row for row in csv.DictReader(stream) if not row["customer_id"])

    assert main(["explain", str(cleaned), f"{lost['file']}:{lost['row']}", "crm_kunden.csv:1"]) == 3
    assert "issues.csv" in capsys.readouterr().err


def test_a_folder_without_results_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(tmp_path), "a.csv:1", "a.csv:2"]) == 3
    assert "no results" in capsys.readouterr().err


@pytest.mark.slow
def test_results_of_another_version_are_refused(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("a.csv", "name,email", "Anna Berg,a@berg.example", "Anna Berg,a@berg.example")
    assert main(["clean", file, "--out", str(tmp_path / "out")]) == 0
    models = tmp_path / "out" / "why" / "models.json"
    models.write_text(models.read_text().replace('"phone"', '"pager"'))

    assert main(["explain", str(tmp_path / "out"), "a.csv:1", "a.csv:2"]) == 3
    assert "another version" in capsys.readouterr().err


def test_people_read_a_table_of_reasons(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(folder), "a.csv:1", "a.csv:2"]) == 0
    said = capsys.readouterr().out

    assert said.startswith("\nThe same customer (same, probability ")
    assert "the same e-mail address" in said
    assert "together" in said


def test_a_picture_has_a_bar_for_every_reason_and_the_sum(
    folder: Path, explained: Callable[..., Any], tmp_path: Path
) -> None:
    told = explained(folder, "a.csv:1", "a.csv:2")
    picture = tmp_path / "why.svg"
    assert main(["explain", str(folder), "a.csv:1", "a.csv:2", "--picture", str(picture)]) == 0
    root = ElementTree.parse(picture).getroot()
    texts = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]

    assert texts[0] == "a.csv:1 and a.csv:2: same"
    assert {reason["comparison"] for reason in told["reasons"]} < set(texts)
    assert f"{told['bits']:+.1f}" in texts
    assert len(list(root.iter("{http://www.w3.org/2000/svg}g"))) == len(told["reasons"]) + 1


def test_there_is_no_picture_of_a_person_beside_a_company(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(folder), "a.csv:1", "a.csv:6", "--picture", str(tmp_path / "why.svg")]) == 3
    assert "not compared" in capsys.readouterr().err
    assert not (tmp_path / "why.svg").exists()
