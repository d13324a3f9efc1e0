"""A full disk, a folder that may not be written, Ctrl-C: one sentence, and all is as before."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., subprocess.Popen[str]]

SECONDS_MAX = 60.0  # a process that has not ended by then never will

# No file may grow past 8 kB, as on a disk with no more room; the report is larger.
NO_ROOM = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))"
# Root without the right to write where the mode forbids it; nobody else has that right anyhow.
NO_OVERRIDE = """
import ctypes, os, sys
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
if os.getuid() == 0 and "dropped" not in os.environ:
    assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) == 0
    os.environ["dropped"] = "yes"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
"""
# Ctrl-C while the libraries are still being loaded.
STOPPED_EARLY = """
import os, signal, sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "pyarrow":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
"""


def assert_refused(ended: subprocess.CompletedProcess[str], told: str) -> None:
    *stages, last = ended.stderr.splitlines()
    assert ended.returncode == 3, ended.stderr
    assert last.startswith("pellucid "), ended.stderr
    assert told in last
    assert all(stage.endswith(" ...") for stage in stages), ended.stderr
    assert ended.stdout == ""


@pytest.mark.slow
@pytest.mark.parametrize("command", [("clean", "people.csv"), ("sample",), ("audit", "people.csv")], ids=" ".join)
def test_a_disk_without_room_leaves_nothing_half(
    command: tuple[str, ...], run: Run, people: str, tmp_path: Path
) -> None:
    assert_refused(run(*command, "--out", "out", before=NO_ROOM), "out cannot be written: File too large")
    assert os.listdir(tmp_path) == [people]


@pytest.mark.slow
def test_a_disk_without_room_leaves_earlier_results_whole(run: Run, people: str, tmp_path: Path) -> None:
    assert run("clean", people, "--out", "out").returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}

    assert_refused(run("clean", people, "--out", "out", "--force", before=NO_ROOM), "nothing there has changed")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()} == before
    assert sorted(os.listdir(tmp_path)) == ["out", people]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None, reason="a small disk of one's own takes unshare")
def test_a_full_disk_is_called_full(people: str, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    script = (
        "mount -t tmpfs -o size=64k none disk || exit 99; "
        '"$0" -m pellucid.cli.main clean people.csv --out disk/out; code=$?; ls -A disk; exit $code'
    )
    own_disk = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, sys.executable]
    ended = subprocess.run(own_disk, cwd=tmp_path, capture_output=True, text=True, check=False)
    if "unshare failed" in ended.stderr or ended.returncode == 99:
        pytest.skip("this system does not let a user mount a small disk")

    assert_refused(ended, "disk/out cannot be written: No space left on device. Make room")


@pytest.mark.slow
def test_a_folder_that_may_not_be_written_is_refused(run: Run, people: str, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)

    assert_refused(
        run("clean", people, "--out", "locked/out", before=NO_OVERRIDE),
        "locked/out cannot be written: Permission denied",
    )


@pytest.mark.slow
@pytest.mark.parametrize("lines", [1, 2, 6, 11])
def test_ctrl_c_stops_and_leaves_nothing(lines: int, start: Start, people: str, tmp_path: Path) -> None:
    process = start("clean", people, "--out", "out")
    assert process.stderr is not None
    said = [process.stderr.readline() for _ in range(lines)]
    os.killpg(process.pid, signal.SIGINT)
    _, rest = process.communicate(timeout=SECONDS_MAX)

    if process.returncode == 0:  # it was done before the signal came
        assert (tmp_path / "out" / "summary.json").is_file()
        return
    assert process.returncode == 130, rest
    assert [*said, rest][-1].splitlines()[-1] == "pellucid clean: stopped; nothing was written"
    assert "Traceback" not in rest
    assert os.listdir(tmp_path) == [people]


@pytest.mark.slow
def test_ctrl_c_is_heard_while_the_command_is_still_starting(run: Run, people: str) -> None:
    ended = run("clean", people, "--out", "out", before=STOPPED_EARLY)

    assert ended.returncode == 130
    assert ended.stderr == "pellucid clean: stopped; nothing was written\n"


@pytest.mark.slow
def test_ctrl_c_stops_the_workers_too(start: Start, tmp_path: Path) -> None:
    lines = ("name,email", *(f"Anna {'abcdefghij'[row % 10]}{row},a{row}@berg.example" for row in range(60_000)))
    (tmp_path / "many.csv").write_text("\n".join(lines) + "\n")
    process = start("clean", "many.csv", "--out", "out")
    assert process.stderr is not None
    while "Standardizing" not in process.stderr.readline():
        pass
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=2.0)  # until the workers are at work
    os.killpg(process.pid, signal.SIGINT)
    _, rest = process.communicate(timeout=SECONDS_MAX)

    assert process.returncode == 130
    assert rest == "pellucid clean: stopped; nothing was written\n"


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_fault(people: str) -> None:
    command = f'yes a@b.example | head -20000 | "{sys.executable}" -m pellucid.cli.main standardize email | head -1'
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)

    assert ended.stdout.count("\n") == 1
    assert ended.stderr == ""
