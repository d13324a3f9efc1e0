"""The manual is true: what the code has it documents, and what it shows is what comes out."""

import argparse
import ast
import importlib
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs.generate.matching import MEANINGS
from docs.generate.pages import all_pages, stale_pages
from docs.generate.rules import KINDS, checking_rules, page_of_kind, standardizing_rules
from docs.generate.rules import PAGES as RULE_PAGES

from pellucid.cli import refusal
from pellucid.cli.main import COMMANDS, EPILOG, main
from pellucid.cli.standardize import standardized
from pellucid.golden.audit.consistency import CROSS_FIELD_RULES
from pellucid.golden.model.catalog import CATALOG, FIELDS
from pellucid.golden.model.field import OTHER
from pellucid.golden.model.value import Hints
from pellucid.golden.results import FOR_MATCHING, UNREADABLE
from pellucid.golden.validate.rules import RULES
from pellucid.golden.validate.table import CHECKS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCES = ROOT / "src" / "pellucid"
PAGES = {path: path.read_text(encoding="utf-8") for path in sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])}
ARCHITECTURE = PAGES[ROOT / "ARCHITECTURE.md"]
ANCHORS = {anchor for text in PAGES.values() for anchor in re.findall(r'<a id="([^"]+)">', text)}


def page(name: str) -> str:
    return PAGES[DOCS / name]


