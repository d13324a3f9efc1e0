"""The examples of the manual run, and give what the manual shows."""

import contextlib
import io
import os
import re
from pathlib import Path

import pytest

from pellucid.cli.main import main
from pellucid.golden.intake.read import read_file

DOCS = Path(__file__).parents[2] / "docs"
BROKEN = "id,name,email\n1,Anna Berg,anna@example.com\n2,Jón\n3,Emily Clarke,emily@example.org\n"


def blocks(page: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page: language and text."""
    return re.findall(r"^```(\w*)\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def printed(code: str, names: dict[str, object]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "example", "exec"), names)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(("page", "count"), [("use-as-a-library", 4), ("what-if", 4), ("match-one-record", 1)])
def test_a_library_example_prints_what_the_manual_shows(page: str, count: int) -> None:
    names: dict[str, object] = {}
    said = ""
    shown = 0
    for language, text in blocks(f"how-to/{page}.md"):
        if language == "python":
            assert said == "", "what an example prints is shown below it"
            said = printed(text, names)
        else:
            assert said == text
            said = ""
            shown += 1
    assert shown == count
    assert said == ""


@pytest.mark.slow
def test_quarantined_rows_are_written_out_corrected_and_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("customers.csv").write_text(BROKEN, encoding="utf-8")
    assert main(["clean", "customers.csv", "--out", "clean"]) == 0
    (code,) = (text for language, text in blocks("how-to/correct-quarantined-rows.md") if language == "python")
    printed(code, {})
    to_correct = Path("to_correct.csv").read_text(encoding="utf-8")
    assert to_correct == "id,name,email\n2,Jón\n"
    Path("to_correct.csv").write_text(to_correct.replace("Jón", "Jón Þórsson,jon@example.com"), encoding="utf-8")
    assert main(["clean", "customers.csv", "to_correct.csv", "--out", "clean", "--force"]) == 0
    assert "Jón Þórsson" in Path("clean/customers.csv").read_text(encoding="utf-8")
    assert read_file(Path("to_correct.csv")).records["row"].to_pylist() == [1]


def alike(text: str) -> list[str]:
    """Return the words of a text without its numbers and bars, which may differ from version to version."""
    return re.sub(r"[\d.,+-]+|█+", "#", text).replace("#|", "|").replace("|#", "|").split()


@pytest.mark.slow
def test_the_tutorial_shows_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    runs = [text for language, text in blocks("tutorial/first-files.md") if language == "console"]
    assert len(runs) == 4
    for text in runs:
        command, _, shown = text.removeprefix("$ ./dev run ").partition("\n")
        words = [found for word in command.split() for found in sorted(map(str, Path().glob(word))) or [word]]
        assert main(words) == 0
        said = [alike(line) for line in capsys.readouterr().out.splitlines()]
        missing = [line for line in shown.splitlines() if alike(line) not in said]
        assert missing == [], os.linesep.join(map(str, said))
