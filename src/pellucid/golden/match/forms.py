"""Match forms: what keys and comparisons look at, made from standard values, one row a record."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.match.contacts import email_columns, email_keys, national_numbers
from pellucid.golden.match.guard import disarm, judge_values
from pellucid.golden.model.field import OTHER, split_slot
from pellucid.golden.standardize.address import city_key, house_key, postal_key, street_key
from pellucid.golden.standardize.distinct import distinct, flat, over_distinct
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name import FamilyForms, GivenForms, family_forms, given_forms
from pellucid.golden.standardize.organization import organization_key

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
# A company and the company that owns it share a name but for one of these.
HOLDING_WORDS = frozenset(
    {"holding", "holdings", "group", "groupe", "gruppe", "grupo", "beteiligungen", "beteiligungs", "invest"}
)
IDENTIFIERS = ("national_id", "tax_id", "registration_number", "iban")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """table: column id (int32, 0 to n-1) and the match forms. judged: what the guard made of e-mails and phones."""

    table: pa.Table
    judged: dict[str, pa.Table]


def make_forms(standard: pa.Table) -> Forms:
    """Return the match forms of standard records, shared contact values disarmed."""
    columns: dict[str, pa.Array] = {"id": pa.array(np.arange(standard.num_rows, dtype=np.int32))}
    columns |= _name_columns(standard)
    columns |= _birth_columns(_column(standard, "birth_date"))
    columns |= _address_columns(standard)
    columns |= _organization_columns(standard)
    judged = {}
    for field, keys in (("email", email_keys), ("phone", national_numbers)):
        slots = [keys(slot) for slot in (*_slots(standard, field), *_slots(standard, f"{field}_digits"))]
        judged[field] = _judge(slots, columns)
        columns[field + "s_all"] = list_of(slots, standard.num_rows)
        slots = [disarm(slot, judged[field]) for slot in slots]
        columns[field + "s"] = list_of(slots, standard.num_rows)
        columns[field] = _first(slots, standard.num_rows)
    columns |= email_columns(columns["email"], columns["given"], columns["family"])
    identifiers = [_labelled(field, slot) for field in IDENTIFIERS for slot in _slots(standard, field)]
    columns["identifiers"] = list_of(identifiers, standard.num_rows)
    kinds = [_kind(field, slot) for field in IDENTIFIERS for slot in _slots(standard, field)]
    columns["identifier_kinds"] = list_of(kinds, standard.num_rows)
    columns["identifier"] = _first(identifiers, standard.num_rows)
    return Forms(table=pa.table(columns), judged=judged)


def list_of(slots: list[pa.Array], rows: int) -> pa.Array:
    """Return a list column of the values of all slots; null where there are none."""
    if not slots:
        return pa.nulls(rows, TEXTS)
    present = np.stack([pc.is_valid(slot).to_numpy(zero_copy_only=False) for slot in slots], axis=1)
    counts = present.sum(axis=1)
    stacked = pa.concat_arrays([flat(slot) for slot in slots])
    order = (np.arange(len(slots))[None, :] * rows + np.arange(rows)[:, None])[present]
    offsets = np.r_[0, np.cumsum(counts)].astype(np.int32)
    empty = np.r_[counts == 0, False]
    return pa.ListArray.from_arrays(pa.array(offsets, mask=empty), stacked.take(pa.array(order)))


def _column(standard: pa.Table, name: str) -> pa.Array:
    return flat(standard[name]) if name in standard.column_names else pa.nulls(standard.num_rows, TEXT)


def _slots(standard: pa.Table, field: str) -> list[pa.Array]:
    names = [name for name in standard.column_names if not name.startswith(OTHER) and split_slot(name)[0] == field]
    return [flat(standard[name]) for name in sorted(names, key=split_slot)]


def _first(slots: list[pa.Array], rows: int) -> pa.Array:
    return flat(pc.coalesce(*slots)) if slots else pa.nulls(rows, TEXT)


def _key_or_none(key: Callable[[str], str]) -> Callable[[str], str | None]:
    return lambda text: key(text) or None


def _labelled(field: str, slot: pa.Array) -> pa.Array:
    return over_distinct(slot, lambda text: f"{field}:{text}")


def _kind(field: str, slot: pa.Array) -> pa.Array:
    return pc.if_else(pc.is_valid(slot), pa.scalar(field, TEXT), pa.scalar(None, TEXT))


def _judge(slots: list[pa.Array], columns: dict[str, pa.Array]) -> pa.Table:
    values = pa.concat_arrays([flat(slot) for slot in slots]) if slots else pa.nulls(0, TEXT)
    given = pa.concat_arrays([columns["given_sound"]] * len(slots)) if slots else pa.nulls(0, TEXT)
    family = pa.concat_arrays([columns["family_sound"]] * len(slots)) if slots else pa.nulls(0, TEXT)
    return judge_values(values, given, family)


def _name_columns(standard: pa.Table) -> dict[str, pa.Array]:
    """Return the forms of given and family names; a name part made of nothing but marks counts as missing."""
    texts, positions = distinct(_column(standard, "given_name"))
    givens: list[GivenForms] = [given_forms(text) for text in texts]
    family_texts, family_positions = distinct(_column(standard, "family_name"))
    families: list[FamilyForms] = [family_forms(text) for text in family_texts]
    columns = {
        "given": pa.array([forms.key or None for forms in givens], TEXT).take(positions),
        "given_initial": pa.array([forms.initial or None for forms in givens], TEXT).take(positions),
        "given_sound": pa.array([forms.phonetic or forms.key or None for forms in givens], TEXT).take(positions),
        "given_classes": pa.array([list(forms.classes) or None for forms in givens], TEXTS).take(positions),
        "family": pa.array([forms.key or None for forms in families], TEXT).take(family_positions),
        "family_sound": pa.array([forms.phonetic or forms.key or None for forms in families], TEXT).take(
            family_positions
        ),
        "family_tokens": pa.array([list(forms.tokens) or None for forms in families], TEXTS).take(family_positions),
        "generation": over_distinct(_column(standard, "suffix"), _generation),
    }
    columns["plain_name"] = pc.if_else(pc.is_null(columns["generation"]), pa.scalar("yes"), pa.scalar(None, TEXT))
    smaller = pc.min_element_wise(columns["given"], columns["family"], skip_nulls=False)
    larger = pc.max_element_wise(columns["given"], columns["family"], skip_nulls=False)
    columns["name_sorted"] = pc.binary_join_element_wise(smaller, larger, " ")
    return columns


def _generation(suffix: str) -> str | None:
    """Return which of several namesakes in a family a suffix means, or None for one that means no such thing."""
    known = {"jr": "2", "junior": "2", "ii": "2", "2nd": "2", "sr": "1", "senior": "1", "i": "1", "iii": "3", "iv": "4"}
    return known.get(suffix.lower().strip(". "))


def _organization_columns(standard: pa.Table) -> dict[str, pa.Array]:
    """Return the company's core name without the words that set a holding apart, and what sets entities apart."""
    core = _column(standard, "organization_core")
    name = over_distinct(core, _key_or_none(lambda text: organization_key(_without_holding(text))))
    holding = over_distinct(core, lambda text: None if _without_holding(text) == text else "yes")
    no_holding = pc.and_(pc.is_valid(core), pc.is_null(holding))
    return {
        "organization": name,
        "holding": holding,
        "no_holding": pc.if_else(no_holding, pa.scalar("yes"), pa.scalar(None, TEXT)),
        "legal_form": over_distinct(
            _column(standard, "legal_form"), _key_or_none(lambda text: fold(text).replace(" ", ""))
        ),
        "country": _column(standard, "country"),
    }


def _without_holding(core: str) -> str:
    return " ".join(word for word in core.split() if word not in HOLDING_WORDS) or core


def _birth_columns(birth_date: pa.Array) -> dict[str, pa.Array]:
    """Return birth dates as yyyymmdd and in parts; birth_crossed is the same for a date and its day-month swap."""
    digits = pc.replace_substring(birth_date, "-", "")
    year, month, day = (pc.utf8_slice_codeunits(digits, *span) for span in ((0, 4), (4, 6), (6, 8)))
    low = pc.min_element_wise(month, day, skip_nulls=False)
    high = pc.max_element_wise(month, day, skip_nulls=False)
    return {
        "birth": digits,
        "birth_year": year,
        "birth_month": month,
        "birth_day": day,
        "birth_crossed": pc.binary_join_element_wise(year, low, high, ""),
    }


def _address_columns(standard: pa.Table) -> dict[str, pa.Array]:
    makers: dict[str, tuple[str, Callable[[str], str]]] = {
        "street": ("street", street_key),
        "house": ("house_number", house_key),
        "postal_code": ("postal_code", postal_key),
        "city": ("city", city_key),
    }
    return {name: over_distinct(_column(standard, field), _key_or_none(key)) for name, (field, key) in makers.items()}
