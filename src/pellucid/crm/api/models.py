"""Keys to the door, and answers that are kept so that a repeated request does nothing twice."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.accounts.roles import Role


class Token(models.Model):
    """A key with which a program acts for a user, at most as the token's role allows.

    digest: SHA-256 of the key, which nobody keeps; start: its first letters, to know it again. expires_at: None for no
    end. last_used_at: to the minute.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    name = models.CharField(max_length=100)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens")
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])
    start = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(role__in=list(Role)), name="api_token_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}...)"


class Answer(models.Model):
    """What a request with an Idempotency-Key was answered. fingerprint: SHA-256 of what was asked. headers: those that
    matter. Kept in the transaction of what it tells of, for a day, since it may hold personal values."""

    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)
    status = models.IntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["asker", "key"], name="api_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
