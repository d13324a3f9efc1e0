"""pellucid clean, from files to files."""

import csv
import json
import os
import pty
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from pellucid.cli.main import main
from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.model.field import OTHER, slot_name, split_slot

Write = Callable[..., str]
RESULTS = {
    *("customers.csv", "records.csv", "pairs.csv", "issues.csv", "derived.csv"),
    *("report.html", "summary.json", "why"),
}
PEOPLE = ("name,email,phone", "Anna Berg,anna@berg.example,+49 30 1234567", "Anna Berg,anna@berg.example,030 1234567")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def files_of(exports: Path) -> list[str]:
    return sorted(str(path) for path in exports.iterdir() if path.is_file())


def clean(*arguments: str | Path) -> int:
    return main(["clean", *map(str, arguments)])


def sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was said on standard error, which is one line."""
    said = capsys.readouterr().err.splitlines()
    refusals = [line for line in said if line.startswith("pellucid clean: ")]
    assert said[-1:] == refusals, said
    return refusals[0]


class TestResults:
    @pytest.mark.slow
    def test_the_folder_holds_the_results_and_nothing_else(self, cleaned: Path) -> None:
        assert {path.name for path in cleaned.iterdir()} == RESULTS

    def test_every_row_that_came_in_is_listed_once(self, cleaned: Path, exports: Path) -> None:
        summary = json.loads((cleaned / "summary.json").read_text())
        listed = Counter((row["file"], int(row["row"])) for row in rows_of(cleaned / "records.csv"))

        assert set(listed.values()) == {1}
        assert len(listed) == summary["rows"]
        for file in summary["files"]:
            assert {row for name, row in listed if name == file["file"]} == set(range(1, file["rows"] + 1))

    def test_rows_are_kept_or_quarantined(self, cleaned: Path) -> None:
        summary = json.loads((cleaned / "summary.json").read_text())

        assert summary["quarantined"] > 0
        assert summary["rows"] == summary["kept"] + summary["quarantined"]
        for file in summary["files"]:
            assert file["rows"] == file["kept"] + file["quarantined"]

    def test_a_row_that_could_not_be_read_has_no_customer_and_keeps_its_bytes(self, cleaned: Path) -> None:
        issues = rows_of(cleaned / "issues.csv")
        lost = {(row["file"], row["row"]) for row in issues if row["rule"] == "row_unreadable"}
        homeless = {(row["file"], row["row"]) for row in rows_of(cleaned / "records.csv") if not row["customer_id"]}

        assert lost == homeless != set()
        assert all(bool(row["raw"]) == (row["rule"] == "row_unreadable") for row in issues)
        assert all(row["message"].endswith((".", "?")) for row in issues)

    def test_records_begin_with_file_row_and_customer(self, cleaned: Path) -> None:
        header = (cleaned / "records.csv").read_text().splitlines()[0].replace('"', "").split(",")

        assert header[:4] == ["file", "row", "customer_id", "probability"]

    def test_records_and_customers_name_the_same_customers(self, cleaned: Path) -> None:
        members = Counter(row["customer_id"] for row in rows_of(cleaned / "records.csv") if row["customer_id"])
        customers = rows_of(cleaned / "customers.csv")

        assert {row["customer_id"]: int(row["record_count"]) for row in customers} == members
        assert len(customers) == len(members)

    def test_probabilities_are_shares(self, cleaned: Path) -> None:
        records = [row["probability"] for row in rows_of(cleaned / "records.csv") if row["customer_id"]]
        pairs = [row["probability"] for row in rows_of(cleaned / "pairs.csv")]

        assert all(0.0 <= float(share) <= 1.0 for share in records + pairs)

    def test_every_judged_pair_has_its_weight_verdict_and_reasons(self, cleaned: Path) -> None:
        customer = {(row["file"], row["row"]): row["customer_id"] for row in rows_of(cleaned / "records.csv")}
        pairs = rows_of(cleaned / "pairs.csv")

        assert list(pairs[0]) == [
            "left_file", "left_row", "right_file", "right_row", "weight_bits", "probability", "verdict", "reasons",
        ]  # fmt: skip
        for pair in pairs:
            together = customer[pair["left_file"], pair["left_row"]] == customer[pair["right_file"], pair["right_row"]]
            assert together == (pair["verdict"] == "same"), pair
            assert pair["verdict"] in ("same", "review", "different")
            assert re.fullmatch(r"-?\d+(\.\d+)?(e-\d+)?", pair["weight_bits"])
            assert pair["reasons"]

    def test_a_golden_record_says_nothing_that_none_of_its_records_says(self, cleaned: Path) -> None:
        said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for record in rows_of(cleaned / "records.csv"):
            for column, value in record.items():
                said[record["customer_id"]][field_of(column)].add(value)
        invented = [
            (customer["customer_id"], column, value)
            for customer in rows_of(cleaned / "customers.csv")
            for column, value in customer.items()
            if column not in ("customer_id", "record_count") and value
            if value not in said[customer["customer_id"]][field_of(column)]
        ]

        assert invented == []

    def test_an_address_of_a_golden_record_is_one_record_s_whole_address(self, cleaned: Path) -> None:
        parts = [spec.name for spec in CATALOG if spec.group == "address"]
        said = defaultdict(set)
        for record in rows_of(cleaned / "records.csv"):
            for slot in (1, 2, 3):
                said[record["customer_id"]].add(tuple(record.get(slot_name(part, slot), "") for part in parts))
        for customer in rows_of(cleaned / "customers.csv"):
            for slot in (1, 2, 3):
                address = tuple(customer.get(slot_name(part, slot), "") for part in parts)
                assert address in said[customer["customer_id"]] or not any(address)

    def test_the_report_needs_no_network(self, cleaned: Path) -> None:
        report = (cleaned / "report.html").read_text(encoding="utf-8")

        assert not re.search(r"""(src|href)=["']?(https?:)?//""", report)


