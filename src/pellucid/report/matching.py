"""What matching did, gathered for the report: merges, what waits, what was kept apart, what was disarmed."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.audit.table import audit_customers
from pellucid.golden.match.guard import HOUSEHOLD, SHARED
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.pipeline import Cleaned
from pellucid.report.facts import Comparison, MatchFacts, ReasonFacts, SharedFacts
from pellucid.report.lessons import WHY_APART, WHY_ONE, teach
from pellucid.report.pairs import Bools, Ints, Pairs, pairs_of, reasons_of
from pellucid.report.records import Sides, side_by_side

MERGES_MAX = 10
WAITING_MAX = 20
APART_MAX = 3
SHARED_MAX = 10
RECORDS_MAX = 3  # side by side; more are told as a number
LARGE_ROWS = 4  # a customer of as many rows is a lesson of its own
SIZES_TOLD = 5
APART_BITS_MIN = -12.0  # with odds of one in four thousand nobody would have wondered about the two


def match_facts(cleaned: Cleaned, *, today: str) -> MatchFacts:
    """Return what matching and merging did. today: ISO date."""
    sizes = np.bincount(cleaned.customers)
    same, waiting = pairs_of(cleaned, "same"), pairs_of(cleaned, "review")
    waiting = _one_a_customer_pair(cleaned, waiting)
    return MatchFacts(
        customer_count=len(sizes),
        merged_customer_count=int((sizes > 1).sum()),
        customers_by_size=tuple(np.bincount(np.minimum(sizes, SIZES_TOLD), minlength=SIZES_TOLD + 1)[1:].tolist()),
        merges=_merges(cleaned, same, sizes),
        waiting_count=len(waiting.left),
        waiting=tuple(
            _compare(cleaned, waiting, place, title="Same person?")
            for place in range(min(WAITING_MAX, len(waiting.left)))
        ),
        apart=_apart(cleaned),
        shared_count=_used_count(cleaned, SHARED),
        household_count=_used_count(cleaned, HOUSEHOLD),
        shared=_shared(cleaned),
        after=audit_customers(
            cleaned.survived.golden,
            standard=cleaned.standard.table,
            issues=cleaned.issues,
            customers=cleaned.customers,
            waiting=waiting.probability,
            today=today,
        ),
    )


def _one_a_customer_pair(cleaned: Cleaned, pairs: Pairs) -> Pairs:
    """Return the strongest pair of every two customers, the likeliest first."""
    order = np.lexsort((pairs.right, pairs.left, -pairs.bits))
    owners = np.sort(np.stack([cleaned.customers[pairs.left], cleaned.customers[pairs.right]], axis=1), axis=1)[order]
    first = np.unique(owners, axis=0, return_index=True)[1]
    return pairs.at(order[np.sort(first)])


def _merges(cleaned: Cleaned, same: Pairs, sizes: Ints) -> tuple[Comparison, ...]:
    large = sizes[cleaned.customers[same.left]] >= LARGE_ROWS
    first = [("One person, many rows", large), ("The same name in two scripts", _two_scripts(cleaned, same))]
    anything = [("Written in two ways", np.ones(len(same.left), dtype=bool))] * MERGES_MAX
    taught = teach(cleaned, same, WHY_ONE, count=MERGES_MAX, first=first, last=anything)
    return tuple(_compare(cleaned, same, place, title=title, merged=True) for title, place in taught)


def _two_scripts(cleaned: Cleaned, pairs: Pairs) -> Bools:
    """Say which pairs have one name in Latin letters and the other in letters of another script."""
    names = [name for name in ("full_name", "given_name", "family_name") if name in cleaned.records.column_names]
    if not names:
        return np.zeros(len(pairs.left), dtype=bool)
    texts = pc.binary_join_element_wise(*(pc.fill_null(cleaned.records[name], "") for name in names), " ")
    latin, other = (
        np.asarray(pc.match_substring_regex(texts, pattern).to_numpy(), dtype=bool)
        for pattern in (r"\p{Latin}", r"[\p{Cyrillic}\p{Greek}\p{Arabic}\p{Khmer}\p{Han}\p{Hangul}\p{Hebrew}]")
    )
    left, right = pairs.left, pairs.right
    return np.asarray((latin[left] & ~other[left] & other[right]) | (latin[right] & ~other[right] & other[left]))


def _apart(cleaned: Cleaned) -> tuple[Comparison, ...]:
    """Return pairs that look alike and are not one customer."""
    alike = pairs_of(cleaned, "different", bits_min=APART_BITS_MIN)
    taught = teach(cleaned, alike, WHY_APART, count=APART_MAX)
    return tuple(_compare(cleaned, alike, place, title=title) for title, place in taught)


def _compare(cleaned: Cleaned, pairs: Pairs, place: int, *, title: str, merged: bool = False) -> Comparison:
    """Return a pair side by side; when merged, with the other records of the customer and what became of them."""
    left, right = int(pairs.left[place]), int(pairs.right[place])
    customer = int(cleaned.customers[left]) if merged else None
    others = np.flatnonzero(cleaned.customers == customer).tolist() if merged else []
    rows = [left, right, *(row for row in others if row not in (left, right))]
    start, *reasons = reasons_of(cleaned, pairs, place)
    discounts = [reason for reason in reasons if reason.comparison == "household"]
    reasons = [reason for reason in reasons if reason.comparison != "household"]
    shown = rows[:RECORDS_MAX]
    origins = cleaned.records.select(["file", "row"]).take(pa.array(shown)).to_pylist()
    sides = Sides(records=cleaned.records, standard=cleaned.standard.table, golden=cleaned.survived.golden)
    return Comparison(
        title=title,
        origins=tuple((origin["file"], origin["row"]) for origin in origins),
        hidden_count=len(rows) - len(shown),
        lines=side_by_side(sides, shown, customer=customer),
        probability=float(pairs.probability[place]),
        bits=float(pairs.bits[place]),
        reasons=tuple(
            ReasonFacts(words=reason.words, bits=reason.bits)
            for reason in sorted(reasons, key=lambda reason: -abs(reason.bits))
        ),
        discounts=tuple(ReasonFacts(words=reason.words, bits=reason.bits) for reason in (*discounts, start)),
        customer_id="" if customer is None else cleaned.customer_ids[customer].as_py(),
        note="" if merged else _held_note(cleaned, left, right),
    )


def _held_note(cleaned: Cleaned, left: int, right: int) -> str:
    """Return why two records were kept apart although their pair alone would have joined them."""
    reasons = [held.reason for held in cleaned.resolution.held if {held.left, held.right} == {left, right}]
    return WHY_HELD.get(reasons[0], "") if reasons else ""


WHY_HELD = {
    "conflict": "They hold two different numbers that one person has only one of.",
    "decision": "Somebody decided that they are two.",
    "weak bridge": "Other rows of the two customers speak against it.",
}


def _used_count(cleaned: Cleaned, use: str) -> int:
    return sum(int(pc.sum(pc.equal(judged["use"], use)).as_py() or 0) for judged in cleaned.forms.judged.values())


def _shared(cleaned: Cleaned) -> tuple[SharedFacts, ...]:
    """Return the shared contact values that most records use."""
    found = [
        SharedFacts(
            kind=FIELDS[field].label,
            value=row["value"],
            record_count=row["record_count"],
            name_count=max(row["given_count"], row["family_count"]),
        )
        for field, judged in cleaned.forms.judged.items()
        for row in judged.filter(pc.equal(judged["use"], SHARED)).to_pylist()
    ]
    found.sort(key=lambda one: (-one.record_count, one.value))
    return tuple(found[:SHARED_MAX])
