"""People at work as processes of their own, which can be killed.

Reads lines ``SEED COUNT MOMENT WHAT...`` and forks somebody for each, who does COUNT things of these kinds; 0 is for
ever. Whoever has a MOMENT dies there by SIGKILL: at so many statements of SQL and calls of progress; 0 is never. Who is
forked says their process id, then a line a thing: ``did CHANGE``, ``refused`` or ``lost`` (the connection), and
``done`` in the end; ``gone`` is said of everybody. Forked, for starting anew takes longer than what is tested.
"""

import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "pellucid.crm.project.settings"
    django.setup()

from django.db import InterfaceError, OperationalError, connection

from pellucid.crm.cleaning.actions.add import PossibleDuplicates, add_record
from pellucid.crm.cleaning.actions.decide import NothingToMerge, merge_customers
from pellucid.crm.cleaning.actions.imports import run_import
from pellucid.crm.cleaning.actions.undo import AlreadyUndone, Clashes, Keep, undo_change
from pellucid.crm.cleaning.rebuild import rebuild
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.history.models import Change
from pellucid.crm.project.tasks import TASKS
from pellucid.crm.runs.actions import resume_run
from pellucid.crm.runs.models import Run
from pellucid.crm.runs.worker import work_once
from pellucid.crm.sources.models import Import, Source

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
REFUSALS = (PossibleDuplicates, NothingToMerge, AlreadyUndone, Clashes, NobodyThere)


def add(chance: random.Random) -> Change | None:
    fields = {
        "given_name": chance.choice(["Anna", "Ana", "Otto", "Mia"]),
        "family_name": chance.choice(["Berg", "Lund"]),
        "email": chance.choice(["anna@berg.example", "family@berg.example", "otto@lund.example"]),
        "phone": chance.choice(["+49 30 1234567", "+49 171 5550123"]),
    }
    key = chance.choice([None, "1", "2", "3"])
    return add_record(
        source=Source.objects.get(), fields=fields, key=key, another=chance.random() < 0.5, actor=None, now=NOW
    ).change


def merge(chance: random.Random) -> Change | None:
    customers = list(Customer.objects.order_by("pk"))
    return merge_customers(customers=chance.choices(customers, k=3) if customers else [], actor=None, now=NOW)


def undo(chance: random.Random) -> Change | None:
    changes = list(Change.objects.order_by("-pk")[:12])
    if not changes:
        raise AlreadyUndone
    return undo_change(change=chance.choice(changes), keep=chance.choice(list(Keep)), actor=None, now=NOW)


def take_in(chance: random.Random) -> Change | None:
    return run_import(imported=Import.objects.get(change=None), now=NOW, progress=lambda *_: LIFE.pass_moment())


def merge_first(chance: random.Random) -> Change | None:
    customers = Customer.objects.filter(party__isnull=False).order_by("pk")
    return merge_customers(customers=customers[:4], actor=None, now=NOW)


def undo_last(chance: random.Random) -> Change | None:
    return undo_change(change=Change.objects.latest("pk"), keep=Keep.THEIRS, actor=None, now=NOW)


def work(chance: random.Random) -> Change | None:
    if not work_once(TASKS, stop=Event()):  # those before broke off too often
        resume_run(run=Run.objects.get(), actor=None)
        assert work_once(TASKS, stop=Event())
    return None


def make_anew(chance: random.Random) -> Change | None:
    rebuild()
    return None


WHAT = {"add": add, "merge": merge, "undo": undo, "rebuild": make_anew}
WHAT |= {"take_in": take_in, "merge_first": merge_first, "undo_last": undo_last, "work": work}


class Life:
    """Ends at a moment, if one is given."""

    def __init__(self) -> None:
        self.left = 0

    def pass_moment(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute: Callable[..., object], *arguments: object) -> object:
        """Do a statement of SQL; see Django's execute_wrapper."""
        self.pass_moment()
        return execute(*arguments)


LIFE = Life()


def be_busy(seed: int, count: int, moment: int, kinds: list[str]) -> None:
    chance = random.Random(seed)
    LIFE.left = moment
    with connection.execute_wrapper(LIFE):
        do_things(chance, count, kinds)


def do_things(chance: random.Random, count: int, kinds: list[str]) -> None:
    done = 0
    while not count or done < count:
        try:
            change = WHAT[chance.choice(kinds)](chance)
            say(f"did {change.pk if change else 0}")
        except REFUSALS:
            say("refused")
        except (OperationalError, InterfaceError):
            if connection.vendor != "postgresql":
                raise
            connection.close()  # as between two requests
            say("lost")
        done += 1
    say("done")


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def main() -> None:
    for line in sys.stdin:
        seed, count, moment, *kinds = line.split()
        if somebody := os.fork():
            os.waitpid(somebody, 0)
            say("gone")
            continue
        say(str(os.getpid()))
        try:
            be_busy(int(seed), int(count), int(moment), kinds)
        except BaseException:
            traceback.print_exc()
            os.kill(os.getpid(), signal.SIGKILL)
        os._exit(0)


if __name__ == "__main__":
    main()
