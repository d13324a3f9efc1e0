"""Adding users, and letting them in again."""

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
    _check(password, User(email=email, name=name))
    try:
        with transaction.atomic():
            return User.objects.create_user(email=email, password=password, role=role, name=name)
    except IntegrityError as taken:
        raise UserRefused(f"{email} is a user already.") from taken


def set_password(*, email: str, password: str, actor: User | None) -> User:
    """Give a user another password. Raises UserRefused for a weak one, and where there is no such user."""
    require(actor, Permission.ADMINISTER)
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise UserRefused(f"{email} is no user. Add one: pellucid user add.")
    _check(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _check(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise UserRefused(" ".join(weak.messages)) from weak
