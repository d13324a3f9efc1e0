"""What is wrong with values of source records."""

from typing import ClassVar

from django.db import models

from pellucid.crm.sources.models import RecordVersion


class Issue(models.Model):
    """One fault found in one value of a version of a record; see pellucid.golden.model.issue."""

    version = models.ForeignKey(RecordVersion, on_delete=models.CASCADE, related_name="issues")
    field = models.CharField(max_length=250)
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=8)
    message = models.TextField()
    found = models.TextField(blank=True)
    suggestion = models.TextField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["rule", "severity"])]

    def __str__(self) -> str:
        return f"{self.rule}: {self.field}"
