"""Customers, as JSON."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from pellucid.crm.parties.models import Role
from pellucid.crm.sources.models import PartyKind

Fields = dict[str, str]
FIELDS_HELP = "Raw text by field or slot, as in /fields: full_name, email, phone, phone.2, other:<anything> ..."


class CustomerLine(Schema):
    """A customer in a list. version: what If-Match takes; completeness: share of the picture filled in (0-1)."""

    id: UUID
    kind: PartyKind
    name: str
    email: str
    phone: str
    organization: str
    city: str
    country: str
    record_count: int
    issue_count: int
    completeness: float
    version: UUID
    changed_at: datetime


class CustomerPage(Schema):
    """A page of customers. next: the cursor of the next page, null on the last."""

    items: list[CustomerLine]
    next: str | None


class Provenance(Schema):
    """Why a value won. field: it, or the group of fields that survive together. rivals: how many others lost."""

    field: str
    record: UUID
    source: str
    reason: str
    rivals: int


class ContactPoint(Schema):
    """A way to reach a customer. place: 1 for the best of its kind. is_suppressed: never write there."""

    kind: str
    value: str
    place: int
    is_suppressed: bool


class Relationship(Schema):
    """How two customers stand to each other, under the ids that lead to them now."""

    id: UUID
    subject: UUID
    role: Role
    object: UUID
    title: str
    from_date: date | None
    to_date: date | None
    change: UUID


class Companion(Schema):
    """A customer beside another. reason: family (one family name at one address), phone (one number there), name (of
    the company), domain (of the e-mail address), both, or said, where somebody said so."""

    customer: UUID
    name: str
    reason: str


class Customer(CustomerLine):
    """A customer as best known. values: golden values by field or slot. household: who else lives there. staff: the
    first of staff_count who work here, by name. relationships: as somebody said them; the rest follows from data."""

    values: Fields
    provenance: list[Provenance]
    contact_points: list[ContactPoint]
    household: list[Companion]
    employers: list[Companion]
    staff: list[Companion]
    staff_count: int
    relationships: list[Relationship]


class Issue(Schema):
    """A fault found in one value of a record."""

    field: str
    rule: str
    severity: str
    message: str
    found: str
    suggestion: str | None


class Record(Schema):
    """A source record as it came. number: how often it said something new. standard: its values in standard form."""

    id: UUID
    source: UUID
    source_name: str
    key: str
    number: int
    kept_at: datetime
    change: UUID
    file: str | None
    row: int | None
    kind: PartyKind
    raw: Fields
    standard: Fields
    issues: list[Issue]


class NewCustomer(Schema):
    """A record to add. source: name of where it is from. key: that source's own id for it; adding one again is its next
    version. belongs_to: the customer it is of; another: it is none of those it looks like, and reason says why."""

    fields: Fields = Field(..., description=FIELDS_HELP)
    source: str = Field("API", min_length=1, max_length=200)
    key: str | None = Field(None, min_length=1, max_length=200)
    country: str = Field("", pattern="^([A-Z]{2})?$", description="of a record that does not tell, such as IS")
    belongs_to: UUID | None = None
    another: bool = False
    reason: str = ""


class Added(Schema):
    """What adding gave. change: null where the source had said the same before."""

    customer: UUID
    record: UUID
    change: UUID | None


class Asked(Schema):
    """A record that is not kept."""

    fields: Fields = Field(..., description=FIELDS_HELP)
    country: str = Field("", pattern="^([A-Z]{2})?$")


class Candidate(Schema):
    """A record that may be the same. probability: that it is (0-1); reasons: strongest first."""

    customer: UUID
    record: UUID
    name: str
    probability: float
    bits: float
    reasons: str


class Candidates(Schema):
    """Whom a record may be, likeliest first."""

    items: list[Candidate]


class Edit(Schema):
    """What is true of a customer; an empty text says that a value is wrong."""

    fields: Fields = Field(..., description=FIELDS_HELP)
    reason: str = ""
