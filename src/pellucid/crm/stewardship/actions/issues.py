"""Setting right what is wrong, by accepting what is suggested: an edit like any other."""

from datetime import datetime

from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.history.models import Change
from pellucid.crm.issues.models import Issue
from pellucid.crm.parties.models import Party
from pellucid.crm.stewardship.queries.issues import fix_of


class NothingSuggested(Exception):
    """The issue has no value to accept. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("Nothing is suggested here. Open the customer and write down what is right."))


def accept_suggestion(*, issue: Issue, actor: User, now: datetime) -> Change:
    """Say that a value is what is suggested. Raises NothingSuggested, NobodyThere, NotAllowed."""
    party = Party.objects.select_related("customer").filter(customer__members__record=issue.version.record_id).first()
    if party is None:
        raise NobodyThere
    fix = fix_of(issue, party)
    if fix is None:
        raise NothingSuggested
    return edit_customer(customer=party.customer, fields=dict([fix]), actor=actor, now=now, reason=issue.message)
