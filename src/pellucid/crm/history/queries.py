"""What counts, and what was done."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import may, require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.history.chain import FIRST, seal_of
from pellucid.crm.history.models import Change, Entry, Seal, Undone, Verb


def withdrawing(table: str) -> QuerySet[Entry]:
    """Return the entries of changes that count which withdraw the row of an outer query."""
    undone = Exists(Undone.objects.filter(change=OuterRef("change")))
    return Entry.objects.filter(
        ~undone, table=table, verb=Verb.WITHDREW, first_id__lte=OuterRef("pk"), last_id__gte=OuterRef("pk")
    )


def counts_now(table: str) -> tuple[Exists, Exists]:
    """Return two conditions, both false for rows that count: their change is undone; they were withdrawn.

    For a table of facts with a column ``change``.
    """
    return Exists(Undone.objects.filter(change=OuterRef("change"))), Exists(withdrawing(table))


def visible_changes(*, user: User | None) -> QuerySet[Change]:
    """Return the changes a user may see, newest first: all of them, or their own."""
    require(user, Permission.VIEW)
    changes = Change.objects.select_related("actor", "seal", "undone").order_by("-id")
    return changes if user is None or may(user, Permission.AUDIT) else changes.filter(actor=user)


def broken_seals() -> Iterator[Change]:
    """Yield every change whose seal does not fit what it consists of, or the seal before it."""
    previous = FIRST
    seals = Seal.objects.select_related("change").prefetch_related("change__entries").order_by("id")
    for seal in seals.iterator(chunk_size=1000):
        entries = seal.change.entries.all()
        if seal.previous_hash != previous or seal.hash != seal_of(seal.change, entries, seal.counts, previous):
            yield seal.change
        previous = seal.hash
    yield from Change.objects.filter(seal__isnull=True).order_by(F("id"))
