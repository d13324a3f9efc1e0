"""How good the data was."""

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.audits.models import Audit
from pellucid.crm.parties.health import Health

AUDITS_SHOWN = 12


def last_audits(*, user: User | None, count: int = AUDITS_SHOWN) -> list[tuple[Audit, Health]]:
    """Return the last audits with what each found, the oldest first; none of an empty base. Raises NotAllowed."""
    require(user, Permission.VIEW)
    audits = Audit.objects.filter(records__gt=0).order_by("-at", "-pk")[:count]
    return [(audit, _found(audit)) for audit in reversed(audits)]


def _found(audit: Audit) -> Health:
    return Health(
        people=audit.people,
        companies=audit.companies,
        records=audit.records,
        completeness=audit.completeness,
        merged=audit.merged,
        with_issues=audit.with_issues,
    )
