"""Own rules on the command line: applied, shown, and refused with their line."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from pellucid.cli.main import main

Write = Callable[..., str]
RULES = (
    "- name: key_is_unique",
    "  field: source_key",
    "  require: {unique: true}",
    "  severity: block",
    "  message: Another record has this key.",
)


@pytest.fixture
def customers(write: Write) -> str:
    return write(
        "shop.csv",
        "Customer ID,First name,Last name,Email",
        "7,Anna,Berg,anna@berg-stahl.example.org",
        "7,Bo,Lind,bo@lind.example.org",
        "8,Cy,Nau,cy@nau.example.org",
    )


@pytest.mark.slow
def test_clean_lists_what_own_rules_found(customers: str, write: Write, tmp_path: Path) -> None:
    rules = write("rules.yaml", *RULES)
    assert main(["clean", customers, "--rules", rules, "--out", str(tmp_path / "out"), "--json"]) == 0
    with (tmp_path / "out" / "issues.csv").open(encoding="utf-8", newline="") as stream:
        own = [issue for issue in csv.DictReader(stream) if issue["rule"].startswith("user:")]
    assert [(issue["row"], issue["field"], issue["rule"], issue["severity"], issue["found"]) for issue in own] == [
        ("1", "source_key", "user:key_is_unique", "error", "7"),
        ("2", "source_key", "user:key_is_unique", "error", "7"),
    ]


def test_audit_counts_what_own_rules_found(
    customers: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = write("rules.yaml", *RULES)
    report = tmp_path / "audit.html"
    assert main(["audit", customers, "--rules", rules, "--out", str(report), "--json"]) == 0
    assert '"user:key_is_unique": 2' in capsys.readouterr().out
    assert "user:key_is_unique" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["clean", "audit"])
def test_a_rule_that_cannot_be_read_is_refused_with_its_line(
    command: str, customers: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = write("rules.yaml", *RULES[:2], "  require: {uniqe: true}", *RULES[3:])
    assert main([command, customers, "--rules", rules, "--out", str(tmp_path / "out")]) == 3
    told = " ".join(capsys.readouterr().err.split())
    assert "rules.yaml, line 3, column 13: rule key_is_unique: There is no uniqe in a condition" in told
    assert not (tmp_path / "out").exists()


def test_a_file_of_rules_that_is_not_there_or_no_text_is_refused(
    customers: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"- name: \xe4")
    for name, reason in (("none.yaml", "No such file"), ("latin.yaml", "not UTF-8"), (".", "directory")):
        words = ["audit", customers, "--rules", str(tmp_path / name), "--out", str(tmp_path / "a.html")]
        assert main(words) == 3
        assert reason in " ".join(capsys.readouterr().err.split())


@pytest.mark.slow
def test_a_header_with_dots_is_a_column_like_any_other(write: Write, tmp_path: Path) -> None:
    """Also as the field of a rule; dots part field and slot in the names of other columns."""
    customers = write(
        "a.csv", "Name,Email,Spon.sor", "Anna Berg,anna@berg.example.org,7", "Bo Lind,bo@lind.example.org,"
    )
    rules = write(
        "r.yaml", '- {name: s, field: "other:Spon.sor", severity: block, message: m, require: {present: yes}}'
    )
    out = tmp_path / "out"
    assert main(["clean", customers, "--rules", rules, "--out", str(out), "--json"]) == 0
    assert "other:Spon.sor" in (out / "customers.csv").read_text(encoding="utf-8")
    assert '"a.csv",2,"other:Spon.sor","user:s","error"' in (out / "issues.csv").read_text(encoding="utf-8")
