"""Reports that something is wrong: those that wait, and one's own."""

from django.db.models import QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import may, require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.parties.models import Party
from pellucid.crm.stewardship.models import Report

SHOWN = 100


def open_reports(*, user: User) -> QuerySet[Report]:
    """Return the reports that wait for a steward, oldest first; none for who is no steward."""
    reports = Report.objects.select_related("reporter", "customer").order_by("pk")
    return reports.filter(outcome="") if may(user, Permission.JUDGE) else reports.none()


def own_reports(*, user: User) -> list[Report]:
    """Return what somebody reported, newest first."""
    require(user, Permission.VIEW)
    reports = Report.objects.filter(reporter=user).select_related("resolver", "customer")
    return list(reports.order_by("-pk")[:SHOWN])


def with_names(reports: list[Report]) -> list[tuple[Report, Party | None]]:
    """Return reports with the customer each is about now, where there is one."""
    known = Party.objects.select_related("customer").in_bulk(
        [report.customer.survivor_id for report in reports if report.customer and report.customer.survivor_id]
    )
    return [(report, known.get(report.customer.survivor_id or 0) if report.customer else None) for report in reports]


def waiting_count(*, user: User) -> int:
    """Return how many reports wait for this steward, and answers for this reporter."""
    answers = Report.objects.filter(reporter=user, seen_at=None).exclude(outcome="").count()
    return answers + open_reports(user=user).count()
