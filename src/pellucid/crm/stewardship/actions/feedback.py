"""Saying that something is wrong, and what became of it."""

from datetime import datetime

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.clusters.models import Customer
from pellucid.crm.stewardship.models import Outcome, Report, Trouble

TEXT_LENGTH_MAX = 2_000


def report(
    *,
    trouble: Trouble,
    path: str,
    reporter: User,
    now: datetime,
    customer: Customer | None = None,
    field: str = "",
    text: str = "",
) -> Report:
    """Tell the desk that something is wrong. Whoever may see it may say so. Raises NotAllowed."""
    require(reporter, Permission.VIEW)
    return Report.objects.create(
        trouble=trouble,
        path=path[:300],
        reporter=reporter,
        reported_at=now,
        customer=customer,
        field=field[:250],
        text=text.strip()[:TEXT_LENGTH_MAX],
    )


def resolve_report(*, report: Report, outcome: Outcome, answer: str, actor: User, now: datetime) -> Report:
    """Say what became of a report; its reporter is shown that. Raises NotAllowed."""
    require(actor, Permission.JUDGE)
    report.outcome, report.answer = outcome, answer.strip()[:TEXT_LENGTH_MAX]
    report.resolver, report.resolved_at, report.seen_at = actor, now, None
    report.save()
    return report


def see_answers(*, reporter: User, now: datetime) -> None:
    """Note that a reporter was shown what became of their reports."""
    Report.objects.filter(reporter=reporter, seen_at=None).exclude(outcome="").update(seen_at=now)
