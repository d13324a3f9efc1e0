"""Adding one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from django.utils.translation import gettext as _

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.prepare import Prepared, prepare
from pellucid.crm.cleaning.receive import receive
from pellucid.crm.clusters.actions import judge
from pellucid.crm.clusters.models import Customer, Member, Verdict
from pellucid.crm.clusters.queries import living, records_of
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.matches.candidates import Candidate, candidates_for
from pellucid.crm.matches.queries import current_versions
from pellucid.crm.sources.models import Source, SourceRecord
from pellucid.golden.intake.json import NOT_TEXT
from pellucid.golden.model.value import Hints


class PossibleDuplicates(Exception):
    """The record may be of a customer there is already. Say whom it belongs to, or that it is another.

    candidates: likeliest first.
    """

    def __init__(self, candidates: list[Candidate]) -> None:
        super().__init__(
            _("This customer may be here already. Add to one of those found, or say that it is another and why.")
        )
        self.candidates = candidates


class NothingSaid(Exception):
    """A record without a single value. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was entered. Fill in at least one field."))


class NotText(Exception):
    """A value holds what no text does; of a file such a row is quarantined. The text is fit to show."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _("The value of %(field)s holds a zero byte or half a character. Enter it again.") % {"field": field}
        )
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding gave. change: None where the source had said the same before."""

    record: SourceRecord
    customer: Customer
    change: Change | None


def find_duplicates(
    *, fields: Mapping[str, str], actor: User | None, now: datetime, country: str = ""
) -> list[Candidate]:
    """Return the records that one with these fields may be, likeliest first. fields: raw text by field or slot."""
    require(actor, Permission.VIEW)
    filled = _filled(fields)
    return candidates_for(prepare_one(filled, now, country).forms, current_versions()) if filled else []


def add_record(
    *,
    source: Source,
    fields: Mapping[str, str],
    actor: User | None,
    now: datetime,
    key: str | None = None,
    country: str = "",
    belongs_to: Customer | None = None,
    another: bool = False,
    reason: str = "",
) -> Added:
    """Keep one record and make it part of the customer it is of.

    fields: raw text by field or slot. key: the source's own for it; a later record with the same key is its next
    version. belongs_to: the customer it is of, as somebody said. another: somebody said, with a reason, that it is none
    of those it looks like, nor who was erased. Raises PossibleDuplicates where neither is said and it looks like
    somebody, ErasedBefore, NothingSaid, NotText, NobodyThere, NotAllowed.
    """
    require(actor, Permission.ENTER)
    filled = _filled(fields)
    prepared = prepare_one(filled, now, country)
    with recording(kind=Kind.ADD, actor=actor, now=now, reason=reason) as recorder:
        known = key is not None and SourceRecord.objects.filter(source=source, key=key).exists()
        is_said = known or belongs_to is not None
        candidates = [] if is_said else candidates_for(prepared.forms, current_versions())
        if candidates and not another:
            raise PossibleDuplicates(candidates)

        def verdicts(records: list[int]) -> set[int]:
            if another:
                pairs = [(records[0], candidate.record) for candidate in candidates]
                return judge(pairs, Verdict.DIFFERENT, recorder=recorder, reason=reason)
            if belongs_to is not None:
                anchor = records_of([living(belongs_to)])[0]
                return judge([(records[0], anchor)], Verdict.SAME, recorder=recorder, reason=reason)
            return set()

        received = receive(
            prepared,
            source=source,
            recorder=recorder,
            keys=[key or str(new_uuid())],
            anew=another,
            judge=verdicts,
        )
        recorder.count(records=1 - len(received.kept.unchanged))
    record = SourceRecord.objects.get(pk=received.kept.record[0])
    member = Member.objects.select_related("customer").get(record=record)
    assert member.customer is not None
    return Added(record=record, customer=member.customer, change=recorder.change)


def _filled(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text and text.strip()}


def prepare_one(fields: Mapping[str, str], now: datetime, country: str) -> Prepared:
    """Return one row made ready, by the same functions as whole files. Raises NothingSaid, NotText."""
    if not fields:
        raise NothingSaid
    for field, text in fields.items():
        if NOT_TEXT.search(text):
            raise NotText(field)
    columns = {"record_id": pa.array([0]), "file": pa.array([""], pa.string()), "row": pa.array([1])}
    columns |= {name: pa.array([text], pa.string()) for name, text in fields.items()}
    return prepare(pa.table(columns), hints=Hints(country=country or None, today=now.date().isoformat()))
