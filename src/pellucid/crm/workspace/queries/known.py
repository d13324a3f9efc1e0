"""What is known of a customer, in the order it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pellucid.crm.consent.queries import suppressed_among
from pellucid.crm.issues.models import Issue
from pellucid.crm.parties.golden import CONTACTS, PICTURE
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind, RecordVersion
from pellucid.crm.ui.numbers import write_number, write_share
from pellucid.crm.workspace.queries.statements import Standing, standing_of
from pellucid.golden.audit.timeliness import still_true
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import OTHER, FieldClass, split_slot

DOUBTFUL_SHARE = 0.5  # older than its half-life, a value is more likely wrong than right
# Said elsewhere on the page, or parts of what is said whole.
SHOWN_WHOLE = frozenset({"full_name", "organization_core", "legal_form", *CONTACTS})
PARTS = "address_part"
COMPANY_ONLY = frozenset({"registration_number", "industry"})
DAYS_A_MONTH = 30
ASKS_SHOWN = 4  # a page that asks for everything is a form


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One value as it is shown. certainty: verified, believed or doubtful; fresh: share (0-1), None where it does not
    age; issues: faults of this value; is_suppressed: never write there."""

    column: str
    label: str
    text: str
    certainty: str
    fresh: float | None
    fresh_words: str
    issues: Sequence[Issue]
    is_suppressed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Values of one class of fields. asks: labels and names of fields that are missing."""

    title: str
    values: Sequence[Known]
    asks: Sequence[tuple[str, str]] = ()


def reached_at(party: Party, statements: Sequence[RecordVersion], now: datetime) -> list[Known]:
    """Return the ways to reach a customer, best first of each kind."""
    columns = [column for kind in CONTACTS for column in party.golden if split_slot(column)[0] == kind]
    points = {column: (split_slot(column)[0], party.golden[column]) for column in columns}
    suppressed = suppressed_among(points.values())
    return [known_of(party, column, statements, now, points[column] in suppressed) for column in columns]


def sections_of(party: Party, statements: Sequence[RecordVersion], now: datetime) -> list[Section]:
    """Return the other values by class of field, each class with what is missing there."""
    titles = {
        FieldClass.IDENTITY: _("Identity"),
        FieldClass.PERMISSION: _("What we may do"),
        FieldClass.QUANTITATIVE: _("Numbers"),
        FieldClass.DESCRIPTIVE: _("Life and work"),
        FieldClass.QUALITATIVE: _("What was said"),
        None: _("As it came"),
    }
    own: dict[FieldClass | None, list[Known]] = {each: [] for each in titles}
    for column in party.golden:
        spec = FIELDS.get(split_slot(column)[0])
        if split_slot(column)[0] not in SHOWN_WHOLE and not (spec and spec.kind in (PARTS, "country")):
            own[spec.field_class if spec else None].append(known_of(party, column, statements, now))
    missing = missing_of(party)
    return [
        Section(
            title=title,
            values=own[each],
            asks=[(_(FIELDS[name].label), name) for name in missing[:ASKS_SHOWN] if FIELDS[name].field_class == each],
        )
        for each, title in titles.items()
        if own[each]
    ]


def known_of(
    party: Party, column: str, statements: Sequence[RecordVersion], now: datetime, is_suppressed: bool = False
) -> Known:
    """Return one value with the signs it is shown with."""
    standing = standing_of(party, column, statements)
    fresh = _fresh(standing, now) if standing else None
    issues = _issues(standing) if standing else []
    if standing and standing.is_verified:
        certainty = "verified"
    elif standing is None or (fresh is not None and fresh < DOUBTFUL_SHARE) or issues:
        certainty = "doubtful"
    else:
        certainty = "believed"
    return Known(
        column=column,
        label=label_of(column),
        text=party.golden[column],
        certainty=certainty,
        fresh=fresh,
        fresh_words=_fresh_words(fresh, standing.age_days(now)) if standing and fresh is not None else "",
        issues=issues,
        is_suppressed=is_suppressed,
    )


def label_of(column: str) -> str:
    """Return what a column is called on screen."""
    field, slot = split_slot(column)
    if field.startswith(OTHER):
        return field.removeprefix(OTHER)
    label = _(FIELDS[field].label) if field in FIELDS else field.replace("_", " ").capitalize()
    return f"{label} {write_number(slot)}" if slot > 1 else label


def missing_of(party: Party) -> list[str]:
    """Return the fields of the picture that nobody has told, the most valuable first."""
    known = {split_slot(column)[0] for column in party.golden}
    is_person = party.kind == PartyKind.PERSON
    unfit = COMPANY_ONLY if is_person else {"birth_date", "gender", "full_name", "nickname", "job_title", "department"}
    return sorted(
        (
            name
            for name in PICTURE
            if name not in known
            and name not in unfit
            and FIELDS[name].kind not in (PARTS, "name_part", "country")
            and not (is_person and FIELDS[name].kind == "identifier")
        ),
        key=lambda name: -PICTURE[name],
    )


def _fresh(standing: Standing, now: datetime) -> float | None:
    half_life = standing.spec.stale_after_days if standing.spec else None
    if half_life is None:
        return None
    return float(still_true(np.array([float(standing.age_days(now))]), half_life)[0])


def _fresh_words(share: float, days: int) -> str:
    months = days // DAYS_A_MONTH
    if months == 0:
        said = _("last said this month")
    else:
        said = ngettext("last said %(n)s month ago", "last said %(n)s months ago", months) % {"n": write_number(months)}
    return _("probably still right: %(share)s, %(said)s") % {"share": write_share(share), "said": said}


def _issues(standing: Standing) -> list[Issue]:
    found: dict[str, Issue] = {}
    for version in standing.supporters:
        for issue in version.issues.all():
            same_place = version.standard.get(issue.field) == standing.text or issue.field == standing.column
            if same_place and split_slot(issue.field)[0] == standing.field:
                found.setdefault(issue.rule, issue)
    return list(found.values())
