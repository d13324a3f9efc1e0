"""Survivorship rules: what makes one value better than another, per field or group of fields, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pellucid.golden.model.field import FieldSpec


class Reason(StrEnum):
    """Why a value won, in the words of docs/reference/survivorship.

    STRICTEST: it permits less; of consents the strictest holds, whatever else speaks. VERIFIED: somebody made sure of
    it. TRUSTED: its source is trusted more. RECENT: its record changed last. COMPLETE: more of its group is filled in.
    FREQUENT: more records of the customer say so. FIRST: nothing parted them but order.
    """

    STRICTEST = "strictest"
    VERIFIED = "verified"
    TRUSTED = "trusted"
    RECENT = "recent"
    COMPLETE = "complete"
    FREQUENT = "frequent"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivorshipRule:
    """How one group of fields survives. fields: move together from one record. order: the first that parts them wins.

    many: further distinct values are kept behind the best. told_apart_by: the fields in which two values must differ to
    be two values; all of them where none is named. A title more or less makes no other name. needs_one_of: without any
    of these fields a value is a fragment, such as an address of a country alone, and stands not against a whole one.
    """

    name: str
    fields: tuple[str, ...]
    order: tuple[Reason, ...]
    many: bool = False
    told_apart_by: tuple[str, ...] = ()
    needs_one_of: tuple[str, ...] = ()


# What changes in life: the newest is right. What does not: what most records say is right, and a newer typing error is
# not.
CHANGING = (Reason.VERIFIED, Reason.TRUSTED, Reason.RECENT, Reason.COMPLETE, Reason.FREQUENT)
LASTING = (Reason.VERIFIED, Reason.TRUSTED, Reason.FREQUENT, Reason.COMPLETE, Reason.RECENT)
LASTING_FIELDS = frozenset({"birth_date", "national_id", "gender", "nickname", "source_key", "created_date"})


CONSENT = "consent"  # the group that is not chosen like others: merging customers never widens what may be done
TOLD_APART_BY: dict[str, tuple[str, ...]] = {
    "name": ("given_name", "family_name", "suffix"),
    "address": ("street", "house_number", "unit", "po_box"),  # nobody moves to the same number of a like-named street
    "job": ("organization",),
    "consent": ("consent",),
}

NEEDS_ONE_OF: dict[str, tuple[str, ...]] = {
    "name": ("given_name", "family_name"),
    "address": ("street", "po_box"),
    "consent": ("consent",),
}


def rules_of(catalog: Sequence[FieldSpec]) -> tuple[SurvivorshipRule, ...]:
    """Return the rules that a field catalog implies: one a group, and one for each field outside any."""
    rules: dict[str, SurvivorshipRule] = {}
    for spec in catalog:
        name = spec.group or spec.name
        known = rules[name].fields if name in rules else ()
        lasting = name == "name" or spec.name in LASTING_FIELDS
        usual = LASTING if lasting else CHANGING
        rules[name] = SurvivorshipRule(
            name=name,
            fields=(*known, spec.name),
            order=(Reason.STRICTEST, *usual) if name == CONSENT else usual,
            many=spec.many,
            told_apart_by=TOLD_APART_BY.get(name, ()),
            needs_one_of=NEEDS_ONE_OF.get(name, ()),
        )
    return tuple(rules.values())