def field_of(column: str) -> str:
    return column if column.startswith(OTHER) else split_slot(column)[0]


class TestRepeating:
    @pytest.mark.slow
    def test_a_second_run_writes_the_same_bytes(self, cleaned: Path, exports: Path, tmp_path: Path) -> None:
        assert clean(*files_of(exports), "--out", tmp_path / "again", "--json") == 0

        for name in ("customers.csv", "records.csv", "pairs.csv", "issues.csv"):
            assert (tmp_path / "again" / name).read_bytes() == (cleaned / name).read_bytes(), name

    @pytest.mark.slow
    def test_files_in_another_order_give_the_same_customers(self, cleaned: Path, exports: Path, tmp_path: Path) -> None:
        assert clean(*reversed(files_of(exports)), "--out", tmp_path / "turned", "--json") == 0

        def customers(folder: Path) -> dict[tuple[str, str], str]:
            return {(row["file"], row["row"]): row["customer_id"] for row in rows_of(folder / "records.csv")}

        def golden(folder: Path) -> list[list[tuple[str, str]]]:
            return sorted(sorted(row.items()) for row in rows_of(folder / "customers.csv"))

        assert customers(tmp_path / "turned") == customers(cleaned)
        assert golden(tmp_path / "turned") == golden(cleaned)


class TestFolder:
    def test_an_existing_folder_is_refused_and_left_alone(
        self, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "notes.txt").write_text("mine")

        assert clean(write("a.csv", *PEOPLE), "--out", tmp_path / "out") == 3
        assert "exists" in sentence(capsys)
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["notes.txt"]

    @pytest.mark.slow
    def test_an_empty_folder_is_used(self, write: Write, tmp_path: Path) -> None:
        (tmp_path / "out").mkdir()

        assert clean(write("a.csv", *PEOPLE), "--out", tmp_path / "out") == 0

    @pytest.mark.slow
    def test_force_replaces_earlier_results_whole(self, write: Write, tmp_path: Path) -> None:
        out = tmp_path / "out"
        assert clean(write("a.csv", *PEOPLE), "--out", out) == 0
        (out / "pairs.csv").write_text("from an earlier run")

        assert clean(write("b.csv", *PEOPLE), "--out", out, "--force") == 0
        assert {path.name for path in out.iterdir()} == RESULTS
        assert {row["file"] for row in rows_of(out / "records.csv")} == {"b.csv"}
        assert "earlier" not in (out / "pairs.csv").read_text()
        assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "b.csv", "out"}

    @pytest.mark.slow
    def test_parents_of_the_folder_are_made(self, write: Write, tmp_path: Path) -> None:
        assert clean(write("a.csv", *PEOPLE), "--out", tmp_path / "deep" / "er" / "out") == 0
        assert (tmp_path / "deep" / "er" / "out" / "customers.csv").is_file()