def section(name: str, heading: str) -> str:
    """Return what stands under a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", page(name), re.MULTILINE | re.DOTALL)
    assert found, f"docs/{name} has no section {heading}"
    return found[1]


def entries(text: str) -> set[str]:
    """Return the code in the first cells of the tables in a text: what they document."""
    cells = re.findall(r"^\| (.*?) \|", text, re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(all_pages()), ids=lambda path: path.name)
def test_a_generated_page_is_current(path: Path) -> None:
    assert path.is_file(), "run ./dev docs"
    assert path.read_text(encoding="utf-8") == all_pages()[path], "run ./dev docs"


def test_no_generated_page_is_left_over() -> None:
    assert stale_pages() == []


def strings_that_may_be_rules() -> Iterator[tuple[str, Path]]:
    """Yield every text in the sources that begins like the rules of a value kind, as all rules do."""
    like = re.compile(rf"(?:{'|'.join(RULE_PAGES)})_[a-z0-9_]*[a-z0-9]")
    known = FIELDS.keys() | MEANINGS.keys() | {spec.kind for spec in CATALOG} | entries(page("reference/results.md"))
    known |= FOR_MATCHING
    for path in sorted((SOURCES / "golden").rglob("*.py")):  # what judges values is there
        tree = ast.parse(path.read_text(encoding="utf-8"))
        exported = {
            name.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            for name in ast.walk(node.value)
            if isinstance(name, ast.Constant)
        }
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if like.fullmatch(text) and text not in known | exported:
                yield text, path


@pytest.mark.slow
def test_every_rule_named_anywhere_has_its_place_in_the_manual() -> None:
    undocumented = {rule: str(path) for rule, path in strings_that_may_be_rules() if rule not in ANCHORS}
    assert undocumented == {}


def test_every_registered_rule_has_its_place_in_the_manual() -> None:
    rules = {rule.name for kind in RULE_PAGES for rule in (*standardizing_rules(kind), *checking_rules(kind))}
    rules |= {rule for rule, _ in CROSS_FIELD_RULES} | {UNREADABLE}
    assert rules - ANCHORS == set()


def test_the_tuple_of_all_validation_rules_has_every_kind_in_it() -> None:
    assert {rule.name for rule in RULES} == {rule.name for kind in RULE_PAGES for rule in checking_rules(kind)}


def test_no_two_rules_share_a_name() -> None:
    names = [rule.name for kind in RULE_PAGES for rule in (*standardizing_rules(kind), *checking_rules(kind))]
    assert sorted(names) == sorted(set(names))


def test_every_value_kind_has_a_page_of_rules() -> None:
    assert {page_of_kind(kind) for kind in CHECKS} == set(KINDS)
    assert {page_of_kind(spec.kind) for spec in CATALOG} <= set(KINDS)


def parser_of(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    module = next(command.module for command in COMMANDS if command.name == name)
    importlib.import_module(module).add_arguments(parser)
    return parser


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_a_command_and_its_arguments_are_documented(name: str) -> None:
    documented = section("reference/commands.md", f"pellucid {name}")
    for action in parser_of(name)._actions:
        wanted = action.option_strings[-1:] or [str(action.metavar)]
        assert wanted == ["--help"] or f"`{wanted[0]}" in documented, wanted


def test_exactly_the_exit_codes_are_documented() -> None:
    told = re.findall(r"^\| (\d+) \| (.*) \|$", section("reference/commands.md", "Exit codes"), re.MULTILINE)
    assert told == re.findall(r"^ +(\d+) +(.*)$", EPILOG, re.MULTILINE)
    used = {str(value) for name, value in vars(refusal).items() if name.startswith("EXIT_")}
    assert used <= {code for code, _ in told}


def keys_of(document: object) -> set[str]:
    """Return the keys of a document and of the objects in its lists."""
    if isinstance(document, list):
        return set().union(*map(keys_of, document))
    return set(document) if isinstance(document, dict) else set()


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    capsys.readouterr()
    assert main(words) == 0
    document: dict[str, object] = json.loads(capsys.readouterr().out)
    return document


@pytest.mark.slow
def test_what_explain_prints_as_json_is_documented(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = printed(capsys, "explain", str(results), "a.csv:1", "a.csv:2", "--json")
    documented = section("reference/commands.md", "pellucid explain")
    assert {key for key in document.keys() | keys_of(document["reasons"]) if f"`{key}`" not in documented} == set()


@pytest.mark.slow
def test_what_audit_prints_as_json_is_documented(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, report = results.parent / "a.csv", results.parent / "audit.html"
    document = printed(capsys, "audit", str(file), "--out", str(report), "--json")
    documented = section("reference/commands.md", "pellucid audit")
    assert {key for key in document if f"`{key}`" not in documented} == set()


def test_what_standardize_prints_is_documented() -> None:
    document = standardized("phone", "+1 200 555 2368", Hints())
    documented = section("reference/commands.md", "pellucid standardize")
    assert document["issues"]
    assert {key for key in document.keys() | keys_of(document["issues"]) if f"`{key}`" not in documented} == set()


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the results of a small cleaning in which every kind of column occurs."""
    folder = tmp_path_factory.mktemp("results")
    (folder / "a.csv").write_text(
        "Name;E-Mail;Telefon;Fax;Straße;PLZ;Ort;Geburtsdatum;Firma;Mitgliedschaft\n"
        "Anna Berg;anna.berg@example.com;030 901820;;Hauptstr. 1;10115;Berlin;01.05.1990;Ulmen GmbH;gold\n"
        '"Berg, Anna";Anna.Berg@EXAMPLE.COM;+49 30 901820;030 901821;;;;31.05.1990;;\n'
        "Jón Þórsson;n/a;551 2345;;;;;;;silber\n"
        "cut;off\n",
        encoding="utf-8",
    )
    assert main(["clean", str(folder / "a.csv"), "--out", str(folder / "out"), "--json"]) == 0
    return folder / "out"


