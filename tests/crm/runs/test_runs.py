"""Runs: asked for, claimed once, done, cancelled, resumed, given up."""

import time as clock
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models.functions import Now

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.runs import lease
from pellucid.crm.runs.actions import CannotResume, request_cancel, resume_run, start_run
from pellucid.crm.runs.handle import Handle, RunRefused
from pellucid.crm.runs.lease import ATTEMPTS_MAX, LEASE, LeaseLost, claim, finish
from pellucid.crm.runs.models import Run, Status
from pellucid.crm.runs.queries import remaining_seconds, visible_runs
from pellucid.crm.runs.worker import work


@pytest.fixture
def run(own_database, now) -> Run:
    """A run that waits."""
    return start_run(kind="count", params={"import": 7}, actor=None, now=now)


def do(task, **options) -> Run:
    """Do every run there is with a task; return the last."""
    work({"count": task}, stop=Event(), until_idle=True, **options)
    return Run.objects.latest("id")


def let_lease_run_out(run: Run) -> None:
    Run.objects.filter(pk=run.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_run_is_done_and_keeps_its_result_and_how_far_it_came(run) -> None:
    seen = []

    def count(handle: Handle) -> dict[str, int]:
        seen.append((dict(handle.params), dict(handle.checkpoint)))
        handle.progress("counting", 3, 3)
        return {"rows": 3}

    done = do(count)
    assert seen == [({"import": 7}, {})]
    assert (done.status, done.result, done.stage, done.done_count, done.total_count) == (
        Status.DONE, {"rows": 3}, "counting", 3, 3,
    )  # fmt: skip
    assert done.started_at <= done.finished_at
    assert done.lease_token is None


def test_runs_are_done_in_the_order_they_were_asked_for(run, now) -> None:
    second = start_run(kind="count", params={}, actor=None, now=now)
    order = []
    do(lambda handle: order.append(handle.run.pk))
    assert order == [run.pk, second.pk]


def test_a_kind_nobody_here_can_do_waits(run, now) -> None:
    start_run(kind="unknown", params={}, actor=None, now=now)
    do(lambda handle: None)
    assert Run.objects.get(kind="unknown").status == Status.WAITING


def test_a_run_that_is_held_cannot_be_claimed(run) -> None:
    assert claim(["count"]) == run
    assert claim(["count"]) is None


def test_a_run_whose_lease_ran_out_is_claimed_by_another(run) -> None:
    first = claim(["count"])
    let_lease_run_out(run)
    second = claim(["count"])
    assert second == run
    assert second.attempt_count == 2
    assert second.lease_token != first.lease_token


def test_who_lost_the_lease_can_write_nothing(run) -> None:
    late = claim(["count"])
    let_lease_run_out(run)
    holder = claim(["count"])
    for write in (
        lambda: lease.extend(late, LEASE, {"stage": "late"}),
        lambda: Handle(late).save({"next": 1}),
        lambda: lease.release(late),
        lambda: finish(late, Status.DONE, {}),
    ):
        with pytest.raises(LeaseLost):
            write()
    run.refresh_from_db()
    assert (run.lease_token, run.stage, run.checkpoint) == (holder.lease_token, "", {})


def test_a_checkpoint_is_rolled_back_with_the_work_it_tells_of(run) -> None:
    handle = Handle(claim(["count"]))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        handle.save({"next": 1 // 0})
    run.refresh_from_db()
    assert run.checkpoint == {}


def test_a_fault_ends_the_run_without_telling_values_and_the_next_is_done(run, now, caplog) -> None:
    start_run(kind="count", params={}, actor=None, now=now)
    value = "anna@example.com"

    def fail_first(handle: Handle) -> None:
        if handle.run == run:
            raise KeyError(value)

    last = do(fail_first)
    run.refresh_from_db()
    assert (run.status, last.status) == (Status.FAILED, Status.DONE)
    assert "KeyError" in run.error
    assert "fail_first" in caplog.text
    assert "anna@" not in run.error + caplog.text


def test_a_refusal_is_shown_as_it_is(run) -> None:
    def refuse(handle: Handle) -> None:
        raise RunRefused("The file is gone. Import it again.")

    assert do(refuse).error == "The file is gone. Import it again."


def test_a_lost_database_is_tried_again_from_the_checkpoint(run) -> None:
    begun = []

    def lose_it_once(handle: Handle) -> None:
        begun.append(handle.checkpoint.get("next", 0))
        if len(begun) == 1:
            handle.save({"next": 5})
            raise OperationalError("server closed the connection unexpectedly")

    work({"count": lose_it_once}, stop=Event(), until_idle=True)
    let_lease_run_out(run)
    assert do(lose_it_once).status == Status.DONE
    assert begun == [0, 5]


def test_what_breaks_off_at_the_same_place_again_and_again_is_given_up(run) -> None:
    for _ in range(ATTEMPTS_MAX):
        assert claim(["count"]) == run
        let_lease_run_out(run)
    assert claim(["count"]) is None
    run.refresh_from_db()
    assert run.status == Status.FAILED
    assert str(ATTEMPTS_MAX) in run.error


def test_what_breaks_off_but_comes_on_is_not_given_up(run) -> None:
    for chunk in range(3 * ATTEMPTS_MAX):
        held = claim(["count"])
        assert held == run
        Handle(held).save({"next": chunk})
        let_lease_run_out(run)


def test_a_running_run_stops_before_its_next_chunk(run) -> None:
    chunks = []

    def count(handle: Handle) -> None:
        while True:
            handle.progress("counting", len(chunks))
            chunks.append(0)
            if len(chunks) == 2:
                request_cancel(run=run, actor=None, now=run.asked_at)
                assert handle.cancelled.wait(10)

    cancelled = do(count, lease=timedelta(seconds=1))
    assert cancelled.status == Status.CANCELLED
    assert len(chunks) == 2


def test_a_waiting_run_that_is_cancelled_never_begins(run) -> None:
    request_cancel(run=run, actor=None, now=run.asked_at)
    assert claim(["count"]) is None
    assert run.status == Status.CANCELLED


def test_a_cancelled_run_goes_on_from_its_checkpoint(run) -> None:
    held = claim(["count"])
    Handle(held).save({"next": 4})
    finish(held, Status.CANCELLED, {})
    resume_run(run=run, actor=None)
    began = []
    assert do(lambda handle: began.append(dict(handle.checkpoint))).status == Status.DONE
    assert began == [{"next": 4}]


def test_only_what_ended_unfinished_can_be_resumed(run) -> None:
    for _ in range(2):
        with pytest.raises(CannotResume, match=r"waiting|running"):
            resume_run(run=run, actor=None)
        claim(["count"])


def test_a_worker_that_ends_leaves_its_run_to_the_next_at_once(run) -> None:
    stop = Event()

    def count(handle: Handle) -> None:
        stop.set()
        handle.progress("counting")

    work({"count": count}, stop=stop)
    held = claim(["count"])
    assert held == run
    assert held.attempt_count == 1


@pytest.mark.slow
def test_a_long_call_keeps_its_lease(run) -> None:
    others = []

    def long_call(handle: Handle) -> None:
        for _ in range(3):
            clock.sleep(0.5)
            others.append(claim(["count"], timedelta(seconds=1)))

    assert do(long_call, lease=timedelta(seconds=1)).status == Status.DONE
    assert others == [None, None, None]


@pytest.mark.slow
def test_many_workers_do_each_run_once(run, now) -> None:
    for _ in range(39):
        start_run(kind="count", params={}, actor=None, now=now)
    done = []

    def drain() -> None:
        try:
            work({"count": lambda handle: done.append(handle.run.pk)}, stop=Event(), until_idle=True)
        finally:
            connection.close()

    threads = [Thread(target=drain) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(Run.objects.values_list("pk", flat=True))
    assert set(Run.objects.values_list("status", "attempt_count")) == {(Status.DONE, 1)}


def test_remaining_time_is_told_once_there_is_a_rate() -> None:
    assert remaining_seconds(Run(done_count=10, total_count=100, rate=30.0)) == 3.0
    assert remaining_seconds(Run(done_count=10, total_count=100)) is None
    assert remaining_seconds(Run(done_count=10, rate=30.0)) is None


def test_people_see_and_stop_their_own_runs(user, now) -> None:
    seller, manager = user(Role.SALES), user(Role.MANAGER)
    own = start_run(kind="count", params={}, actor=seller, now=now)
    other = start_run(kind="count", params={}, actor=None, now=now)
    assert list(visible_runs(user=seller)) == [own]
    assert list(visible_runs(user=manager)) == [other, own]
    for action in (request_cancel, lambda *, run, actor, now: resume_run(run=run, actor=actor)):
        with pytest.raises(NotAllowed):
            action(run=other, actor=manager, now=now)
        action(run=own, actor=seller, now=now)
    assert request_cancel(run=other, actor=user(Role.ADMINISTRATOR), now=now).status == Status.CANCELLED


@pytest.mark.parametrize("columns", [{"status": "paused"}, {"status": "running"}, {"status": "done"}])
def test_the_database_refuses_a_run_that_contradicts_itself(columns, db, now) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(kind="count", asked_at=now, **columns)
