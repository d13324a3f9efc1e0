"""Users."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.accounts.roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes users; a password is only ever kept hashed."""

    def create_user(self, *, email: str, password: str | None, role: Role, **rest: Any) -> "User":
        """Return a new user who can sign in with this password, or not at all where it is None.

        The address is kept in small letters, as signing in looks for it: no provider tells mailboxes apart by capitals.
        """
        user = self.model(email=email.strip().lower(), role=role, **rest)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who works here. Signs in with an e-mail address.

    scope: the role of the token they act through just now, which may allow less than their own; None for themselves.
    """

    uuid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    scope: Role | None = None
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]
    objects = UserManager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_any_case"),
            models.CheckConstraint(condition=models.Q(role__in=list(Role)), name="accounts_user_role_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.email
