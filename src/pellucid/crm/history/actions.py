"""Recording changes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from pellucid.crm.accounts.models import User
from pellucid.crm.history.chain import FIRST, seal_of
from pellucid.crm.history.models import Change, Entry, Kind, Seal, Undone, Verb
from pellucid.crm.history.ranges import ranges_of

WRITING_LOCK = 7_352_855_824  # any number that nothing else locks: changes are written one after the other


@dataclass(slots=True)
class Recorder:
    """Takes down what a change does, while it does it."""

    change: Change
    entries: list[Entry] = field(default_factory=list)
    written: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    def added(self, table: str, ids: Iterable[int]) -> None:
        """Note facts that the change brought in."""
        self._note(Verb.ADDED, table, ids)

    def withdrew(self, table: str, ids: Iterable[int]) -> None:
        """Note facts that the change took out of effect."""
        self._note(Verb.WITHDREW, table, ids)

    def count(self, **numbers: int) -> None:
        """Add to what the change tells of itself."""
        for name, number in numbers.items():
            self.counts[name] = self.counts.get(name, 0) + number

    def write(self) -> None:
        """Write down what was noted, so that queries know it; done by itself in the end."""
        Entry.objects.bulk_create(self.entries[self.written :])
        self.written = len(self.entries)

    def _note(self, verb: Verb, table: str, ids: Iterable[int]) -> None:
        self.entries.extend(
            Entry(change=self.change, verb=verb, table=table, first_id=first, last_id=last)
            for first, last in ranges_of(ids)
        )


@contextmanager
def recording(
    *, kind: Kind, actor: User | None, now: datetime, reason: str = "", undoes: Change | None = None
) -> Iterator[Recorder]:
    """Do one thing as one transaction and one change; what raises leaves nothing behind.

    Changes are written one after the other: who comes second waits, and sees what the first one did.
    """
    with transaction.atomic():
        lock_writing()
        change = Change.objects.create(kind=kind, actor=actor, at=now, reason=reason, undoes=undoes)
        recorder = Recorder(change)
        yield recorder
        recorder.write()
        last = Seal.objects.order_by("-id").first()
        previous = last.hash if last else FIRST
        Seal.objects.create(
            change=change,
            counts=recorder.counts,
            previous_hash=previous,
            hash=seal_of(change, recorder.entries, recorder.counts, previous),
        )


def lock_writing() -> None:
    """Wait until no other process writes a change, and keep others waiting until this transaction ends.

    SQLite begins every transaction that way by itself (see project.databases).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING_LOCK])


def set_standing(change: Change, *, active: bool, by: Change) -> list[tuple[Change, bool]]:
    """Make a change count or not, and with an undo what it had undone the other way; return all that turned.

    What was undone twice, for the first undo did not count for a while, comes back when neither counts.
    """
    if active:
        Undone.objects.filter(change=change).delete()
    else:
        Undone.objects.create(change=change, by=by)
    turned = [(change, active)]
    if change.undoes is not None:
        other = Change.objects.filter(undoes=change.undoes, undone=None).exclude(pk=change.pk).order_by("-pk").first()
        if other is None:
            turned += set_standing(change.undoes, active=not active, by=change)
        else:
            Undone.objects.filter(change=change.undoes).update(by=other)
    return turned
