"""Traces: what a golden record shows of where its party belongs, as numbers that meet where parties do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.match.hashes import hash_column
from pellucid.golden.model.field import OTHER, split_slot
from pellucid.golden.relate.domains import business_domains, is_own
from pellucid.golden.standardize.address import city_key, house_key, postal_key, street_key
from pellucid.golden.standardize.distinct import flat, over_distinct
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name import family_forms, family_sound
from pellucid.golden.standardize.organization import organization_key

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
TEXT = pa.string()
UNUSED_BITS = np.uint64(12)  # 52 are left: a database hands them on as floats without losing one


class Trace(IntEnum):
    """What a trace says of a party. Its key is of the place, the name or the domain; two keys never mix."""

    LIVES_AT = 1  # a person, once for each word of the family name
    WORKS_FOR = 2  # a person, by the company's core name
    MAILS_FROM = 3  # a person, by a domain that is no provider's
    IS_CALLED = 4  # an organization, by its core name
    OWNS = 5  # an organization, by a domain that bears its name or its website
    RINGS_AT = 6  # a person where somebody lives, once for each number, unless it may be an employer's


HOMES = (Trace.LIVES_AT, Trace.RINGS_AT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """One trace a row. party: whose; kind: see Trace; key, said: 52 bits.

    said: of where somebody lives, how a word of the family name sounds; of where somebody's phone rings, the number;
    of a company's name, its legal form; else 0.
    """

    party: Ints
    kind: Ints
    key: Ints
    said: Ints

    def of(self, *kinds: Trace) -> "Traces":
        """Return those of some kinds."""
        return self.at(np.isin(self.kind, kinds))

    def at(self, rows: Ints | Bools) -> "Traces":
        """Return the traces at rows."""
        return Traces(party=self.party[rows], kind=self.kind[rows], key=self.key[rows], said=self.said[rows])


def no_traces() -> Traces:
    """Return traces of nobody."""
    return Traces(**{name: np.empty(0, np.int64) for name in ("party", "kind", "key", "said")})


def joined_traces(parts: Sequence[Traces]) -> Traces:
    """Return the traces of all parts, each once."""
    rows = [np.stack([part.party, part.kind, part.key, part.said], axis=1) for part in (no_traces(), *parts)]
    return _distinct(np.concatenate(rows))


def _distinct(rows: Ints) -> Traces:
    party, kind, key, said = np.unique(rows, axis=0).T
    return Traces(party=party, kind=kind, key=key, said=said)


def traces_of(golden: pa.Table, parties: Sequence[int], is_person: Bools) -> Traces:
    """Return the traces of golden records, each once.

    golden: a text column a field or slot, one row a party. parties: the number of each; is_person: not a company.
    """
    people, companies = np.flatnonzero(is_person), np.flatnonzero(~is_person)
    found = [
        *_of_people(golden.take(pa.array(people)), people),
        *_of_companies(golden.take(pa.array(companies)), companies),
    ]
    rows = np.concatenate([np.empty((0, 4), np.int64), *found])
    rows[:, 0] = np.asarray(parties, dtype=np.int64)[rows[:, 0]]
    return _distinct(rows)


def _of_people(golden: pa.Table, who: Ints) -> Iterator[Ints]:
    place, has_place = _hashed("place", _places(golden))
    names = over_distinct(_column(golden, "family_name"), _family_sounds, pa.list_(TEXT))
    said, _ = _hashed("name", pc.list_flatten(names))
    owner = pc.list_parent_indices(names).to_numpy()
    at = has_place[owner]
    yield _rows(who[owner[at]], Trace.LIVES_AT, place[owner[at]], said[at])
    yield _named(golden, who, Trace.WORKS_FOR)
    is_private = has_place & _column(golden, "organization").is_null().to_numpy(zero_copy_only=False)
    for slot in _slots(golden, "email"):
        domains = business_domains(slot)
        is_private &= domains.is_null().to_numpy(zero_copy_only=False)
        yield _mailed(who, Trace.MAILS_FROM, domains)
    for slot in _slots(golden, "phone"):
        number, has_number = _hashed("phone", slot)
        at = is_private & has_number
        yield _rows(who[at], Trace.RINGS_AT, place[at], number[at])


def _of_companies(golden: pa.Table, who: Ints) -> Iterator[Ints]:
    yield _named(golden, who, Trace.IS_CALLED)
    core = _column(golden, "organization_core")
    for slot in _slots(golden, "email"):
        domain = business_domains(slot)
        yield _mailed(who, Trace.OWNS, _where(is_own(domain, core), domain))
    for slot in _slots(golden, "website"):
        yield _mailed(who, Trace.OWNS, business_domains(slot))


def _places(golden: pa.Table) -> pa.Array:
    """Return the best address of each, but for country and spelling; null without street, number and locality."""
    street = over_distinct(_column(golden, "street"), lambda text: street_key(text) or None)
    house = over_distinct(_column(golden, "house_number"), lambda text: house_key(text) or None)
    unit = over_distinct(_column(golden, "unit"), _plain)
    postal_code = over_distinct(_column(golden, "postal_code"), lambda text: postal_key(text) or None)
    city = over_distinct(_column(golden, "city"), lambda text: city_key(text) or None)
    return pc.binary_join_element_wise(street, house, pc.fill_null(unit, ""), pc.coalesce(postal_code, city), "\x1f")


def _plain(text: str) -> str | None:
    return fold(text).replace(" ", "") or None


def _family_sounds(family: str) -> list[str]:
    """Return how each word of a family name sounds, so that one of a double name is enough to be of a family."""
    forms = family_forms(family)
    if len(forms.tokens) == 1:
        return [forms.phonetic or forms.key]
    return [family_sound(word) or word for word in forms.tokens]


def _named(golden: pa.Table, who: Ints, kind: Trace) -> Ints:
    """Return the traces of companies' names, beside them the legal form where one is given."""
    core = over_distinct(_column(golden, "organization_core"), lambda core: organization_key(core) or None)
    key, there = _hashed("company", core)
    form, has_form = _hashed("form", over_distinct(_column(golden, "legal_form"), _plain))
    return _rows(who[there], kind, key[there], np.where(has_form, form, 0)[there])


def _where(holds: pa.Array, values: pa.Array) -> pa.Array:
    return pc.if_else(holds, values, pa.scalar(None, TEXT))


def _column(golden: pa.Table, name: str) -> pa.Array:
    return flat(golden[name]) if name in golden.column_names else pa.nulls(golden.num_rows, TEXT)


def _slots(golden: pa.Table, field: str) -> list[pa.Array]:
    names = [name for name in golden.column_names if not name.startswith(OTHER) and split_slot(name)[0] == field]
    return [flat(golden[name]) for name in names]


def _hashed(about: str, texts: pa.Array) -> tuple[Ints, Bools]:
    hashes, there = hash_column(pc.binary_join_element_wise(pa.scalar(about), texts, "\x1f"))
    return (hashes >> UNUSED_BITS).astype(np.int64), there


def _mailed(who: Ints, kind: Trace, domains: pa.Array) -> Ints:
    key, there = _hashed("domain", domains)
    return _rows(who[there], kind, key[there], np.zeros(int(there.sum()), np.int64))


def _rows(who: Ints, kind: Trace, key: Ints, said: Ints) -> Ints:
    return np.stack([who, np.full(len(who), kind, np.int64), key, said], axis=1)
