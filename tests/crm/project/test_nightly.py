"""What a base does by itself every night."""

from datetime import datetime
from threading import Event

import pytest
from django.utils import timezone

from pellucid.crm.cleaning.actions.add import add_record
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.parties.models import Party
from pellucid.crm.project.tasks import NIGHTLY, TASKS
from pellucid.crm.runs.models import Run, Schedule, Status
from pellucid.crm.runs.schedules import deliver, start_due
from pellucid.crm.runs.worker import work_once
from pellucid.crm.sources.models import Source, SourceKind


@pytest.fixture
def nights(db: None, now: datetime):
    """Return a function that lets a night pass and gives its runs by kind."""
    deliver(NIGHTLY, now=now)

    def night() -> dict[str, Run]:
        Schedule.objects.update(last_due_at=now)  # the worker's clock is the real one
        before = set(Run.objects.values_list("pk", flat=True))
        start_due(now=timezone.now())
        while work_once(TASKS, stop=Event()):
            pass
        return {run.kind: run for run in Run.objects.exclude(pk__in=before)}

    return night


def add(count: int, now: datetime) -> None:
    source = Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=now)
    for number in range(count):
        fields = {"full_name": f"Anna {chr(65 + number)}berg", "email": f"anna{number}@example.com"}
        add_record(source=source, fields=fields, another=True, actor=None, now=now)


@pytest.mark.slow
def test_what_was_altered_behind_our_back_is_told_the_next_night(nights, now: datetime) -> None:
    add(2, now)
    runs = nights()
    assert {kind: run.status for kind, run in runs.items()} == dict.fromkeys(NIGHTLY, Status.DONE)
    assert not Change.objects.filter(kind=Kind.MODEL).exists()
    Party.objects.update(name="Somebody")
    check = nights()["check"]
    assert check.status == Status.FAILED
    assert "parties_party" in check.error
    assert "pellucid rebuild" in check.error


@pytest.mark.slow
def test_matching_is_learned_the_night_after_the_base_has_grown_and_not_again(nights, now: datetime) -> None:
    add(21, now)
    assert "change" in nights()["learn if grown"].result
    assert nights()["learn if grown"].result == {}
    assert Change.objects.filter(kind=Kind.MODEL).count() == 1
