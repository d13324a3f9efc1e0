"""Customers as the door shows them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.api.shapes import customers as shape
from pellucid.crm.clusters.models import Customer, Member
from pellucid.crm.consent.queries import suppressed_among
from pellucid.crm.issues.models import Issue
from pellucid.crm.matches.candidates import Candidate
from pellucid.crm.parties.belongings import Companion, belongings_of
from pellucid.crm.parties.models import Party, Relationship, Role
from pellucid.crm.sources.models import PartyKind, RecordVersion, SourceRecord


def customers_where(
    *, user: User, kind: PartyKind | None, city: str, country: str, changed_since: datetime | None
) -> QuerySet[Party]:
    """Return the customers that are so. Empty or None: whatever it is."""
    require(user, Permission.VIEW)
    wanted: dict[str, Any] = {
        "kind": kind, "city__iexact": city, "country__iexact": country, "change__at__gte": changed_since,
    }  # fmt: skip
    conditions = {name: value for name, value in wanted.items() if value}
    return Party.objects.filter(**conditions).select_related("customer", "change")


def told_line(party: Party) -> shape.CustomerLine:
    """Return a customer as lists show it."""
    return shape.CustomerLine(**_line(party))


def told_customer(party: Party, *, user: User) -> shape.Customer:
    """Return a customer with all that is known of it."""
    beside = belongings_of(party, user=user)
    points = list(party.contact_points.order_by("kind", "place").values("kind", "value", "place"))
    suppressed = suppressed_among((point["kind"], point["value"]) for point in points)
    return shape.Customer(
        **_line(party),
        values=party.golden,
        provenance=_provenance(party),
        contact_points=[
            shape.ContactPoint(**point, is_suppressed=(point["kind"], point["value"]) in suppressed) for point in points
        ],
        household=_companions(beside.household),
        employers=_companions(beside.employers),
        staff=_companions(beside.staff),
        staff_count=beside.staff_count,
        relationships=_relationships(party),
    )


def told_records(party: Party) -> list[shape.Record]:
    """Return the records of a customer as they count now, each as it came."""
    versions = (
        RecordVersion.objects.filter(pk__in=party.customer.members.values("record__current"))
        .select_related("record__source", "file", "change")
        .prefetch_related("issues")
        .order_by("record")
    )
    return [_record(version) for version in versions]


def told_issue(issue: Issue) -> shape.Issue:
    """Return an issue."""
    return shape.Issue(
        field=issue.field,
        rule=issue.rule,
        severity=issue.severity,
        message=issue.message,
        found=issue.found,
        suggestion=issue.suggestion,
    )


def told_candidates(candidates: Iterable[Candidate]) -> list[shape.Candidate]:
    """Return whom a record may be, likeliest first."""
    found = {candidate.record: candidate for candidate in candidates}
    members = Member.objects.filter(record__in=found, customer__isnull=False).select_related(
        "record", "customer__party"
    )
    owners = {member.record_id: member for member in members}
    return [
        shape.Candidate(
            customer=owners[record].customer.uuid,  # type: ignore[union-attr]
            record=owners[record].record.uuid,
            name=owners[record].customer.party.name,  # type: ignore[union-attr]
            probability=candidate.probability,
            bits=candidate.bits,
            reasons=candidate.reasons,
        )
        for record, candidate in found.items()
        if record in owners
    ]


def _line(party: Party) -> dict[str, Any]:
    own = ("kind", "name", "email", "phone", "organization", "city", "country")
    numbers = ("record_count", "issue_count", "completeness")
    return {
        "id": party.customer.uuid,
        **{name: getattr(party, name) for name in (*own, *numbers)},
        "version": party.change.uuid,
        "changed_at": party.change.at,
    }


def _provenance(party: Party) -> list[shape.Provenance]:
    records = SourceRecord.objects.select_related("source").in_bulk([said[0] for said in party.provenance.values()])
    return [
        shape.Provenance(
            field=field, record=records[record].uuid, source=records[record].source.name, reason=reason, rivals=rivals
        )
        for field, (record, reason, rivals) in sorted(party.provenance.items())
    ]


def _companions(companions: Iterable[Companion]) -> list[shape.Companion]:
    return [
        shape.Companion(customer=each.party.customer.uuid, name=each.party.name, reason=each.reason)
        for each in companions
    ]


def _relationships(party: Party) -> list[shape.Relationship]:
    found = Relationship.objects.filter(
        Q(subject__survivor=party.customer) | Q(object__survivor=party.customer), is_current=True
    )
    return [told_relationship(each) for each in found.select_related("subject__survivor", "object__survivor", "change")]


def told_relationship(relationship: Relationship) -> shape.Relationship:
    """Return a relationship, under the ids that lead to both customers now."""
    return shape.Relationship(
        id=relationship.uuid,
        subject=_led_to(relationship.subject),
        role=Role(relationship.role),
        object=_led_to(relationship.object),
        title=relationship.title,
        from_date=relationship.from_date,
        to_date=relationship.to_date,
        change=relationship.change.uuid,
    )


def _led_to(customer: Customer) -> UUID:
    return (customer.survivor or customer).uuid


def _record(version: RecordVersion) -> shape.Record:
    return shape.Record(
        id=version.record.uuid,
        source=version.record.source.uuid,
        source_name=version.record.source.name,
        key=version.record.key,
        number=version.number,
        kept_at=version.change.at,
        change=version.change.uuid,
        file=version.file.name if version.file else None,
        row=version.row,
        kind=PartyKind(version.party),
        raw=version.raw,
        standard=version.standard,
        issues=[told_issue(issue) for issue in version.issues.all()],
    )
