"""How a customer stands to others."""

from django.db.models import Q

from pellucid.crm.parties.models import Party, Relationship


def relationships_of(party: Party) -> list[tuple[Relationship, Party]]:
    """Return how a customer stands to others, each with the other as best known."""
    found = Relationship.objects.filter(
        Q(subject__survivor=party.customer) | Q(object__survivor=party.customer), is_current=True
    ).select_related("subject__survivor__party", "object__survivor__party")
    told = []
    for relationship in found:
        mine = relationship.subject.survivor_id == party.pk
        other = (relationship.object if mine else relationship.subject).survivor
        if other is not None and hasattr(other, "party"):
            told.append((relationship, other.party))
    return told
