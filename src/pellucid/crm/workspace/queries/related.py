"""How a customer stands to others: with whom they live, where they work, and what else somebody said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pellucid.crm.accounts.models import User
from pellucid.crm.parties.belongings import Belongings, Companion, belongings_of
from pellucid.crm.parties.models import Party, Relationship, Role

WHY: dict[str, Promise] = {
    "family": _("same family name and address"),
    "phone": _("same phone and address"),
    "both": _("names the company, writes from its domain"),
    "name": _("names the company"),
    "domain": _("writes from the company's domain"),
    "said": _("somebody said so"),
}
# From where the sentence ends: the first side's words are the role's own.
AT_THE_OTHER_END: dict[str, Promise] = {
    Role.WORKS_AT: _("employs"),
    Role.REFERRED_BY: _("referred"),
    Role.PARENT_COMPANY: _("owns"),
    Role.NOT_AT: _("does not employ"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Parties beside a customer. more: how many there are besides those shown."""

    title: Promise
    shown: Sequence[tuple[Party, Promise]]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Whom a customer belongs to. told: what else somebody said, and of whom."""

    beside: Sequence[Beside]
    told: Sequence[tuple[Promise | str, Party]]


def related_to(party: Party, *, user: User) -> Related:
    """Return how a customer stands to others, each as best known. Raises NotAllowed."""
    known = belongings_of(party, user=user)
    beside = (
        Beside(title=_("Lives with"), shown=_with_why(known.household)),
        Beside(title=_("Works at"), shown=_with_why(known.employers)),
        Beside(title=_("People here"), shown=_with_why(known.staff), more=known.staff_count - len(known.staff)),
    )
    return Related(beside=[each for each in beside if each.shown], told=_told(party, known))


def _with_why(companions: Sequence[Companion]) -> list[tuple[Party, Promise]]:
    return [(each.party, WHY[each.reason]) for each in companions]


def _told(party: Party, known: Belongings) -> list[tuple[Promise | str, Party]]:
    found = Relationship.objects.filter(
        Q(subject__survivor=party.customer) | Q(object__survivor=party.customer), is_current=True
    ).select_related("subject__survivor__party__customer", "object__survivor__party__customer")
    told: list[tuple[Promise | str, Party]] = []
    for relationship in found:
        mine = relationship.subject.survivor_id == party.pk
        other = (relationship.object if mine else relationship.subject).survivor
        if other is not None and hasattr(other, "party") and not known.is_told(relationship, other.party):
            own_words = Role(relationship.role).label
            told.append((own_words if mine else AT_THE_OTHER_END.get(relationship.role, own_words), other.party))
    return told
