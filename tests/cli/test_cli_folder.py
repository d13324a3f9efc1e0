"""A folder that appears whole or not at all."""

import os
from pathlib import Path

import pytest

from pellucid.cli.folder import refuse_existing, whole_folder, write_whole
from pellucid.cli.refusal import Refused

OWN = {"result"}


def put(folder: Path, text: str, *, force: bool = False) -> None:
    with whole_folder(folder, force=force, own=OWN) as aside:
        (aside / "result").write_text(text)


def held(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_written_stands_in_its_place(tmp_path: Path) -> None:
    put(tmp_path / "out", "new")

    assert (tmp_path / "out" / "result").read_text() == "new"
    assert held(tmp_path) == ["out"]


def test_nothing_is_seen_until_all_is_written(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "out", force=False, own=OWN) as aside:
        (aside / "result").write_text("half")
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit])
def test_after_a_fault_all_is_as_before(fault: type[BaseException], tmp_path: Path) -> None:
    put(tmp_path / "out", "old")

    def fail() -> None:
        with whole_folder(tmp_path / "out", force=True, own=OWN) as aside:
            (aside / "result").write_text("half")
            raise fault

    with pytest.raises(fault):
        fail()
    assert (tmp_path / "out" / "result").read_text() == "old"
    assert held(tmp_path) == ["out"]


def test_force_replaces_the_results_of_an_earlier_run(tmp_path: Path) -> None:
    put(tmp_path / "out", "old")
    put(tmp_path / "out", "new", force=True)

    assert (tmp_path / "out" / "result").read_text() == "new"
    assert held(tmp_path) == ["out"]


@pytest.mark.parametrize("force", [False, True])
def test_what_somebody_else_put_there_is_never_replaced(force: bool, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")

    with pytest.raises(Refused, match=r"exists|thesis\.txt"):
        refuse_existing(tmp_path / "out", force=force, own=OWN)
    with pytest.raises(Refused):
        put(tmp_path / "out", "new", force=force)
    assert held(tmp_path / "out") == ["thesis.txt"]


def test_results_that_appeared_meanwhile_are_not_replaced_unasked(tmp_path: Path) -> None:
    def overtaken() -> None:
        with whole_folder(tmp_path / "out", force=False, own=OWN):
            (tmp_path / "out").mkdir()
            (tmp_path / "out" / "result").write_text("the other run's")

    with pytest.raises(Refused, match="not empty"):
        overtaken()

    assert (tmp_path / "out" / "result").read_text() == "the other run's"
    assert held(tmp_path) == ["out"]


def test_behind_a_link_the_folder_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    put(tmp_path / "out", "old")
    put(tmp_path / "out", "new", force=True)

    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "disk" / "result").read_text() == "new"
    assert held(tmp_path) == ["disk", "out"]


def test_the_folder_one_stands_in_can_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    put(Path("."), "new")

    assert (tmp_path / "here" / "result").read_text() == "new"


def test_what_a_killed_run_had_begun_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".out.4194305.new").mkdir()
    (tmp_path / ".out.4194305.new" / "result").write_text("half")
    put(tmp_path / "out", "new")

    assert held(tmp_path) == ["out"]


def test_what_a_killed_run_was_replacing_is_put_back(tmp_path: Path) -> None:
    (tmp_path / ".out.4194305.old").mkdir()
    (tmp_path / ".out.4194305.old" / "result").write_text("old")

    with pytest.raises(Refused, match="exists"):
        put(tmp_path / "out", "new")
    assert (tmp_path / "out" / "result").read_text() == "old"


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "out", force=False, own=OWN) as aside:
        (aside / "result").write_text("first")
        other = tmp_path / ".out.1.new"
        aside.rename(other)  # as if another process were writing it
        put(tmp_path / "out", "second")
        assert (other / "result").read_text() == "first"
        other.rename(aside)
        (tmp_path / "out" / "result").unlink()


def test_a_name_with_signs_for_searching_clears_away_only_its_own(tmp_path: Path) -> None:
    (tmp_path / ".outx.4194305.new").mkdir()
    put(tmp_path / "out[x]*", "new")

    assert held(tmp_path) == [".outx.4194305.new", "out[x]*"]


def test_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")

    with pytest.raises(Refused, match="is a file"):
        put(tmp_path / "out", "new", force=True)
    with pytest.raises(Refused, match="cannot be written"):
        put(tmp_path / "out" / "below", "new")


def test_a_file_written_whole_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "report.html", "new")

    assert (tmp_path / "report.html").read_text() == "new"
    assert os.listdir(tmp_path) == ["report.html"]


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No such file or directory"):
        write_whole(tmp_path / "nowhere" / "report.html", "new")
