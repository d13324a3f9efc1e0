"""kill -9 at any moment: results are whole or absent, earlier ones are whole, and the next run is not in the way."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Start = Callable[..., subprocess.Popen[str]]
Run = Callable[..., subprocess.CompletedProcess[str]]
RESULTS = {
    *("customers.csv", "records.csv", "pairs.csv", "issues.csv", "derived.csv"),
    *("report.html", "summary.json", "why"),
}
STAGES = 11  # lines that a run of people alone prints
KILLS = 10

# Writes one folder over and over, every file of it saying which time it is, large enough to be caught half-way.
REPLACE_FOR_EVER = """
import itertools, sys
from pathlib import Path
from pellucid.cli import folder
folder._RENAME_EXCHANGE = int(sys.argv[1])
print("begins", flush=True)
for times in itertools.count():
    with folder.whole_folder(Path("out"), force=True, own={"a", "b"}) as aside:
        for name in ("a", "b"):
            (aside / name).write_text(f"{times} " * 10_000)
"""
SWAPS, CANNOT_SWAP = "2", "512"  # the second is no flag of renameat2: refused, as by a file system that cannot swap


def killed_after(process: subprocess.Popen[str], lines: int, seconds: float) -> None:
    """Kill the process so many seconds after it has said so many lines."""
    assert process.stderr is not None
    for _ in range(lines):
        process.stderr.readline()
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()


def assert_whole(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == RESULTS
    assert json.loads((out / "summary.json").read_text())["rows"] == 4
    assert len((out / "records.csv").read_text().splitlines()) == 5


@pytest.mark.slow
def test_results_are_whole_or_absent_when_killed(start: Start, run: Run, people: str, tmp_path: Path) -> None:
    chance, out = random.Random(20), tmp_path / "out"
    for kill in range(KILLS // 2):
        lines = STAGES if kill % 2 else chance.randint(1, STAGES)
        killed_after(start("clean", people, "--out", "out"), lines, chance.uniform(0.0, 0.03))
        if out.exists():
            assert_whole(out)
            out.rename(tmp_path / f"whole {kill}")

    assert run("clean", people, "--out", "out").returncode == 0
    assert_whole(out)
    assert not list(tmp_path.glob(".out*"))


@pytest.mark.slow
def test_earlier_results_stay_whole_when_their_replacement_is_killed(
    start: Start, run: Run, people: str, tmp_path: Path
) -> None:
    chance, out = random.Random(21), tmp_path / "out"
    assert run("clean", people, "--out", "out").returncode == 0
    for kill in range(KILLS):
        lines = STAGES if kill % 2 else chance.randint(1, STAGES)
        killed_after(start("clean", people, "--out", "out", "--force"), lines, chance.uniform(0.0, 0.03))
        assert_whole(out)

    assert run("clean", people, "--out", "out", "--force").returncode == 0
    assert not list(tmp_path.glob(".out*"))


def replace_until_killed(folder: Path, flag: str, seconds: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", REPLACE_FOR_EVER, flag], cwd=folder, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    process.wait()
    process.stdout.close()


def times_written(out: Path) -> set[str]:
    return {time for name in ("a", "b") for time in (out / name).read_text().split()}


@pytest.mark.slow
@pytest.mark.parametrize("kill", range(20))
def test_a_folder_is_swapped_in_one_step(kill: int, tmp_path: Path) -> None:
    replace_until_killed(tmp_path, SWAPS, 0.02 + random.Random(kill).uniform(0.0, 0.02))

    assert len(times_written(tmp_path / "out")) == 1
    assert len((tmp_path / "out" / "b").read_text().split()) == 10_000


@pytest.mark.slow
@pytest.mark.parametrize("kill", range(20))
def test_where_folders_cannot_be_swapped_nothing_is_lost(kill: int, tmp_path: Path) -> None:
    replace_until_killed(tmp_path, CANNOT_SWAP, 0.02 + random.Random(kill).uniform(0.0, 0.02))

    whole = [tmp_path / "out"] if (tmp_path / "out").exists() else list(tmp_path.glob(".out.*.old"))
    assert len(whole) == 1
    assert len(times_written(whole[0])) == 1


@pytest.mark.slow
def test_workers_end_with_the_process_they_work_for(start: Start, tmp_path: Path) -> None:
    lines = ("name,email", *(f"Anna {'abcdefghij'[row % 10]}{row},a{row}@berg.example" for row in range(60_000)))
    (tmp_path / "many.csv").write_text("\n".join(lines) + "\n")
    process = start("clean", "many.csv", "--out", "out")
    workers = wait_for(lambda: children(process.pid))
    killed_after(process, 0, 0.5)

    assert workers
    assert wait_for(lambda: not any(map(is_alive, workers)), seconds_max=20.0)


def children(pid: int) -> list[int]:
    """Return the worker processes of a process."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "resource_tracker" not in line]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_for(question: Callable[[], object], seconds_max: float = 60.0) -> object:
    """Ask until the answer is true, and return it; the last answer when time is up."""
    end = time.monotonic() + seconds_max
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer
