"""What people tell the desk, and verdicts that wait for a second person."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.clusters.models import Customer
from pellucid.crm.history.models import Change


class Trouble(models.TextChoices):
    """What somebody says is wrong."""

    WRONG = "wrong", "A value is wrong"
    DOUBLE = "double", "This customer is here twice"
    MIXED = "mixed", "Two customers are mixed up"
    OTHER = "other", "Something else"


class Outcome(models.TextChoices):
    """What became of a report."""

    MENDED = "mended", "Mended"
    RIGHT = "right", "It is right as it is"


class Report(models.Model):
    """Somebody saw something wrong. path: the page they were on. field: the value, where it is about one.

    customer: under the id it had then. outcome: empty while it is open. seen_at: when the reporter saw the answer.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    trouble = models.CharField(max_length=10, choices=Trouble.choices)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=250, blank=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports")
    reported_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    resolver = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(outcome="", resolver__isnull=True, resolved_at__isnull=True)
                | ~models.Q(outcome="") & models.Q(resolver__isnull=False, resolved_at__isnull=False),
                name="stewardship_report_resolved_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["outcome", "-id"])]

    def __str__(self) -> str:
        return f"{self.trouble} at {self.path}"


class Proposal(models.Model):
    """A verdict that a second person has to approve. customers: ids to merge; or pairs of records with a verdict.

    change: what it did, once approved. decided_by: the second person.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    customers = models.JSONField(default=list)
    pairs = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, blank=True)
    picked = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    change = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
                name="stewardship_proposal_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict or 'merge'} proposed by {self.proposed_by_id}"