@pytest.mark.slow
def test_every_file_of_the_results_is_documented(results: Path) -> None:
    headings = re.findall(r"^## (.*?)/?$", page("reference/results.md"), re.MULTILINE)
    assert sorted(headings) == sorted(path.name for path in results.iterdir())
    assert all(path.name in section("reference/results.md", "why/") for path in (results / "why").iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("file", ["customers.csv", "records.csv", "pairs.csv", "issues.csv", "derived.csv"])
def test_every_column_of_the_results_is_documented(results: Path, file: str) -> None:
    header = (results / file).read_text(encoding="utf-8").partition("\n")[0].replace('"', "").split(",")
    documented = entries(section("reference/results.md", file))
    if file == "records.csv":
        documented |= entries(section("reference/results.md", "customers.csv"))
    fields = FIELDS if file in ("customers.csv", "records.csv") else {}
    undocumented = [
        column
        for column in header
        if column.partition(".")[0] not in documented | fields.keys() and not column.startswith(OTHER)
    ]
    assert undocumented == []


@pytest.mark.slow
def test_every_key_of_the_summary_is_documented(results: Path) -> None:
    summary = json.loads((results / "summary.json").read_text(encoding="utf-8"))
    documented = section("reference/results.md", "summary.json")
    assert summary.keys() == entries(documented)
    inner = {*summary["pairs"], *summary["issues"], *summary["estimated_precision"], *summary["files"][0], "overall"}
    assert {key for key in inner if f"`{key}`" not in documented} == set()


@pytest.mark.slow
def test_everything_that_is_detected_is_documented(results: Path) -> None:
    summary = json.loads((results / "summary.json").read_text(encoding="utf-8"))
    documented = section("reference/file-formats.md", "What is detected")
    detected = {re.sub(r" of .*", " of ...", name) for name in summary["files"][0]["detected"]}
    assert {name for name in detected if f"`{name}`" not in documented} == set()


def contract(container: str) -> list[str]:
    """Return the layers of the import contract of a container, low to high."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (entry["layers"] for entry in contracts if entry.get("containers") == [container])
    return [name.strip() for layer in reversed(layers) for name in layer.split("|")]


@pytest.mark.parametrize(("container", "indent"), [("pellucid", 2), ("pellucid.golden", 4), ("pellucid.crm", 4)])
def test_the_map_lists_the_folders_in_the_order_of_the_import_contract(container: str, indent: int) -> None:
    tree = ARCHITECTURE.partition("src/pellucid/\n")[2].partition("```")[0]
    if container != "pellucid":
        tree = re.split(r"^  (?=[a-z])", tree.partition(f"  {container.split('.')[1]}/ ")[2], flags=re.MULTILINE)[0]
    listed = re.findall(rf"^ {{{indent}}}([a-z_]+)(?:/|\.py) ", tree, re.MULTILINE)
    assert listed == contract(container)


@pytest.mark.parametrize("name", re.findall(r"`((?:[a-z_]+\.){2}[a-z_]+)`", ARCHITECTURE))
def test_a_function_on_the_map_is_there(name: str) -> None:
    module, _, function = name.rpartition(".")
    half = "crm" if name.partition(".")[0] in contract("pellucid.crm") else "golden"
    assert callable(getattr(importlib.import_module(f"pellucid.{half}.{module}"), function, None))


def test_the_manual_names_exactly_the_tasks_of_dev() -> None:
    tasks = set(re.findall(r"^([a-z]+)\)", (ROOT / "dev").read_text(encoding="utf-8"), re.MULTILINE))
    named = {task for text in PAGES.values() for task in re.findall(r"\./dev ([a-z]+)", text)}
    assert named == tasks


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#][^)]*)\)", PAGES[path]):
        file, _, anchor = target.partition("#")
        assert "://" in target or (path.parent / file).exists(), target
        assert not anchor or anchor in ANCHORS, target


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(DOCS.rglob("*.md")) if path.parent.name != "decisions"],
    ids=lambda path: str(path.relative_to(DOCS)),
)
def test_every_page_can_be_reached_from_the_index(path: Path) -> None:
    reached, waiting = set(), [DOCS / "README.md"]
    while waiting:
        at = waiting.pop()
        if at not in reached and at in PAGES:
            reached.add(at)
            links = re.findall(r"\]\(([^)#:]+\.md)", PAGES[at])
            waiting += [(at.parent / link).resolve() for link in links]
    assert path in reached


def test_the_picture_is_there_and_small() -> None:
    picture = DOCS / "pictures" / "report.png"
    assert "docs/pictures/report.png" in PAGES[ROOT / "README.md"]
    assert picture.stat().st_size < 300_000
