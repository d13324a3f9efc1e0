"""Users: who may sign in, and what their role lets them do."""

import pytest
from django.db import IntegrityError, transaction

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import NotAllowed, may, require
from pellucid.crm.accounts.roles import ALLOWED, Permission, Role

P = Permission
WORKS = {P.VIEW, P.ENTER, P.EDIT, P.UNDO_OWN}
# What people of a role may do, said a second time: a slip in the one place that decides is seen here.
MAY = {
    Role.ADMINISTRATOR: set(Permission),
    Role.STEWARD: WORKS | {P.JUDGE, P.IMPORT, P.EXPORT, P.UNDO_ANY, P.MATCH, P.AUDIT},
    Role.MANAGER: WORKS | {P.EXPORT, P.AUDIT},
    Role.SALES: WORKS,
    Role.MARKETING: WORKS | {P.EXPORT, P.CONSENT},
    Role.SERVICE: WORKS,
    Role.READ_ONLY: {P.VIEW},
    Role.DATA_PROTECTION_OFFICER: {P.VIEW, P.EXPORT, P.AUDIT, P.CONSENT, P.ERASE},
}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_is_listed_and_nothing_else(role: Role) -> None:
    assert {permission for permission in Permission if may(User(role=role), permission)} == MAY[role]
    assert set(ALLOWED) == set(Role)


def test_somebody_who_left_may_do_nothing() -> None:
    left = User(role=Role.ADMINISTRATOR, is_active=False)
    assert not any(may(left, permission) for permission in Permission)


def test_a_refusal_names_what_is_missing_and_who_can_help() -> None:
    with pytest.raises(NotAllowed, match=r"import.*administrator"):
        require(User(role=Role.SALES), Permission.IMPORT)


def test_the_system_itself_is_not_asked() -> None:
    require(None, Permission.ADMINISTER)


@pytest.mark.slow
def test_an_address_signs_in_one_user_however_it_is_written(user) -> None:
    user(email="Anna.Berg@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        user(email="anna.berg@EXAMPLE.com")
    assert User.objects.count() == 1


def test_the_database_refuses_a_role_that_is_none(user) -> None:
    sales = user(Role.SALES)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=sales.pk).update(role="owner")


@pytest.mark.slow
def test_a_user_without_a_password_cannot_sign_in(db) -> None:
    assert not User.objects.create_user(email="a@example.com", password=None, role=Role.SALES).has_usable_password()


def test_a_password_is_kept_hashed(user) -> None:
    made = user(Role.SALES)
    assert "open sesame" not in made.password
    assert made.check_password("open sesame")


def test_public_ids_sort_by_the_time_they_were_made() -> None:
    ids = [new_uuid() for _ in range(1000)]
    assert ids == sorted(ids)
    assert {each.version for each in ids} == {7}
