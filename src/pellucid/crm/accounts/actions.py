"""Adding users."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission, Role


class UserRefused(Exception):
    """A user cannot be added like this. The text is fit to show."""


def add_user(*, email: str, name: str, role: Role, password: str, actor: User | None) -> User:
    """Add somebody who works here. Raises UserRefused for a weak password or an address that is taken in any case."""
    require(actor, Permission.ADMINISTER)
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as weak:
        raise UserRefused(" ".join(weak.messages)) from weak
    try:
        with transaction.atomic():
            return User.objects.create_user(email=email, password=password, role=role, name=name)
    except IntegrityError as taken:
        raise UserRefused(f"{email} is a user already.") from taken
