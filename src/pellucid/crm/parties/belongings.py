"""With whom a customer lives, where they work, and who works for them: what follows from data, and what was said."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.parties.models import Belonging, Party, Relationship, Role
from pellucid.golden.relate.households import HouseholdReason

STAFF_SHOWN = 50
SAID = HouseholdReason.SAID.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A party beside another. reason: a HouseholdReason or an EmployerReason; said, where somebody said so."""

    party: Party
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """Where a party belongs. household: who else lives there; staff: the first STAFF_SHOWN by name of staff_count."""

    household: list[Companion]
    employers: list[Companion]
    staff: list[Companion]
    staff_count: int

    def is_told(self, relationship: Relationship, other: Party) -> bool:
        """Return whether a relationship to another is in here already."""
        ended = relationship.to_date is not None
        beside = {Role.HOUSEHOLD.value: self.household, Role.WORKS_AT.value: [*self.employers, *self.staff]}
        return not ended and other in [each.party for each in beside.get(relationship.role, [])]


def belongings_of(party: Party, *, user: User | None) -> Belongings:
    """Return where a party belongs now. Raises NotAllowed."""
    require(user, Permission.VIEW)
    works_at = Belonging.objects.filter(role=Role.WORKS_AT)
    told = Relationship.objects.filter(role=Role.WORKS_AT, is_current=True, to_date=None)
    told = told.exclude(subject__survivor=F("object__survivor"))
    employed = works_at.filter(other=party)
    said = told.filter(object__survivor=party.pk, subject__survivor__party__isnull=False)
    said_staff = said.values("subject__survivor").distinct()
    staff = [
        *_companions(Party.objects.filter(pk__in=said_staff).order_by("sort_name", "pk")[:STAFF_SHOWN]),
        *[Companion(party=each.party, reason=each.reason) for each in _first(employed, "party")],
    ]
    own = works_at.filter(party=party).select_related("other__customer")
    said_employers = told.filter(subject__survivor=party.pk).values("object__survivor")
    return Belongings(
        household=_household(party),
        employers=[
            *_companions(Party.objects.filter(pk__in=said_employers)),
            *[Companion(party=each.other, reason=each.reason) for each in own],
        ],
        staff=staff[:STAFF_SHOWN],
        staff_count=said_staff.count() + employed.count(),
    )


def _household(party: Party) -> list[Companion]:
    first = Belonging.objects.filter(role=Role.HOUSEHOLD, party=party).values("other")
    others = Belonging.objects.filter(role=Role.HOUSEHOLD, other__in=first).exclude(party=party)
    return [Companion(party=each.party, reason=each.reason) for each in _first(others, "party")]


def _first(found: QuerySet[Belonging], side: str) -> QuerySet[Belonging]:
    return found.select_related(f"{side}__customer").order_by(f"{side}__sort_name", side)[:STAFF_SHOWN]


def _companions(parties: QuerySet[Party]) -> list[Companion]:
    return [Companion(party=each, reason=SAID) for each in parties.select_related("customer")]
