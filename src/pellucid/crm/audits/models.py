"""How good the data was at some instants: what trends are drawn of, since the data itself tells only how it is now."""

from typing import ClassVar

from django.db import models


class Audit(models.Model):
    """How the customers were at an instant: see parties.health.Health, of which these are the numbers."""

    at = models.DateTimeField()
    people = models.BigIntegerField()
    companies = models.BigIntegerField()
    records = models.BigIntegerField()
    completeness = models.FloatField(null=True)
    merged = models.BigIntegerField()
    with_issues = models.BigIntegerField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-at"], name="audits_by_instant")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(with_issues__lte=models.F("people") + models.F("companies")),
                name="audits_with_issues_among_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
