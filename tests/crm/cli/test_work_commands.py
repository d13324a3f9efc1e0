"""Working in a base from the command line: in, looked at, decided, taken back, out."""

import csv
import json
from pathlib import Path
from uuid import uuid4

import pytest

from pellucid.cli import base as base_commands
from pellucid.cli.main import COMMANDS, main
from pellucid.crm.accounts.roles import Role
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Import, Source, SourceRecord

SHOP = """id;name;email;phone;city
1;Anna Holm;anna@holm.example;+45 32 10 44 44;Odense
2;A. Holm;anna@holm.example;+45 32 10 44 44;Odense
3;Otto Lund;otto@lund.example;;Ribe
"""


@pytest.fixture(autouse=True)
def base(db: None, tmp_path: Path, settings, monkeypatch) -> Path:
    """A base of its own folder on the database of the tests."""
    settings.BASE = tmp_path / "base"
    monkeypatch.setenv("PELLUCID_BASE", str(settings.BASE))
    assert main(["init"]) == 0
    return settings.BASE


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.csv"
    path.write_text(SHOP, encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    """Run a command; return what it printed, or what it refused with."""
    capsys.readouterr()
    assert main([str(word) for word in words]) == code
    printed = capsys.readouterr()
    return printed.err if code else printed.out


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    return json.loads(said(capsys, *words, "--json"))


def test_files_are_imported_and_the_import_is_undone(capsys, shop: Path) -> None:
    done = told(capsys, "import", shop)
    assert (done["rows"], done["records_new"]) == (3, 3)
    assert Party.objects.exists()
    told(capsys, "undo", done["change"])
    assert not Party.objects.exists()


def test_a_dry_run_tells_the_same_and_changes_nothing(capsys, shop: Path) -> None:
    dry = told(capsys, "import", shop, "--dry-run")
    assert not SourceRecord.objects.exists()
    wet = told(capsys, "import", shop)
    assert {name: wet[name] for name in wet if name not in ("import", "change")} == {
        name: dry[name] for name in dry if name not in ("import", "change")
    }


def test_the_story_is_told_in_words(capsys, shop: Path) -> None:
    shown = said(capsys, "import", shop, "--source", "Web shop")
    assert "3 rows came" in shown
    assert f"pellucid undo {Change.objects.get(kind=Kind.IMPORT).uuid}" in shown
    assert Source.objects.get().name == "Web shop"


def test_what_became_of_every_row_is_written(capsys, shop: Path, tmp_path: Path) -> None:
    said(capsys, "import", shop, "--result", tmp_path / "result.csv")
    with (tmp_path / "result.csv").open(encoding="utf-8") as result:
        assert len(list(csv.DictReader(result))) == 3


def test_rows_set_aside_are_in_the_result_with_the_reason(capsys, tmp_path: Path) -> None:
    (tmp_path / "shop.csv").write_text(SHOP + '4;"Ida Lind;ida@lind.example;;Ribe\n', encoding="utf-8")
    said(capsys, "import", tmp_path / "shop.csv", "--result", tmp_path / "result.csv")
    with (tmp_path / "result.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["outcome"] for row in rows] == ["new", "new", "new", "quarantined"]
    assert [bool(row["reason"]) for row in rows] == [False, False, False, True]


def test_a_result_that_cannot_be_written_says_that_the_import_is_done(capsys, shop: Path, tmp_path: Path) -> None:
    assert "The import is done" in said(capsys, "import", shop, "--result", tmp_path / "no" / "result.csv", code=3)


def test_a_column_is_taken_for_what_one_says(capsys, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a;b\nAnna;Holm\n", encoding="utf-8")
    said(capsys, "import", path, "--map", "given_name=a", "--map", "family_name=b")
    assert Party.objects.get().name == "Anna Holm"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02"])
def test_a_file_that_is_no_table_is_refused_with_the_reason(content: bytes, capsys, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    assert "odd.csv" in said(capsys, "import", path, code=3) or content
    assert not Import.objects.exists()


def test_a_file_that_is_not_there_is_refused(capsys, tmp_path: Path) -> None:
    assert "cannot be read" in said(capsys, "import", tmp_path / "none.csv", code=3)


@pytest.mark.slow
def test_customers_are_found_and_shown(capsys, shop: Path) -> None:
    said(capsys, "import", shop)
    (otto,) = json.loads(said(capsys, "customers", "lund", "--json"))
    assert otto["name"] == "Otto Lund"
    assert "otto@lund.example" in said(capsys, "customers", "otto")
    shown = told(capsys, "show", otto["id"])
    assert shown["values"]["city"] == "Ribe"
    assert shown["records"][0]["raw"]["full_name"] == "Otto Lund"
    assert "Ribe" in said(capsys, "show", shown["records"][0]["id"])
    assert "Nobody" in said(capsys, "customers", "nobody at all")


def test_a_customer_is_shown_with_whom_they_live(capsys, tmp_path: Path) -> None:
    family = tmp_path / "family.csv"
    family.write_text(
        "id;name;address\n1;Otto Lund;Torvet 1, 6760 Ribe\n2;Mia Lund;Torvet 1, 6760 Ribe\n", encoding="utf-8"
    )
    said(capsys, "import", family)
    (otto,) = json.loads(said(capsys, "customers", "otto lund", "--json"))[:1]
    (mia,) = told(capsys, "show", otto["id"])["household"]
    assert (mia["name"], mia["reason"]) == ("Mia Lund", "family")
    assert "lives with" in said(capsys, "show", otto["id"])


@pytest.mark.slow
def test_customers_are_merged_and_split(capsys, shop: Path) -> None:
    said(capsys, "import", shop)
    ids = [each["id"] for each in json.loads(said(capsys, "customers", "--json"))]
    said(capsys, "merge", *ids, "--reason", "a test")
    assert Party.objects.count() == 1
    record = SourceRecord.objects.latest("pk").uuid
    said(capsys, "split", ids[0], record)
    assert Party.objects.count() == 2


@pytest.mark.slow
def test_an_undo_that_clashes_says_whose_wish_to_keep(capsys, shop: Path) -> None:
    imported = told(capsys, "import", shop)["change"]
    ids = [each["id"] for each in json.loads(said(capsys, "customers", "--json"))]
    merged = told(capsys, "merge", *ids)["uuid"]
    refusal = said(capsys, "undo", imported, code=3)
    assert "--keep theirs" in refusal
    assert merged in refusal
    assert told(capsys, "undo", imported, "--dry-run")["clashes"][0]["change"] == merged
    said(capsys, "undo", imported, "--keep", "mine")
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    "words",
    [("show", "x"), ("show", uuid4()), ("undo", "x"), ("undo", uuid4()), ("split", uuid4(), "x"), ("merge", "x")],
)
def test_what_is_not_there_is_refused_with_what_to_do(words: tuple[object, ...], capsys) -> None:
    assert "pellucid" in said(capsys, *words, code=3)


def test_who_may_not_merge_does_not(capsys, shop: Path, user) -> None:
    said(capsys, "import", shop)
    ids = [each["id"] for each in json.loads(said(capsys, "customers", "--json"))]
    sales = user(Role.SALES)
    assert "role" in said(capsys, "merge", *ids, "--as", sales.email, code=3)


@pytest.mark.slow
def test_a_base_is_checked_and_made_anew(capsys, shop: Path) -> None:
    said(capsys, "import", shop)
    assert "as it follows" in said(capsys, "rebuild", "--check")
    Party.objects.update(name="Somebody")
    assert "parties_party" in said(capsys, "rebuild", "--check", code=3)
    said(capsys, "rebuild")
    assert "as it follows" in said(capsys, "rebuild", "--check")


def test_a_customer_is_erased_once_somebody_says_for_good(capsys, shop: Path) -> None:
    said(capsys, "import", shop)
    otto = Party.objects.get(name="Otto Lund").customer.uuid
    assert "--for-good" in said(capsys, "erase", otto, code=3)
    assert Party.objects.filter(name="Otto Lund").exists()
    erased = told(capsys, "erase", otto, "--for-good")
    assert not Party.objects.filter(name="Otto Lund").exists()
    assert said(capsys, "undo", erased["uuid"], code=3)


def test_every_command_in_a_base_can_be_called() -> None:
    shared = {"acting", "demo_visit", "door", "finding", "supervise"}
    modules = {path.stem for path in Path(base_commands.__path__[0]).glob("*.py")} - {"__init__"} - shared
    assert modules == {command.module.rpartition(".")[2] for command in COMMANDS if command.in_base}


@pytest.fixture
def set_aside(capsys, tmp_path: Path) -> Path:
    """Import a file with a row that cannot be read; return that row, written out."""
    (tmp_path / "shop.csv").write_text(SHOP + '4;"Ida Lind;ida@lind.example;;Ribe\n', encoding="utf-8")
    assert told(capsys, "import", tmp_path / "shop.csv")["quarantined"] == 1
    said(capsys, "quarantine", "--out", tmp_path / "rows.csv")
    return tmp_path / "rows.csv"


def mend(path: Path, **texts: str) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(row))
        writer.writeheader()
        writer.writerow(row | texts)


@pytest.mark.slow
def test_a_mended_row_is_sent_on_once_and_waits_again_when_that_is_undone(capsys, set_aside: Path) -> None:
    assert len(told(capsys, "quarantine")) == 1
    mend(set_aside, full_name="Ida Lind", email="ida@lind.example", city="Ribe")
    sent = told(capsys, "quarantine", "--send", set_aside)
    assert (len(sent["sent"]), sent["waiting"]) == (1, 0)
    assert Party.objects.filter(name="Ida Lind", email="ida@lind.example").exists()
    assert "no such row waits" in said(capsys, "quarantine", "--send", set_aside, code=3)
    said(capsys, "undo", sent["sent"][0])
    assert len(told(capsys, "quarantine")) == 1


def test_a_row_that_was_not_mended_waits_on(capsys, set_aside: Path) -> None:
    sent = told(capsys, "quarantine", "--send", set_aside)
    assert (sent["sent"], sent["waiting"]) == ([], 1)


def test_what_is_no_list_of_such_rows_is_refused(capsys, shop: Path, set_aside: Path) -> None:
    assert "--out" in said(capsys, "quarantine", "--send", shop, code=3)
    assert "cannot be written" in said(capsys, "quarantine", "--out", set_aside, code=3)


def test_who_may_not_import_sees_no_row(capsys, set_aside: Path, user) -> None:
    user(Role.READ_ONLY, email="rita@example.com")
    said(capsys, "quarantine", "--as", "rita@example.com", code=3)


def test_learning_is_a_change_of_its_own(capsys, shop: Path) -> None:
    said(capsys, "import", shop)
    change = told(capsys, "learn")
    assert (change["kind"], change["counts"]["records"]) == ("model", 3)


def test_learning_is_tried_before_it_counts(capsys, shop: Path) -> None:
    said(capsys, "import", shop)
    changes = Change.objects.count()
    dry = told(capsys, "learn", "--dry-run")
    assert dry["customers_before"] == Party.objects.count()
    assert "merges would be gained" in said(capsys, "learn", "--dry-run")
    assert Change.objects.count() == changes


def test_customers_go_out_as_a_list(capsys, shop: Path, tmp_path: Path) -> None:
    said(capsys, "import", shop)
    said(capsys, "export", "--customers", tmp_path / "customers.csv")
    with (tmp_path / "customers.csv").open(encoding="utf-8") as content:
        rows = list(csv.DictReader(content))
    assert {row["full_name"] for row in rows} == set(Party.objects.values_list("name", flat=True))
    assert {row["customer_id"].replace("-", "") for row in rows} == {
        uuid.hex for uuid in Party.objects.values_list("customer__uuid", flat=True)
    }


def test_everything_goes_out_and_a_base_that_is_not_empty_takes_nothing_in(capsys, shop: Path, tmp_path: Path) -> None:
    said(capsys, "import", shop)
    assert "Written" in said(capsys, "export", tmp_path / "archive")
    assert "there already" in said(capsys, "export", tmp_path / "archive", code=3)
    assert "not empty" in said(capsys, "restore", tmp_path / "archive", code=3)


def test_a_user_gets_another_password(capsys, user, tmp_path: Path) -> None:
    anna = user(email="anna@example.com")
    (tmp_path / "password").write_text("quite another one")
    said(capsys, "user", "password", "--email", "Anna@example.com", "--password-file", tmp_path / "password")
    anna.refresh_from_db()
    assert anna.check_password("quite another one")
    assert "no user" in said(capsys, "user", "password", "--email", "otto@example.com", "--generate", code=3)
