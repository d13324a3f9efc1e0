"""People whose process is killed, or whose connection is lost, in the middle of whatever they do."""

import os
import random
import signal
import subprocess
import time

import pytest
from django.db import connection, transaction

from crm_invariants import assert_proven, assert_sound
from pellucid.crm.history.actions import lock_writing
from pellucid.crm.history.models import Change, Kind

KILLS = 15  # on each database; actions take some 0.05 seconds each, and most of that is in their transaction
ACTION_SECONDS = 0.08

pytestmark = pytest.mark.slow


def come_to_work(place: "subprocess.Popen[str]", seed: int, *kinds: str) -> int:
    """Have somebody do things until they are killed; return their process id."""
    place.stdin.write(f"{seed} 0 0 {' '.join(kinds)}\n")
    place.stdin.flush()
    return int(place.stdout.readline())


def hear(place: "subprocess.Popen[str]") -> str:
    """Return the next thing that somebody says who is still there."""
    line = place.stdout.readline().strip()
    assert line not in ("", "gone")
    return line


def kill(place: "subprocess.Popen[str]", somebody: int) -> list[str]:
    """Kill somebody and return what they said since."""
    os.kill(somebody, signal.SIGKILL)
    said = []
    while (line := place.stdout.readline().strip()) != "gone":
        assert line, "nobody is there to say what happened"
        said.append(line)
    return said


def assert_whole() -> None:
    """Check everything, when whatever was committed last is there to see."""
    with transaction.atomic():
        lock_writing()
        assert_sound()
        assert_proven()


def assert_there(said: list[str]) -> None:
    """Check that what was said to be done is."""
    changes = {int(line.split()[1]) for line in said if line.startswith("did")} - {0}
    assert Change.objects.filter(pk__in=changes, seal__isnull=False).count() == len(changes)


def test_who_is_killed_at_any_moment_leaves_nothing_half_and_loses_nothing_done(workplace) -> None:
    chance, place = random.Random(20260131), workplace()
    for number in range(KILLS):
        kinds = ("rebuild",) if number % 5 == 4 else ("add", "add", "merge", "undo")
        somebody = come_to_work(place, number, *kinds)
        said = [hear(place) for _ in range(chance.randint(0, 3))]
        time.sleep(chance.uniform(0, ACTION_SECONDS))
        said += kill(place, somebody)
        assert_there(said)
        assert_whole()
    assert Change.objects.filter(kind=Kind.ADD).exists()  # how much was done before the kills is the machine's affair


def test_who_loses_the_connection_in_mid_action_leaves_nothing_half_and_goes_on(workplace) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to lose")
    chance, place = random.Random(7), workplace()
    somebody = come_to_work(place, 1, "add", "add", "merge", "undo")
    said, lost = [hear(place)], 0
    for _ in range(12):
        time.sleep(chance.uniform(0, ACTION_SECONDS))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            ended = len(cursor.fetchall())
        while ended and said[-1] != "lost":
            said.append(hear(place))
        lost += ended > 0
        said.append(hear(place))
        assert_whole()
    said += kill(place, somebody)
    assert lost >= 6
    assert any(line.startswith("did") for line in said)
    assert_there(said)
    assert_whole()
