"""What is wrong with values that count, and what nobody has set right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.read import Rows, all_rows
from pellucid.crm.issues.models import Issue
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.open_issues import open_sql, speaks_of
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import slot_name, split_slot

PAGE = 50
ALL_BY_RULE = "issues-by-rule"
MANY = 100_000  # issues, from which on they are counted only now and then
KEPT_SECONDS = 600
SEVERITIES = ("error", "warning", "note")
PARTS = ("street", "house_number", "postal_code", "city", "region", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How many issues of a rule are open. fixable: those with a value to accept."""

    rule: str
    severity: str
    count: int
    fixable: int
    message: str


def open_by_rule(*, user: User, severity: str = "") -> list[RuleCount]:
    """Return the open issues by rule: what is wrong first, then what most have. severity: only that one."""
    require(user, Permission.VIEW)
    closed = {(rule, how): (count, fixable) for rule, how, count, fixable in all_rows(_closed_by_rule())}
    counts = []
    for rule, how, count, fixable, message in _all_by_rule():
        closed_count, closed_fixable = closed.get((rule, how), (0, 0))
        left, left_fixable = count - closed_count, fixable - closed_fixable
        if left > 0 and severity in ("", how):
            counts.append(RuleCount(rule=rule, severity=how, count=left, fixable=left_fixable, message=message))
    return sorted(counts, key=lambda each: (SEVERITIES.index(each.severity), -each.count, each.rule))


def _all_by_rule() -> Rows:
    """Return rule, severity, count, count of suggestions and a message of all issues of versions that count.

    Where there are many, as they were some minutes ago: a million take seconds to count.
    """
    known: Rows | None = cache.get(ALL_BY_RULE)
    if known is None:
        known = all_rows(
            """SELECT i.rule, i.severity, count(*), count(i.suggestion), min(i.message)
            FROM issues_issue i JOIN sources_sourcerecord r ON r.current_id = i.version_id
            GROUP BY i.rule, i.severity"""
        )
        if sum(row[2] for row in known) > MANY:
            cache.set(ALL_BY_RULE, known, KEPT_SECONDS)
    return known


def _closed_by_rule() -> str:
    """Return SQL for how many issues of each rule were set right: from what people said, of which there is less.

    The order of the tables is the order to go by: SQLite keeps to it where joins are crossed.
    """
    return f"""SELECT i.rule, i.severity, count(DISTINCT i.id),
            count(DISTINCT CASE WHEN i.suggestion IS NOT NULL THEN i.id END)
        FROM sources_source s CROSS JOIN sources_sourcerecord fr CROSS JOIN sources_recordversion said
        CROSS JOIN clusters_member fellow CROSS JOIN clusters_member m CROSS JOIN sources_sourcerecord r
        CROSS JOIN issues_issue i
        WHERE s.kind = 'person' AND fr.source_id = s.id AND said.id = fr.current_id AND said.is_verified
        AND fellow.record_id = fr.id AND m.customer_id = fellow.customer_id AND r.id = m.record_id
        AND i.version_id = r.current_id AND said.id > i.version_id
        AND ({speaks_of("said.raw")} OR {speaks_of("said.rejects")})
        GROUP BY i.rule, i.severity"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIssue:
    """An issue and whose it is. key: names it to the outside. fix: field or slot and the value to accept, if any."""

    issue: Issue
    party: Party
    key: str
    fix: tuple[str, str] | None


def issues_of_rule(
    rule: str, *, user: User, after: str = "", fixable: bool = False
) -> tuple[list[OpenIssue], str | None]:
    """Return open issues of a rule, and the key after which the next page begins; None on the last."""
    require(user, Permission.VIEW)
    own = "AND i.suggestion IS NOT NULL" if fixable else ""
    place = _issue_id(after) or 0
    rows = all_rows(
        f"SELECT i.id, m.customer_id, r.uuid {open_sql()} AND i.rule = %s AND i.id > %s {own} ORDER BY i.id LIMIT %s",
        [rule, place, PAGE + 1],
    )
    found = _issues(rows[:PAGE])
    return found, found[-1].key if len(rows) > PAGE else None


def _issues(rows: Sequence[tuple[int, int, object]]) -> list[OpenIssue]:
    issues = Issue.objects.select_related("version__record__source").in_bulk([row[0] for row in rows])
    parties = Party.objects.select_related("customer").in_bulk([row[1] for row in rows])
    return [
        OpenIssue(
            issue=issues[issue],
            party=parties[customer],
            key=key_of(issues[issue]),
            fix=fix_of(issues[issue], parties[customer]),
        )
        for issue, customer, _ in rows
    ]


def key_of(issue: Issue) -> str:
    """Return what names an issue outside the database: record, field and rule."""
    return f"{issue.version.record.uuid}~{issue.rule}~{issue.field}"


def _issue_id(key: str) -> int | None:
    issue = issue_of(key)
    return issue.pk if issue else None


def issue_of(key: str) -> Issue | None:
    """Return the issue of a key, of what its record says now; None where there is none."""
    record, _, rest = key.partition("~")
    rule, _, field = rest.partition("~")
    try:
        uuid = UUID(record)
    except ValueError:
        return None
    issues = Issue.objects.filter(version__record__uuid=uuid, rule=rule, field=field)
    return (
        issues.filter(version__record__current__issues__isnull=False)
        .select_related("version__record")
        .order_by("-pk")
        .first()
    )


def fix_of(issue: Issue, party: Party) -> tuple[str, str] | None:
    """Return the customer's field or slot, and the text, that accepting the suggestion would say.

    None where nothing is suggested, or where another value than this one is what counts of the customer. A suggestion
    on a whole address is of one of its parts, as its rule names it.
    """
    if issue.suggestion is None:
        return None
    slot = _slot_of(issue, party.golden)
    if slot is None:
        return None
    field, number = split_slot(slot)
    if field != "address":
        return (slot, issue.suggestion) if party.golden.get(slot) != issue.suggestion else None
    part = next((part for part in PARTS if issue.rule.startswith(f"address_{part}")), None)
    return (slot_name(part, number), issue.suggestion) if part else None


def _slot_of(issue: Issue, golden: Mapping[str, str]) -> str | None:
    """Return where the customer has the value that the issue is about; the first free slot where it is not used."""
    field = split_slot(issue.field)[0]
    value = issue.version.standard.get(issue.field)
    own = [name for name, text in golden.items() if text and split_slot(name)[0] == field]
    if value:
        return next((name for name in own if golden[name] == value), None)
    spec = FIELDS.get(field)
    if not own:
        return field
    return slot_name(field, 1 + max(split_slot(name)[1] for name in own)) if spec is not None and spec.many else None
