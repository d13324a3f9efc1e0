"""What was decided about records, and the customers that follow."""

from typing import ClassVar

from django.db import models

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.history.models import Change
from pellucid.crm.sources.models import SourceRecord


class Verdict(models.TextChoices):
    """What somebody says of two records."""

    SAME = "same", "The same"
    DIFFERENT = "different", "Not the same"
    UNSURE = "unsure", "Cannot tell"


class Judgement(models.Model):
    """A verdict on two records. Withdrawn, never edited. left_id < right_id.

    is_current: it counts; follows from history.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    left = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")
    right = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="judgements")
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(left__lt=models.F("right")), name="clusters_judgement_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} {self.verdict} {self.right_id}"


class Customer(models.Model):
    """An id given out, for ever. survivor: the customer it leads to now: itself, another, or None where none is left.

    Ids are never deleted: what hangs on a customer remembers the id it was made under, so that a split takes it home.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    survivor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="aliases")

    def __str__(self) -> str:
        return str(self.uuid)


class Member(models.Model):
    """Whose record it is. home: the first id it was known under; customer: the one it is under now, None while the
    record does not count."""

    record = models.OneToOneField(SourceRecord, primary_key=True, on_delete=models.PROTECT, related_name="member")
    home = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="members")

    def __str__(self) -> str:
        return f"{self.record_id} of {self.customer_id}"


class Claim(models.Model):
    """A record through which an id lives on that is not its home: ids given out when records were parted."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="claims")
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["customer", "record"], name="clusters_claim_once"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} through {self.record_id}"
