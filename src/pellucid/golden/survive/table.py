"""Golden records of all customers, as a table, with the provenance of every contested value."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.model.field import OTHER, slot_name, split_slot
from pellucid.golden.standardize.distinct import joined, over_distinct
from pellucid.golden.standardize.fold import fold
from pellucid.golden.survive.choose import Candidates, Chosen, choose
from pellucid.golden.survive.permission import strictness
from pellucid.golden.survive.policy import CHANGING, CONSENT, SurvivorshipRule

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Grouped = tuple[dict[str, pa.Array], pa.Table]
RECORDS_WORTH_THREADS = 1_000

PROVENANCE = pa.schema(
    [
        ("customer", pa.int64()),
        ("field", pa.string()),
        ("record_id", pa.int64()),
        ("reason", pa.string()),
        ("rivals", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What speaks for each record, one entry a record: see choose.Candidates."""

    recency: Floats
    trust: Floats
    verified: Floats
    rank: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Survived:
    """golden: column customer (int64, 0 to m-1), then a text column a field. provenance: schema PROVENANCE."""

    golden: pa.Table
    provenance: pa.Table


def survive(standard: pa.Table, customers: Ints, rules: Sequence[SurvivorshipRule], standing: Standing) -> Survived:
    """Return one golden record a customer.

    standard: a text column a field or slot, one row a record. customers: the customer of each record, 0 to m-1.
    Columns that no rule speaks of survive one by one.
    """
    customer_count = int(customers.max()) + 1 if len(customers) else 0
    columns: dict[str, pa.Array] = {"customer": pa.array(np.arange(customer_count))}
    provenance = []
    survive_group = partial(_survive_group, standard, customers, standing, customer_count)
    for chosen, why in _each(survive_group, (*rules, *_own_rules(standard, rules)), standard.num_rows):
        columns.update(chosen)
        provenance.append(why)
    return Survived(golden=pa.table(columns), provenance=pa.concat_tables([PROVENANCE.empty_table(), *provenance]))


def _each(
    survive_group: Callable[[SurvivorshipRule], Grouped], rules: Sequence[SurvivorshipRule], records: int
) -> Iterator[Grouped]:
    """Yield what comes of each rule: in threads where records are many, most of it being Arrow's and numpy's, which
    leave Python's lock to others."""
    if records < RECORDS_WORTH_THREADS:
        yield from map(survive_group, rules)
        return
    with ThreadPoolExecutor(2) as threads:
        yield from threads.map(survive_group, rules)


def _own_rules(standard: pa.Table, rules: Sequence[SurvivorshipRule]) -> list[SurvivorshipRule]:
    ruled = {field for rule in rules for field in rule.fields}
    return [
        SurvivorshipRule(name=name, fields=(name,), order=CHANGING)
        for name in standard.column_names
        if name.startswith(OTHER) or split_slot(name)[0] not in ruled
    ]


def _survive_group(
    standard: pa.Table, customers: Ints, standing: Standing, customer_count: int, rule: SurvivorshipRule
) -> Grouped:
    """Return the golden columns of one rule's fields, and why each contested winner won.

    A customer of one record has that record's values; only the others have anything to choose.
    """
    slots = _slots(standard, rule)
    if not slots:
        return {}, PROVENANCE.empty_table()
    fields = [field for field in rule.fields if any(slot_name(field, slot) in standard.column_names for slot in slots)]
    counts = np.bincount(customers, minlength=customer_count)
    columns = _of_lone_records(standard, fields, slots if rule.many else slots[:1], customers, counts)
    texts, records = _stack(standard, fields, slots, np.flatnonzero(counts[customers] > 1))
    texts, records = _without_fragments(rule, fields, texts, records, customers)
    if len(records) == 0:
        return columns, PROVENANCE.empty_table()
    chosen = choose(
        Candidates(
            customer=customers[records], value=_codes(rule, fields, texts), record=records,
            filled=sum(pc.is_valid(text).cast(pa.int64()).to_numpy() for text in texts),
            recency=standing.recency[records], trust=standing.trust[records],
            verified=standing.verified[records], strictness=_strictness(fields, texts), rank=standing.rank[records],
        ),
        rule.order,
    )  # fmt: skip
    for place in range(1, (int(chosen.place.max()) if rule.many else 1) + 1):
        at = chosen.positions[chosen.place == place]
        for field, text in zip(fields, texts, strict=True):
            name = slot_name(field, place)
            won = _at_customers(text.take(pa.array(at)), customers[records[at]], customer_count)
            columns[name] = pc.coalesce(columns[name], won) if name in columns else won
    return columns, _provenance(rule, chosen, customers, records)


