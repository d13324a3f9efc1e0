"""Changes: one thing a person or a run did, what it added and withdrew, and the seal that chains it to those before.

All three tables only grow: triggers refuse to update or delete their rows. They hold references, no personal values.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pellucid.crm.accounts.ids import new_uuid


class Kind(models.TextChoices):
    """What sort of thing was done."""

    ADD = "add", _("Added a record")
    IMPORT = "import", _("Imported")
    EDIT = "edit", _("Edited")
    CORRECT = "correct", _("Corrected in bulk")
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")
    JUDGE = "judge", _("Judged")
    WITHDRAW = "withdraw", _("Withdrew a record")
    MODEL = "model", _("Changed how records are matched")
    RELATE = "relate", _("Related")
    NOTE = "note", _("Noted")
    SUPPRESS = "suppress", _("Suppressed")
    ERASE = "erase", _("Erased")
    UNDO = "undo", _("Undid")


class Verb(models.TextChoices):
    """What a change did to a fact."""

    ADDED = "added"
    WITHDREW = "withdrew"


class Change(models.Model):
    """One thing done. actor: None where the system did it by itself. undoes: the change whose effect it took back."""

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="undos")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind=Kind.UNDO, undoes__isnull=False) | ~models.Q(kind=Kind.UNDO),
                name="history_change_undo_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} at {self.at:%Y-%m-%d %H:%M}"


class Entry(models.Model):
    """Facts a change added or withdrew: the rows first_id to last_id of a table, both included."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="entries")
    verb = models.CharField(max_length=8, choices=Verb.choices)
    table = models.CharField(max_length=40)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(first_id__lte=models.F("last_id")), name="history_entry_range"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["table", "verb", "first_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.table} {self.first_id}-{self.last_id}"


class Seal(models.Model):
    """Closes a change. hash: of the change, its entries, its counts, and the seal before; see chain.py.

    counts: how many of what, by name; numbers alone.
    """

    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="seal")
    counts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.hash[:12]


class Undone(models.Model):
    """A change that is undone now: follows from the undos there are, and is kept so that sets can be joined to it."""

    change = models.OneToOneField(Change, on_delete=models.CASCADE, primary_key=True, related_name="undone")
    by = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"undone: {self.change_id}"
