"""Commands that make and serve a base, as processes of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

Start = Callable[..., "subprocess.Popen[str]"]
SQLITE_ONLY = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="about the folder, not the database")

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Start]:
    """Start ``pellucid`` for a base of this test."""
    known = {
        name: value for name, value in os.environ.items() if name not in ("PELLUCID_BASE", "DJANGO_SETTINGS_MODULE")
    }
    if "DATABASE_URL" in known:
        known["DATABASE_URL"] = request.getfixturevalue("own_database")
    processes = []

    def start_process(*words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "pellucid.cli.main", *words, "--base", str(tmp_path / "base")]
        processes.append(
            subprocess.Popen(command, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        )
        return processes[-1]

    yield start_process
    for process in processes:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str], code: int = 0) -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    return err if code else out


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def children_of(process: subprocess.Popen[str]) -> dict[str, int]:
    """Return the process ids of the web server and the worker."""
    asked = subprocess.run(
        ["ps", "--ppid", str(process.pid), "-o", "pid=,args="], capture_output=True, text=True, check=False
    )
    lines = [line.split(maxsplit=1) for line in asked.stdout.splitlines()]
    return {"worker" if " worker " in arguments else "web": int(number) for number, arguments in lines}


def wait_until(fact: Callable[[], bool]) -> None:
    for _ in range(600):
        if fact():
            return
        time.sleep(0.1)
    pytest.fail("it did not come about within a minute")


def is_alive(number: int) -> bool:
    status = Path(f"/proc/{number}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return bool(answer.read() == b"ok\n")
    except (URLError, OSError):
        return False


@SQLITE_ONLY
def test_a_base_is_made_once_and_stays(start: Start, tmp_path: Path) -> None:
    assert json.loads(said(start("init", "--json")))["made"]
    key = (tmp_path / "base" / "key").read_text()
    assert not json.loads(said(start("init", "--json")))["made"]
    assert (tmp_path / "base" / "key").read_text() == key
    assert (tmp_path / "base" / "key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "base").stat().st_mode & 0o777 == 0o700


@SQLITE_ONLY
def test_a_folder_that_holds_something_else_is_no_base(start: Start, tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "letters.txt").touch()
    assert "holds something else" in said(start("init"), code=3)
    assert sorted(path.name for path in (tmp_path / "base").iterdir()) == ["letters.txt"]


@SQLITE_ONLY
@pytest.mark.parametrize("words", [("runs",), ("serve",), ("worker",), ("history", "verify")])
def test_without_a_base_a_command_says_how_to_make_one_and_makes_nothing(words, start: Start, tmp_path: Path) -> None:
    assert f"pellucid init --base {tmp_path / 'base'}" in said(start(*words), code=3)
    assert not (tmp_path / "base").exists()


def test_web_server_and_worker_stand_and_fall_together(start: Start) -> None:
    said(start("init"))
    port = free_port()
    serving = start("serve", "--port", str(port), "--json")
    assert serving.stdout is not None
    assert json.loads("".join(serving.stdout.readline() for _ in range(4)))["url"] == f"http://127.0.0.1:{port}/"
    assert answers(port)
    first = children_of(serving)
    os.kill(first["worker"], signal.SIGKILL)
    wait_until(lambda: children_of(serving).get("worker", first["worker"]) != first["worker"])
    assert answers(port)
    second = children_of(serving)
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(30) == 0
    assert not any(map(is_alive, second.values()))
    assert not answers(port)


def test_when_the_supervisor_is_killed_nothing_is_left(start: Start) -> None:
    said(start("init"))
    port = free_port()
    serving = start("serve", "--port", str(port))
    wait_until(lambda: answers(port))
    children = children_of(serving)
    serving.kill()
    wait_until(lambda: not any(map(is_alive, children.values())))
    wait_until(lambda: not answers(port))


def test_when_the_web_server_dies_the_worker_ends_and_the_exit_tells(start: Start) -> None:
    said(start("init"))
    port = free_port()
    serving = start("serve", "--port", str(port))
    wait_until(lambda: answers(port))
    children = children_of(serving)
    os.kill(children["web"], signal.SIGKILL)
    assert "The web process ended by itself" in said(serving, code=3)
    assert not is_alive(children["worker"])


def test_a_port_that_is_taken_is_told(start: Start) -> None:
    said(start("init"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Nothing can listen on 127.0.0.1:{port}" in said(start("serve", "--port", str(port)), code=3)


def test_commands_over_files_start_without_django() -> None:
    code = (
        "import sys, pellucid.cli.main as command, importlib\n"
        "for each in command.COMMANDS:\n"
        "    each.in_base or importlib.import_module(each.module)\n"
        "assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
