"""What people keep for their own work."""

from typing import ClassVar

from django.db import models

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.accounts.models import User
from pellucid.crm.sources.models import PartyKind


class SavedView(models.Model):
    """A way somebody looks at a list. query: the end of its address. is_shared: everybody sees it, one may take it."""

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    query = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "name"])]

    def __str__(self) -> str:
        return self.name
