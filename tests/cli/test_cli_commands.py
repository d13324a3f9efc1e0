"""The other commands: audit, standardize, sample, and the help of all."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pellucid.cli.main import COMMANDS, main
from pellucid.cli.standardize import KINDS

Write = Callable[..., str]
PEOPLE = ("name,email", "Anna Berg,anna@berg.example", "Otto Wiese,otto(at)wiese")


class TestHelp:
    def test_help_loads_none_of_the_heavy_libraries(self) -> None:
        code = (
            "import sys\nfrom pellucid.cli.main import main\n"
            "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
            "print({'pyarrow', 'duckdb', 'numpy', 'scipy', 'rich', 'phonenumbers'} & set(sys.modules))"
        )  # fmt: skip
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

        assert ended.stdout.splitlines()[-1] == "set()"

    @pytest.mark.slow
    def test_a_command_starts_without_pandas_and_without_a_client_for_the_web(self) -> None:
        code = (
            "import sys\nfrom pellucid.cli.main import main\n"
            "sys.argv[1:] = ['standardize', 'email']\nmain()\n"
            "import pellucid.cli.clean\nprint({'pandas', 'requests', 'urllib3'} & set(sys.modules))"
        )  # fmt: skip
        ended = subprocess.run([sys.executable, "-c", code], input="", capture_output=True, text=True, check=True)

        assert ended.stdout.splitlines()[-1] == "set()"

    def test_help_names_every_command_and_every_exit_code(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["--help"])
        said = capsys.readouterr().out

        assert ended.value.code == 0
        assert all(command.name in said for command in COMMANDS)
        assert all(f"\n  {code} " in said for code in (0, 1, 2, 3, 130))

    @pytest.mark.parametrize("command", [command.name for command in COMMANDS])
    def test_every_command_explains_itself(self, command: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])

        assert ended.value.code == 0
        assert capsys.readouterr().out.startswith(f"usage: pellucid {command}")

    def test_without_a_command_the_help_is_shown(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([]) == 2
        assert "usage: pellucid" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "words", [["tidy"], ["clean"], ["clean", "a.csv", "--out"], ["standardize", "shoe"], ["--x"]]
    )
    def test_what_is_not_understood_ends_with_2(self, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(words)

        assert ended.value.code == 2
        assert "usage: pellucid" in capsys.readouterr().err

    def test_the_version_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main(["--version"])
        assert capsys.readouterr().out.startswith("pellucid ")


class TestAudit:
    def test_a_report_is_written_and_nothing_else(self, write: Write, tmp_path: Path) -> None:
        file = write("a.csv", *PEOPLE)

        assert main(["audit", file, "--out", str(tmp_path / "audit.html")]) == 0
        assert (tmp_path / "audit.html").read_text(encoding="utf-8").startswith("<!doctype html>")
        assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "audit.html"}

    def test_json_is_all_that_is_printed_for_machines(
        self, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["audit", write("a.csv", *PEOPLE), "--out", str(tmp_path / "audit.html"), "--json"]) == 0
        said = capsys.readouterr()
        told = json.loads(said.out)

        assert said.err == ""
        assert told["rows"] == 2
        assert told["issues"] == sum(told["rules"].values()) > 0

    def test_a_report_that_exists_is_refused_and_replaced_by_force(
        self, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file, report = write("a.csv", *PEOPLE), tmp_path / "audit.html"
        report.write_text("mine")

        assert main(["audit", file, "--out", str(report)]) == 3
        assert "exists" in capsys.readouterr().err.splitlines()[-1]
        assert report.read_text() == "mine"
        assert main(["audit", file, "--out", str(report), "--force"]) == 0
        assert report.read_text() != "mine"

    def test_what_cannot_be_audited_is_refused(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["audit", str(tmp_path / "nowhere.csv"), "--out", str(tmp_path / "audit.html")]) == 3
        assert "nowhere.csv" in capsys.readouterr().err.splitlines()[-1]

    def test_a_path_is_printed_as_it_is(self, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report = tmp_path / "a [bold] :smile: [x] and a name as long as a line of a terminal is wide, eighty.html"

        assert main(["audit", write("a.csv", *PEOPLE), "--out", str(report)]) == 0
        assert str(report) in capsys.readouterr().out


class TestStandardize:
    @pytest.fixture
    def lines(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> Callable[..., list[dict[str, Any]]]:
        def standardize(given: bytes, *arguments: str) -> list[dict[str, Any]]:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
            assert main(["standardize", *arguments]) == 0
            return [json.loads(line) for line in capsys.readouterr().out.split("\n")[:-1]]

        return standardize

    def test_values_come_out_in_the_order_they_went_in(self, lines: Callable[..., Any]) -> None:
        told = lines(b"Anna@Berg.Example\n\nnobody\r\notto@wiese.example", "email")

        assert [line["raw"] for line in told] == ["Anna@Berg.Example", "", "nobody", "otto@wiese.example"]
        assert told[0]["standard"] == "Anna@berg.example"
        assert [told[place]["standard"] for place in (1, 2)] == [None, None]
        assert list(told[0]) == ["raw", "standard", "display", "parts", "issues", "changes"]

    def test_nothing_gives_nothing(self, lines: Callable[..., Any]) -> None:
        assert lines(b"", "email") == []

    def test_bytes_that_are_no_text_are_shown_as_such(self, lines: Callable[..., Any]) -> None:
        assert [line["raw"] for line in lines(b"M\xfcnchen\nK\xc3\xb6ln\n", "text")] == ["M\ufffdnchen", "Köln"]

    def test_a_country_explains_a_number(self, lines: Callable[..., Any]) -> None:
        assert [line["standard"] for line in lines(b"030 1234567\n", "phone", "--country", "de")] == ["+49301234567"]

    def test_ten_thousand_lines_are_ten_thousand_lines(self, lines: Callable[..., Any]) -> None:
        given = [f"row {number}" for number in range(10_000)]

        assert [line["raw"] for line in lines("\n".join(given).encode(), "text")] == given

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_takes_any_text(self, kind: str, lines: Callable[..., Any]) -> None:
        given = ["", " ", "\t", "n/a", "1", "a@b", "\u202e\u200b", "ß" * 300, "{", "\x1f", "\u2028x"]

        assert [line["raw"] for line in lines("\n".join(given).encode(), kind)] == given


class TestSample:
    def test_the_same_seed_gives_the_same_files(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            assert main(["sample", "--out", str(tmp_path / name), "--rows", "200", "--seed", "4", "--flat"]) == 0
        one, two = ((tmp_path / name / "contacts.csv").read_bytes() for name in ("one", "two"))

        assert one == two
        assert one.count(b"\n") >= 201

    @pytest.mark.parametrize("words", [["--rows", "0"], ["--rows", "9999999"], ["--seed", "-1"], ["--rows", "10"]])
    def test_numbers_out_of_range_are_refused(
        self, words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["sample", "--out", str(tmp_path / "out"), *words]) == 3
        assert "give a number" in capsys.readouterr().err
        assert not (tmp_path / "out").exists()

    def test_one_sort_of_sample_replaces_the_other(self, tmp_path: Path) -> None:
        words = ["sample", "--out", str(tmp_path / "out"), "--rows", "200"]

        assert main(words) == 0
        assert main(words) == 3
        assert main([*words, "--flat", "--force"]) == 0
        assert {path.name for path in (tmp_path / "out").iterdir()} == {"contacts.csv", "truth"}
