"""Touchpoints: whatever happened between us and a customer."""

from typing import ClassVar

from django.db import models

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.clusters.models import Customer
from pellucid.crm.history.models import Change


class Touchpoint(models.Model):
    """One thing that happened. customer: the id it was made under; see clusters.Customer. kind: note, call, order ...

    is_current: it counts; follows from history.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="touchpoints")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["customer", "-at"])]

    def __str__(self) -> str:
        return self.title
