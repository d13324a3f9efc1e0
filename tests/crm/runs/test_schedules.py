"""Runs that begin by themselves."""

from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from pellucid.crm.runs.models import Run, Schedule, Status
from pellucid.crm.runs.schedules import deliver, last_due, schedule_daily, start_due

DAY = timedelta(days=1)


@pytest.fixture
def nightly(db, now):
    """An audit at two in the morning, put in place at noon."""
    return schedule_daily(kind="audit", at=time(2), now=now, params={"set": 1})


def test_nothing_begins_before_its_time(nightly, now) -> None:
    assert start_due(now=now + timedelta(hours=13, minutes=59)) == []


def test_a_run_begins_at_its_time_and_once(nightly, now) -> None:
    (run,) = start_due(now=now + timedelta(hours=14))
    assert (run.kind, run.params, run.schedule, run.actor) == ("audit", {"set": 1}, nightly, None)
    assert start_due(now=now + timedelta(hours=15)) == []


def test_nights_that_were_missed_are_made_up_for_by_one_run(nightly, now) -> None:
    assert len(start_due(now=now + 9 * DAY)) == 1


def test_a_night_is_left_out_while_the_run_before_is_at_it(nightly, now) -> None:
    assert len(start_due(now=now + DAY)) == 1
    assert start_due(now=now + 2 * DAY) == []
    Run.objects.update(status=Status.DONE, finished_at=now)
    assert len(start_due(now=now + 3 * DAY)) == 1


def test_what_was_switched_off_does_not_begin(nightly, now) -> None:
    nightly.is_active = False
    nightly.save()
    assert start_due(now=now + DAY) == []


def test_another_time_takes_the_place_of_the_first(nightly, now) -> None:
    schedule_daily(kind="audit", at=time(20), now=now)
    assert start_due(now=now + timedelta(hours=7)) == []
    assert len(start_due(now=now + timedelta(hours=8))) == 1


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("UTC", datetime(2026, 1, 31, 2, tzinfo=UTC)),
        ("Asia/Phnom_Penh", datetime(2026, 1, 30, 19, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 1, 31, 12, tzinfo=UTC)),
        ("Pacific/Niue", datetime(2026, 1, 30, 13, tzinfo=UTC)),
    ],
)
def test_the_time_is_that_of_the_place(zone, due, now, settings) -> None:
    settings.TIME_ZONE = zone
    assert last_due(time(2), now) == due


def test_workers_that_ask_at_once_start_one_run(own_database, now) -> None:
    schedule_daily(kind="audit", at=time(2), now=now)
    together = Barrier(4)

    def ask() -> None:
        try:
            together.wait()
            start_due(now=now + DAY)
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Run.objects.count() == 1


def test_delivered_schedules_are_put_in_place_once_and_stay_as_they_were_changed(db, now) -> None:
    deliver({"check": time(3)}, now=now)
    Schedule.objects.update(at=time(5), is_active=False)
    deliver({"check": time(3), "audit": time(4)}, now=now + DAY)
    assert list(Schedule.objects.order_by("kind").values_list("kind", "at", "is_active")) == [
        ("audit", time(4), True),
        ("check", time(5), False),
    ]
