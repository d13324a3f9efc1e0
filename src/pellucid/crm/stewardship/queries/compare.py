"""Customers, or the records of one, side by side; and the customer they would become."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pellucid.crm.accounts.models import User
from pellucid.crm.cleaning.survival import golden_of
from pellucid.crm.clusters.queries import records_of
from pellucid.crm.matches.why import reasons_of
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of
from pellucid.crm.sources.models import RecordVersion
from pellucid.crm.stewardship.words import label_of
from pellucid.golden.match.explain import Reason
from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.model.field import slot_name, split_slot

Values = Mapping[str, str]
NAME_FIELDS = ("prefix", "given_name", "middle_name", "family_name", "suffix")
ADDRESS_FIELDS = ("street", "house_number", "unit", "po_box", "postal_code", "city", "region", "country")
HELD_TOGETHER = frozenset({*NAME_FIELDS, "full_name", *ADDRESS_FIELDS, "source_key", "legal_form", "organization_core"})
ASPECT_OF_COMPARISON = {
    "given name": "name", "family name": "name", "generation": "name", "birth date": "birth_date", "e-mail": "email",
    "phone": "phone", "address": "address", "identifier": "tax_id", "company": "organization",
    "company name": "organization", "holding": "organization", "legal form": "organization", "country": "address",
    "domain": "email",
}  # fmt: skip
KEPT_BESIDE = ("email", "phone")  # of these the one that is not picked stays, behind the one that is


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A customer or a record that is compared. values: in standard form, by slot."""

    uuid: UUID
    name: str
    note: str
    values: Values
    records: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that is compared. key: of its choice in the form. texts: one a column. wins: the column whose value it
    would be, None where it is of neither. bits: evidence, where two are compared. can_pick: a person may choose."""

    key: str
    label: str
    texts: list[str]
    golden: str
    wins: int | None
    bits: float | None
    can_pick: bool

    @property
    def cells(self) -> list[tuple[str, bool]]:
        """What each column says, and whether that is what it would be."""
        return [(text, number == self.wins) for number, text in enumerate(self.texts)]

    @property
    def differs(self) -> bool:
        """Whether two columns that say something do not say the same."""
        return len({text for text in self.texts if text}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Columns side by side, the customer they would become, and why they may be one."""

    columns: list[Column]
    rows: list[Row]
    golden: Values
    name: str
    reasons: Sequence[Reason] = field(default=())


def columns_of_customers(uuids: Sequence[UUID], *, user: User) -> list[Column]:
    """Return customers as columns, each once. Raises NobodyThere, Customer.DoesNotExist, NotAllowed."""
    parties: dict[int, Party] = {}
    for uuid in uuids:
        party = party_of(uuid, user=user)
        parties.setdefault(party.pk, party)
    columns = []
    for party in parties.values():
        records = records_of([party.pk])
        names = RecordVersion.objects.filter(record__in=records, record__current__isnull=False)
        sources = sorted(set(names.values_list("record__source__name", flat=True)))
        columns.append(
            Column(
                uuid=party.customer.uuid,
                name=party.name,
                note=", ".join(sources),
                values=party.golden,
                records=records,
            )
        )
    return columns


def compare(
    columns: Sequence[Column], *, picks: Mapping[str, str] | None = None, pair: tuple[int, int] | None = None
) -> Compared:
    """Return columns side by side with the customer they would become. picks: column number by row, as chosen.

    pair: the records that are asked about, for the reasons.
    """
    (would,) = would_become([[record for column in columns for record in column.records]])
    reasons = reasons_of(*pair) if pair else ()
    bits: dict[str, float] = {}
    for reason in reasons:
        aspect = ASPECT_OF_COMPARISON.get(reason.comparison)
        if aspect:
            bits[aspect] = bits.get(aspect, 0.0) + reason.bits
    rows = [_row(key, columns, would.values, bits.get(key), picks or {}) for key in _keys(columns)]
    return Compared(columns=list(columns), rows=rows, golden=would.values, name=would.name, reasons=reasons)


def _keys(columns: Sequence[Column]) -> list[str]:
    """Return what is compared, in the order of the catalog."""
    there = {name for column in columns for name in column.values}
    order = {spec.name: number for number, spec in enumerate(CATALOG)}
    rest = [name for name in there if split_slot(name)[0] not in HELD_TOGETHER]
    return ["name", *sorted(rest, key=lambda name: (order.get(split_slot(name)[0], len(order)), split_slot(name)))]


def text_of(key: str, values: Values) -> str:
    """Return what one column says of one row."""
    if key != "name":
        return values.get(key, "")
    both = " ".join(filter(None, (values.get("given_name"), values.get("family_name"))))
    return values.get("full_name") or both


def _row(key: str, columns: Sequence[Column], golden: Values, bits: float | None, picks: Mapping[str, str]) -> Row:
    texts = [text_of(key, column.values) for column in columns]
    would = text_of(key, golden)
    picked = picks.get(key, "")
    if picked.isdecimal() and int(picked) < len(texts) and texts[int(picked)]:
        wins: int | None = int(picked)
        would = texts[int(picked)]
    else:
        wins = next((number for number, text in enumerate(texts) if text and text == would), None)
    slot = split_slot(key)[1] if key != "name" else 1
    return Row(
        key=key,
        label=label_of("full_name" if key == "name" else key),
        texts=texts,
        golden=would,
        wins=wins,
        bits=bits,
        can_pick=slot == 1 and len({text for text in texts if text}) > 1,
    )


def picked_fields(compared: Compared) -> dict[str, str]:
    """Return what an edit has to say so that what was picked holds: raw text by field or slot; empty where all that
    was picked would be so anyway."""
    fields: dict[str, str] = {}
    for row in compared.rows:
        if row.wins is None or not row.can_pick or row.golden == text_of(row.key, compared.golden):
            continue
        values = compared.columns[row.wins].values
        if row.key == "name":
            fields |= {name: values[name] for name in NAME_FIELDS if values.get(name)} or {"full_name": row.golden}
        elif row.key == "address":
            fields |= {name: values[name] for name in ADDRESS_FIELDS if values.get(name)}
        elif row.key in KEPT_BESIDE:
            known = [text for name, text in compared.golden.items() if split_slot(name)[0] == row.key]
            kept = [row.golden, *(text for text in known if text != row.golden)]
            fields |= {slot_name(row.key, number): text for number, text in enumerate(kept, start=1)}
        else:
            fields[row.key] = row.golden
    return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Would:
    """A customer as it would be made of some records."""

    name: str
    values: Values
    record_count: int


def would_become(groups: Sequence[Sequence[int]]) -> list[Would]:
    """Return the customers that groups of records would make. Nothing is kept."""
    rows = golden_of(groups).select(["name", "golden", "record_count"]).to_pylist()
    return [
        Would(
            name=row["name"],
            values={name: text for name, text in json.loads(row["golden"]).items() if text},
            record_count=row["record_count"],
        )
        for row in rows
    ]


def columns_of_records(party: Party) -> list[Column]:
    """Return the records of a customer as columns."""
    versions = RecordVersion.objects.filter(
        record__in=records_of([party.pk]), pk__in=RecordVersion.objects.filter(record__current__isnull=False)
    )
    current = versions.filter(pk__in=versions.values("record__current")).select_related("record__source")
    return [
        Column(
            uuid=version.record.uuid,
            name=text_of("name", version.standard) or version.standard.get("organization", "") or version.record.key,
            note=version.record.source.name,
            values=version.standard,
            records=[version.record_id],
        )
        for version in current.order_by("record_id")
    ]
