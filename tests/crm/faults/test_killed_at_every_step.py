"""People killed at every few steps of what takes many: nothing is half, whoever is next goes on, nothing is twice."""

import random
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from kept_whole import assert_whole, everything, people

from pellucid.crm.audits.models import Audit
from pellucid.crm.cleaning.tasks import start_import
from pellucid.crm.parties.models import Party
from pellucid.crm.runs.models import Run, Status
from pellucid.crm.sources.files import import_folder

STEPS = 8  # at most so many between two deaths: some 60 deaths on each database
DEATHS_MIN = 6

pytestmark = pytest.mark.slow


def live(place: "subprocess.Popen[str]", moment: int, what: str) -> bool:
    """Have somebody do one thing who dies at a moment; return whether they came to its end."""
    place.stdin.write(f"1 1 {moment} {what}\n")
    place.stdin.flush()
    said = []
    while (line := place.stdout.readline().strip()) != "gone":
        assert line, "nobody is there to say what happened"
        said.append(line)
    return said[-1] == "done"


def die_until_done(place: "subprocess.Popen[str]", what: str, *, wake: Callable[[], None] = lambda: None) -> None:
    """Have people do one thing, each dying later than the one before, until somebody comes to its end.

    wake: what passes before the next one begins.
    """
    chance, before, moment, deaths, commits = random.Random(what), everything(), 0, 0, 0
    while not live(place, moment := moment + chance.randint(1, STEPS), what):
        deaths += 1
        if (now_there := everything()) != before:
            before, commits = now_there, commits + 1
            assert_whole()
        wake()
    assert commits + (everything() != before) <= 1
    assert deaths >= DEATHS_MIN
    assert_whole()


def test_an_import_is_taken_in_once_however_often_it_is_killed(workplace, filled, opened) -> None:
    imported = opened(people(12, 24))
    die_until_done(workplace(), "take_in")
    imported.refresh_from_db()
    assert {name: imported.counts[f"records_{name}"] for name in ("new", "unchanged")} == {"new": 12, "unchanged": 12}
    assert len((import_folder(imported.uuid) / "result.csv").read_text().splitlines()) == 25


@pytest.mark.parametrize("what", ["merge_first", "undo_last", "rebuild"])
def test_who_is_killed_at_any_step_leaves_everything_as_it_was(what: str, workplace, filled) -> None:
    die_until_done(workplace(), what)


def test_a_killed_workers_run_is_done_once_by_those_who_come_after(workplace, filled, opened, now: datetime) -> None:
    imported = opened(people(12, 24))
    run = start_import(imported=imported, actor=None, now=now)

    def wake() -> None:
        """Let the lease run out."""
        Run.objects.filter(status=Status.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))

    die_until_done(workplace(), "work", wake=wake)
    run.refresh_from_db()
    imported.refresh_from_db()
    assert (run.status, imported.counts["records_new"]) == (Status.DONE, 12)
    assert run.result["change"] == str(imported.change.uuid)
    assert not (import_folder(imported.uuid) / "staged").exists()
    assert Party.objects.count() == 36
    assert list(Audit.objects.order_by("pk").values_list("people", flat=True)) == [24, 36]
