"""What the records of a customer say, each value beside those of the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import RecordVersion
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import FieldSpec, split_slot

DAYS_BEFORE = date(1970, 1, 1).toordinal()  # recency counts days from there


def statements_of(party: Party) -> list[RecordVersion]:
    """Return the version that counts of each record of a customer, latest first."""
    versions = (
        RecordVersion.objects.filter(pk__in=party.customer.members.values("record__current"))
        .select_related("record__source", "file", "change__actor")
        .prefetch_related("issues")
    )
    return sorted(versions, key=lambda version: (-(version.recency or 0), version.pk))


def said_on(version: RecordVersion) -> date:
    """Return the day a record was last changed in its source, or else the day it came here."""
    if version.recency is not None:
        return date.fromordinal(DAYS_BEFORE + int(version.recency))
    return version.change.at.date()


def values_in(version: RecordVersion, field: str) -> list[str]:
    """Return the standard values that a record has of a field, in any slot."""
    return [text for column, text in version.standard.items() if split_slot(column)[0] == field]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one golden value stands. winner: the statement it is from; supporters: all that say the same, the winner
    among them; against: others' values that are not the customer's."""

    column: str
    text: str
    winner: RecordVersion
    supporters: Sequence[RecordVersion]
    against: Sequence[tuple[RecordVersion, str]]
    reason: str

    @property
    def field(self) -> str:
        """The field of the value, without slot."""
        return split_slot(self.column)[0]

    @property
    def spec(self) -> FieldSpec | None:
        """What the register says of the field; None for a column that no field claims."""
        return FIELDS.get(self.field)

    @property
    def is_verified(self) -> bool:
        """Whether a person said so."""
        return any(version.is_verified for version in self.supporters)

    def age_days(self, now: datetime) -> int:
        """Return how long ago it was last said."""
        return max(0, (now.date() - max(said_on(version) for version in self.supporters)).days)


def standing_of(party: Party, column: str, statements: Sequence[RecordVersion]) -> Standing | None:
    """Return how the value of a column stands; None where there is none."""
    text = party.golden.get(column)
    if text is None:
        return None
    field = split_slot(column)[0]
    supporters = [version for version in statements if text in values_in(version, field)]
    spec = FIELDS.get(field)
    chosen, reason, _ = party.provenance.get((spec.group or field) if spec else field, (None, "", 0))
    by_record = [version for version in supporters if version.record_id == chosen]
    verified = [version for version in supporters if version.is_verified]
    winner = next(iter([*by_record, *verified, *supporters]), None)
    if winner is None:  # derived: no record says it in so many words
        return None
    own = {value.casefold() for name, value in party.golden.items() if split_slot(name)[0] == field}
    against = [
        (version, value) for version in statements for value in values_in(version, field) if value.casefold() not in own
    ]
    return Standing(column=column, text=text, winner=winner, supporters=supporters, against=against, reason=reason)