def _of_lone_records(
    standard: pa.Table, fields: Sequence[str], slots: Sequence[int], customers: Ints, counts: Ints
) -> dict[str, pa.Array]:
    """Return the columns of customers that have one record; null for the others."""
    lone = np.flatnonzero(counts[customers] == 1)
    return {
        slot_name(field, slot): _at_customers(
            standard[slot_name(field, slot)].combine_chunks().take(pa.array(lone)), customers[lone], len(counts)
        )
        for slot in slots
        for field in fields
        if slot_name(field, slot) in standard.column_names
    }


def _without_fragments(
    rule: SurvivorshipRule, fields: Sequence[str], texts: list[pa.Array], records: Ints, customers: Ints
) -> tuple[list[pa.Array], Ints]:
    """Return the candidates without the fragments of customers who have a whole value."""
    needed = [text for field, text in zip(fields, texts, strict=True) if field in rule.needs_one_of]
    if not needed:
        return texts, records
    whole = np.any([pc.is_valid(text).to_numpy(zero_copy_only=False) for text in needed], axis=0)
    has_whole = np.zeros(int(customers.max()) + 1, dtype=bool)
    has_whole[customers[records[whole]]] = True
    kept = np.flatnonzero(whole | ~has_whole[customers[records]])
    return [text.take(pa.array(kept)) for text in texts], records[kept]


def _strictness(fields: Sequence[str], texts: Sequence[pa.Array]) -> Floats:
    """Return how little each candidate permits; nothing but a consent permits or forbids."""
    if CONSENT not in fields:
        return np.zeros(len(texts[0]))
    said = over_distinct(texts[list(fields).index(CONSENT)], strictness, pa.float64())
    strict: Floats = pc.fill_null(said, 0.0).to_numpy(zero_copy_only=False)
    return strict


def _codes(rule: SurvivorshipRule, fields: Sequence[str], texts: Sequence[pa.Array]) -> Ints:
    """Return a code for each candidate, the same for those that say the same: spelling and marks aside."""
    telling = [text for field, text in zip(fields, texts, strict=True) if field in rule.told_apart_by] or list(texts)
    said = over_distinct(joined(telling), fold)
    nothing = pc.equal(said, "")
    codes: Ints = pc.if_else(nothing, joined(texts), said).dictionary_encode().indices.to_numpy().astype(np.int64)
    return codes


def _provenance(rule: SurvivorshipRule, chosen: Chosen, customers: Ints, records: Ints) -> pa.Table:
    contested = np.flatnonzero((chosen.place == 1) & (chosen.rivals > 0))
    winners = records[chosen.positions[contested]]
    return pa.table(
        [
            pa.array(customers[winners]),
            pa.array([rule.name] * len(contested), pa.string()),
            pa.array(winners),
            pa.array([chosen.reason[place].value for place in contested.tolist()], pa.string()),
            pa.array(chosen.rivals[contested]),
        ],
        schema=PROVENANCE,
    )


def _slots(standard: pa.Table, rule: SurvivorshipRule) -> list[int]:
    """Return which slots of the rule's fields there are columns for."""
    if rule.name.startswith(OTHER):
        return [1]
    present = {split_slot(name) for name in standard.column_names if not name.startswith(OTHER)}
    return sorted({slot for field, slot in present if field in rule.fields})


def _stack(standard: pa.Table, fields: Sequence[str], slots: Sequence[int], rows: Ints) -> tuple[list[pa.Array], Ints]:
    """Return the fields' columns at rows with the slots one below the other, empty ones left out, and their rows."""
    parts: list[list[pa.Array]] = [[pa.array([], pa.string())] for _ in fields]
    records = [np.empty(0, dtype=np.int64)]
    some = standard.select([name for name in _names(fields, slots) if name in standard.column_names]).take(
        pa.array(rows)
    )
    for slot in slots:
        names = [slot_name(field, slot) for field in fields]
        empty = pa.nulls(len(rows), pa.string())
        columns = [some[name].combine_chunks() if name in some.column_names else empty for name in names]
        present = np.any([pc.is_valid(column).to_numpy(zero_copy_only=False) for column in columns], axis=0)
        at = np.flatnonzero(present)
        records.append(rows[at])
        for part, column in zip(parts, columns, strict=True):
            part.append(column.take(pa.array(at)))
    return [pa.concat_arrays(part) for part in parts], np.concatenate(records)


def _names(fields: Sequence[str], slots: Sequence[int]) -> list[str]:
    return [slot_name(field, slot) for slot in slots for field in fields]


def _at_customers(values: pa.Array, customers: Ints, customer_count: int) -> pa.Array:
    """Return values laid out one a customer; null where a customer has none."""
    where = np.full(customer_count, -1, dtype=np.int64)
    where[customers] = np.arange(len(customers))
    return values.take(pa.array(where, mask=where < 0))
