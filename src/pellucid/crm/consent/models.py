"""What we may do. For now: whom we never write to."""

from typing import ClassVar

from django.db import models

from pellucid.crm.history.models import Change


class Suppression(models.Model):
    """An address or number that is never written to, whoever has it.

    digest: of kind and standard value, so that it holds when the value itself was erased. is_current: it counts.
    """

    kind = models.CharField(max_length=10)  # email, phone
    digest = models.CharField(max_length=64)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    is_current = models.BooleanField(default=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["digest"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:8]}"
