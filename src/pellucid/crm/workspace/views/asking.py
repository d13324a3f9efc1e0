"""What every view of a customer begins with."""

from uuid import UUID

from django.http import Http404, HttpRequest

from pellucid.crm.accounts.models import User
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of


def asking(request: HttpRequest) -> User:
    """Return who is asking; every page is closed to others."""
    assert isinstance(request.user, User)
    return request.user


def party_or_404(uuid: UUID, request: HttpRequest) -> Party:
    """Return the customer that any id ever given out leads to. Raises Http404 where none does any more."""
    try:
        return party_of(uuid, user=asking(request))
    except (Customer.DoesNotExist, NobodyThere) as error:
        raise Http404(str(error)) from error
