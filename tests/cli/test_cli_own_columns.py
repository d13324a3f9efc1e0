"""pellucid clean --match-column: a column of the user's own, from the header to the explanation."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pellucid.cli.main import main

Write = Callable[..., str]
HEADER = "Name,Email,Locker,Shoe"


@pytest.mark.slow
def test_an_own_column_joins_rows_and_is_explained(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [
        f"{given} {family}" for given in ("Anna", "Jonas", "Maria", "Petra") for family in ("Berg", "Falk", "Lind")
    ]
    rows = [f"{names[row // 2 % 12]},,L{row // 2 * 7919 % 99_991:05d},{36 + row % 9}" for row in range(120)]
    file, out = write("club.csv", HEADER, *rows), tmp_path / "out"
    words = ["clean", file, "--out", str(out), "--json", "--match-column", "locker", "--match-column", "Shoe:number"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["customers"] == 60

    assert main(["explain", str(out), "club.csv:1", "club.csv:2", "--json"]) == 0
    reasons = {reason["comparison"]: reason for reason in json.loads(capsys.readouterr().out)["reasons"]}
    assert reasons["Locker"]["words"] == "the same Locker"
    assert reasons["Locker"]["bits"] > 5 > abs(reasons["Shoe"]["bits"])
    assert main(["what-if", str(out), "--without", "Locker", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lost"] > 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("Lokcer",), "There are: Locker, Shoe"),
        (("Locker", "Locker:category"), "named twice"),
        (("Email",), "compared anyway"),
        (("Locker",) * 9, "at most 8"),
    ],
)
def test_what_cannot_take_part_is_refused(
    words: tuple[str, ...], part: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("club.csv", HEADER, "Anna Berg,a@berg.example,L1,40")
    given = [word for name in words for word in ("--match-column", name)]
    assert main(["clean", file, "--out", str(tmp_path / "out"), *given]) == 3
    assert part in capsys.readouterr().err
