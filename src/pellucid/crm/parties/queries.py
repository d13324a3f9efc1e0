"""Customers as best known, and where any id leads."""

from uuid import UUID

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.models import Customer, Member
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.parties.models import Party


def party_of(uuid: UUID, *, user: User | None) -> Party:
    """Return the customer that an id leads to now, be it a customer's, for ever, or one of their records'.

    Raises Customer.DoesNotExist for an id never given out, NobodyThere where none is left, NotAllowed.
    """
    require(user, Permission.VIEW)
    survivor = _led_to(uuid)
    if survivor is None:
        raise NobodyThere
    return Party.objects.select_related("customer", "change__actor").get(customer=survivor)


def _led_to(uuid: UUID) -> int | None:
    for survivor in Customer.objects.filter(uuid=uuid).values_list("survivor_id", flat=True):
        return survivor
    for customer in Member.objects.filter(record__uuid=uuid).values_list("customer_id", flat=True):
        return customer
    raise Customer.DoesNotExist(f"No customer was ever known as {uuid}.")
