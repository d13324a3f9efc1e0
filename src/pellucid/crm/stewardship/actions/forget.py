"""Forgetting at the desk whom an administrator erases."""

from django.db.models import Q

from pellucid.crm.cleaning.actions.erase import Forgotten
from pellucid.crm.stewardship.models import Proposal, Report


def forget_at_desk(whom: Forgotten) -> None:
    """Empty the texts of reports and proposals about customers; that there was one stays."""
    for uuid in whom.uuids:
        about = Report.objects.filter(Q(customer__in=whom.customers) | Q(path__contains=uuid))
        about.update(text="", field="", path="/", answer="")
    for proposal in Proposal.objects.exclude(reason=""):
        told = {*proposal.customers, *(uuid for pair in proposal.pairs for uuid in pair.split("~"))}
        if not whom.uuids.isdisjoint(told):
            Proposal.objects.filter(pk=proposal.pk).update(reason="")