class TestMapping:
    LINES = ("a,b,c", "Anna Berg,anna@berg.example,x", "Otto Berg,otto@berg.example,y")

    @pytest.mark.slow
    def test_a_column_is_taken_for_what_it_is_said_to_be(self, write: Write, tmp_path: Path) -> None:
        assert clean(write("a.csv", *self.LINES), "--out", tmp_path / "out", "--map", "job_title=c") == 0
        assert [row["job_title"] for row in rows_of(tmp_path / "out" / "records.csv")] == ["x", "y"]

    @pytest.mark.parametrize(
        ("word", "told"),
        [
            ("job_title", "field=column"),
            ("=c", "field=column"),
            ("job_title=nowhere", "no file has that column"),
            ("shoe_size=c", "shoe_size"),
        ],
    )
    def test_what_cannot_be_mapped_is_refused(
        self, word: str, told: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert clean(write("a.csv", *self.LINES), "--out", tmp_path / "out", "--map", word) == 3
        assert told in sentence(capsys)
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize("word", ["DEU", "D", "1!", "ÄÖ"])
    def test_what_is_no_country_is_refused(
        self, word: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert clean(write("a.csv", *self.LINES), "--out", tmp_path / "out", "--country", word) == 3
        assert "ISO 3166" in sentence(capsys)


class TestFiles:
    @pytest.mark.slow
    def test_files_of_one_name_in_two_folders_are_told_apart(self, write: Write, tmp_path: Path) -> None:
        files = [write("north/a.csv", *PEOPLE), write("south/a.csv", *PEOPLE)]

        assert clean(*files, "--out", tmp_path / "out") == 0
        assert [row["file"] for row in rows_of(tmp_path / "out" / "records.csv")] == [files[0]] * 2 + [files[1]] * 2

    @pytest.mark.parametrize("way", ["{0}", "{1}/./a.csv", "{1}/north/../a.csv"])
    def test_one_file_named_twice_is_refused(
        self, way: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write("a.csv", *PEOPLE)
        (tmp_path / "north").mkdir()

        assert clean(file, way.format(file, tmp_path), "--out", tmp_path / "out") == 3
        assert "twice" in sentence(capsys)

    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("broken.csv", b"", "empty"),
            ("broken.csv", b" \n \n", "empty"),
            ("broken.csv", b"name,email\n", "no rows"),
            ("broken.csv", b"\x89PNG\r\n\x1a\n", "picture"),
            ("broken.xlsx", b"PK\x03\x04 not a workbook", "ZIP archive"),
        ],
    )
    def test_a_file_that_holds_no_table_is_named_and_nothing_is_written(
        self, name: str, content: bytes, told: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        good = write("good.csv", *PEOPLE)
        (tmp_path / name).write_bytes(content)

        assert clean(good, tmp_path / name, "--out", tmp_path / "out") == 3
        said = sentence(capsys)
        assert name in said
        assert told in said
        assert {path.name for path in tmp_path.iterdir()} == {"good.csv", name}

    def test_a_file_that_is_not_there_is_named(
        self, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert clean(write("good.csv", *PEOPLE), tmp_path / "nowhere.csv", "--out", tmp_path / "out") == 3
        assert "nowhere.csv" in sentence(capsys)

    def test_a_folder_is_no_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert clean(tmp_path, "--out", tmp_path / "out") == 3
        assert "directory" in sentence(capsys)

    @pytest.mark.slow
    def test_a_file_whose_name_is_not_utf8_is_cleaned(self, tmp_path: Path) -> None:
        path = os.fsencode(tmp_path) + b"/m\xfcnchen.csv"
        with open(path, "wb") as stream:
            stream.write("\n".join(PEOPLE).encode())

        assert clean(os.fsdecode(path), "--out", tmp_path / "out") == 0
        assert {row["file"] for row in rows_of(tmp_path / "out" / "records.csv")} == {"m\ufffdnchen.csv"}

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "lines",
        [
            ("name,email", "Anna Berg,anna@berg.example"),
            ("name,company", "Anna Berg,", ",Berg GmbH"),
            ("company", "Berg GmbH", "Berg GmbH"),
            ("colour", "blue", "red"),
        ],
        ids=["one person", "a person and a company", "companies only", "nothing that says who"],
    )
    def test_the_smallest_tables_are_cleaned(self, lines: tuple[str, ...], write: Write, tmp_path: Path) -> None:
        assert clean(write("a.csv", *lines), "--out", tmp_path / "out") == 0
        assert len(rows_of(tmp_path / "out" / "records.csv")) == len(lines) - 1
        assert {path.name for path in (tmp_path / "out").iterdir()} == RESULTS


class TestTelling:
    @pytest.mark.slow
    def test_json_is_all_that_is_printed_for_machines(
        self, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert clean(write("a.csv", *PEOPLE), "--out", tmp_path / "out", "--json") == 0
        said = capsys.readouterr()

        assert said.err == ""
        assert json.loads(said.out) | {"seconds": {}} == json.loads((tmp_path / "out" / "summary.json").read_text()) | {
            "seconds": {}
        }
        assert json.loads(said.out)["customers"] == 1

    @pytest.mark.slow
    def test_stages_are_lines_where_there_is_no_terminal(
        self, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        clean(write("a.csv", *PEOPLE), "--out", tmp_path / "out")
        said = capsys.readouterr()

        assert said.err.splitlines()[:2] == ["Reading files ...", "Standardizing values (2 rows) ..."]
        assert "\x1b" not in said.err
        assert "2 rows are 1 customers" in said.out

    @pytest.mark.slow
    def test_a_bar_moves_from_nothing_to_whole_on_a_terminal(self, exports: Path, tmp_path: Path) -> None:
        _, said = on_a_terminal("clean", *files_of(exports), "--out", str(tmp_path / "out"))
        steps = [(int(done), int(total)) for done, total in re.findall(r"(\d+)/(\d+)", said)]

        assert steps
        assert all(done <= total for done, total in steps), steps
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)
        assert "Reading files ..." not in said

    @pytest.mark.slow
    def test_a_process_ends_with_the_code_of_the_command(self, write: Write, tmp_path: Path) -> None:
        def ended(*arguments: str) -> int:
            return subprocess.run(
                [sys.executable, "-m", "pellucid.cli.main", *arguments], capture_output=True, check=False
            ).returncode

        assert ended("clean", write("a.csv", *PEOPLE), "--out", str(tmp_path / "out")) == 0
        assert ended("clean", write("a.csv", *PEOPLE)) == 2
        assert ended("clean", str(tmp_path / "nowhere.csv"), "--out", str(tmp_path / "two")) == 3


def on_a_terminal(*arguments: str) -> tuple[int, str]:
    """Run the command on a terminal of its own; return its exit code and what it drew."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pellucid.cli.main", *arguments],
        stdin=terminal, stdout=terminal, stderr=terminal, env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
    )  # fmt: skip
    os.close(terminal)
    drawn = b""
    while True:
        try:
            piece = os.read(controller, 65_536)
        except OSError:  # the terminal is closed when the last process on it ends
            break
        if not piece:
            break
        drawn += piece
    os.close(controller)
    return process.wait(), drawn.decode("utf-8", "replace")
