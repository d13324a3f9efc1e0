"""A worker killed at any moment loses nothing, and nothing is done twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import broken_seals
from pellucid.crm.runs.actions import start_run
from pellucid.crm.runs.lease import claim
from pellucid.crm.runs.models import Run, Status

WORKER = Path(__file__).with_name("counting_worker.py")
CHUNKS = 12
Start = Callable[..., "subprocess.Popen[bytes]"]

pytestmark = pytest.mark.slow


@pytest.fixture
def start(own_database: str) -> Iterator[Start]:
    """Start a worker process on the database of this test."""
    started = []

    def start_worker(*arguments: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "DATABASE_URL": own_database}
        started.append(subprocess.Popen([sys.executable, str(WORKER), *arguments], env=environment))
        return started[-1]

    yield start_worker
    for process in started:
        process.kill()
        process.wait()


def wait_until(fact: Callable[[], bool]) -> None:
    """Wait for a fact of the database; give up after a minute, on however busy a machine."""
    for _ in range(1200):
        if fact():
            return
        time.sleep(0.05)
    pytest.fail("it did not come about within a minute")


def chunks_done() -> list[str]:
    return list(Change.objects.order_by("id").values_list("reason", flat=True))


def test_a_worker_killed_again_and_again_does_each_chunk_once(start: Start) -> None:
    run = start_run(kind="count", params={}, actor=None, now=timezone.now())
    place = random.Random(20260131)
    for kill in range(5):
        worker = start()
        wait_until(lambda least=2 * kill + 1: len(chunks_done()) >= least)
        time.sleep(place.random() * 0.06)  # a chunk takes about as long
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert start().poll() is None
    wait_until(lambda: Run.objects.get().status == Status.DONE)
    run.refresh_from_db()
    assert chunks_done() == [f"chunk {chunk}" for chunk in range(CHUNKS)]
    assert run.result == {"chunks": CHUNKS}
    assert run.change == Change.objects.latest("id")
    assert list(broken_seals()) == []


def test_two_workers_share_the_runs_and_do_each_chunk_once(start: Start) -> None:
    for _ in range(4):
        start_run(kind="count", params={}, actor=None, now=timezone.now())
    assert [process.wait(60) for process in [start("--until-idle"), start("--until-idle")]] == [0, 0]
    assert sorted(chunks_done()) == sorted(f"chunk {chunk}" for chunk in range(CHUNKS) for _ in range(4))
    assert set(Run.objects.values_list("status", "attempt_count")) == {(Status.DONE, 1)}


def test_a_worker_that_stood_still_for_too_long_drops_the_run_it_lost(start: Start) -> None:
    lost = start_run(kind="sleep", params={}, actor=None, now=timezone.now())
    sleeper = start()
    wait_until(lambda: Run.objects.get().stage == "sleeping")
    sleeper.send_signal(signal.SIGSTOP)
    held: list[Run] = []
    wait_until(lambda: held.extend(filter(None, [claim(["sleep"])])) or bool(held))
    sleeper.send_signal(signal.SIGCONT)
    start_run(kind="count", params={}, actor=None, now=timezone.now())
    wait_until(lambda: Run.objects.get(kind="count").status == Status.DONE)
    lost.refresh_from_db()
    assert (lost.status, lost.lease_token) == (Status.RUNNING, held[0].lease_token)
