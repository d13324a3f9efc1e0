"""What words on a command line name in a base."""

from uuid import UUID

from pellucid.cli.refusal import Refused
from pellucid.crm.accounts.models import User
from pellucid.crm.clusters.models import Customer
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import visible_changes
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of
from pellucid.crm.sources.models import SourceRecord


def party_named(word: str, actor: User | None) -> Party:
    """Return the customer that any id ever given out leads to now. Raises Refused."""
    try:
        return party_of(UUID(word), user=actor)
    except (ValueError, Customer.DoesNotExist) as error:
        raise Refused(f"{word} is no id of a customer. Find one: pellucid customers TEXT.") from error
    except NobodyThere as error:
        raise Refused(str(error)) from error


def change_named(word: str, actor: User | None) -> Change:
    """Return a change a user may see, by its id. Raises Refused."""
    try:
        return visible_changes(user=actor).get(uuid=UUID(word))
    except (ValueError, Change.DoesNotExist) as error:
        raise Refused(f"{word} is no change you may see. List them: pellucid changes.") from error


def record_named(word: str) -> SourceRecord:
    """Return a record by its id. Raises Refused."""
    try:
        return SourceRecord.objects.get(uuid=UUID(word))
    except (ValueError, SourceRecord.DoesNotExist) as error:
        raise Refused(f"{word} is no id of a record. pellucid show ID lists those of a customer.") from error
