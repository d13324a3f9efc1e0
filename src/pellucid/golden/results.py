"""What a person is given of a cleaning: tables of customers, records, pairs, issues and derived values."""

import base64
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.match.explain import pattern_reasons
from pellucid.golden.model.delivery import Delivery
from pellucid.golden.model.field import split_slot
from pellucid.golden.pipeline import Cleaned, PartyRun
from pellucid.golden.resolve.conflicts import EXCLUSIVE_FIELDS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FOR_MATCHING = frozenset(
    {"phone_digits", "organization_core", *(f"{field}_kind" for field in ("iban", *EXCLUSIVE_FIELDS))}
)  # columns that only matching looks at
UNREADABLE = "row_unreadable"
PAIR_ROWS_AT_ONCE = 500_000


def customers_table(cleaned: Cleaned) -> pa.Table:
    """Return customer_id, record_count, and the golden fields; columns that are empty throughout are left out."""
    golden = cleaned.survived.golden
    counts = np.bincount(cleaned.customers, minlength=golden.num_rows)
    columns = {"customer_id": cleaned.customer_ids, "record_count": pa.array(counts)}
    for name in golden.column_names[1:]:
        if golden[name].null_count < golden.num_rows and split_slot(name)[0] not in FOR_MATCHING:
            columns[name] = golden[name]
    return pa.table(columns)


def records_table(cleaned: Cleaned, deliveries: Sequence[Delivery]) -> pa.Table:
    """Return one line for every row that came in: file, row, customer_id, probability, then the standard values.

    probability: that the record belongs to this customer and to no other. Quarantined rows have no customer. In order
    of files as given, then rows.
    """
    standard = cleaned.standard.table.drop_columns(["record_id"])
    shown = [
        name
        for name in standard.column_names
        if standard[name].null_count < len(standard) and split_slot(name)[0] not in FOR_MATCHING
    ]
    standard = standard.select(shown)
    kept = pa.table(
        {
            "file": cleaned.records["file"],
            "row": cleaned.records["row"],
            "customer_id": cleaned.customer_ids.take(pa.array(cleaned.customers)),
            "probability": pa.array(np.round(membership(cleaned), 4)),
            **{name: standard[name] for name in standard.column_names},
        }
    )
    rejected = [(delivery.file, bad.row) for delivery in deliveries for bad in delivery.quarantined]
    lost = pa.table(
        {"file": pa.array([f for f, _ in rejected], pa.string()), "row": pa.array([r for _, r in rejected], pa.int64())}
    )
    table = pa.concat_tables([kept, lost], promote_options="default")
    place = {delivery.file: number for number, delivery in enumerate(deliveries)}
    files = pc.index_in(table["file"], value_set=pa.array(list(place), pa.string()))
    return (
        table.append_column("place", files)
        .sort_by([("place", "ascending"), ("row", "ascending")])
        .drop_columns(["place"])
    )


def membership(cleaned: Cleaned) -> Floats:
    """Return for every record how sure its customer is (0-1).

    With company: the best evidence that ties it to another record of the customer. Alone: that no other record is
    the same customer, judged by the likeliest one.
    """
    count = cleaned.records.num_rows
    inside, outside = np.zeros(count), np.zeros(count)
    for party in cleaned.runs:
        left, right = party.rows[party.run.left], party.rows[party.run.right]
        together = cleaned.customers[left] == cleaned.customers[right]
        for side in (left, right):
            np.maximum.at(inside, side[together], party.run.scored.probability[together])
            np.maximum.at(outside, side[~together], party.run.scored.probability[~together])
    alone = np.bincount(cleaned.customers)[cleaned.customers] == 1
    return np.where(alone, 1.0 - outside, inside)


def verdicts(cleaned: Cleaned, party: PartyRun) -> NDArray[np.str_]:
    """Return same, review or different for every compared pair: what became of it among whole customers."""
    cuts = party.run.model.thresholds
    together = cleaned.customers[party.rows[party.run.left]] == cleaned.customers[party.rows[party.run.right]]
    waits = party.run.scored.probability >= cuts.review_probability
    return np.where(together, "same", np.where(waits, "review", "different"))


def pair_tables(cleaned: Cleaned) -> Iterator[pa.Table]:
    """Yield every judged pair, strongest first within a party kind, some at a time.

    Columns: left_file, left_row, right_file, right_row, weight_bits, probability, verdict, reasons.
    """
    for party in cleaned.runs:
        verdict = verdicts(cleaned, party)
        patterns, positions = np.unique(party.run.patterns, return_inverse=True)
        reasons = pa.array([pattern_reasons(party.run.model, pattern) for pattern in patterns.tolist()], pa.string())
        order = np.argsort(-party.run.scored.bits, kind="stable")
        for start in range(0, len(order), PAIR_ROWS_AT_ONCE):
            at = order[start : start + PAIR_ROWS_AT_ONCE]
            yield _pair_table(cleaned, party, at, verdict[at], reasons.take(pa.array(positions[at])))


def _pair_table(cleaned: Cleaned, party: PartyRun, at: Ints, verdict: NDArray[np.str_], reasons: pa.Array) -> pa.Table:
    left, right = pa.array(party.rows[party.run.left[at]]), pa.array(party.rows[party.run.right[at]])
    file, row = cleaned.records["file"], cleaned.records["row"]
    return pa.table(
        {
            "left_file": file.take(left),
            "left_row": row.take(left),
            "right_file": file.take(right),
            "right_row": row.take(right),
            "weight_bits": pa.array(np.round(party.run.scored.bits[at], 2)),
            "probability": pa.array(np.round(party.run.scored.probability[at], 6)),
            "verdict": pa.array(verdict, pa.string()),
            "reasons": reasons,
        }
    )


def derived_table(derived: pa.Table, records: pa.Table) -> pa.Table:
    """Return every derived value with file and row: field, value, and its provenance, provider and because."""
    positions = derived["record_id"]
    return pa.table(
        {
            "file": records["file"].take(positions),
            "row": records["row"].take(positions),
            **{name: derived[name] for name in derived.column_names[1:]},
        }
    )


def issues_table(issues: pa.Table, records: pa.Table, deliveries: Sequence[Delivery]) -> pa.Table:
    """Return every issue with file and row; rows that could not be read first, their bytes kept in base64 as raw."""
    positions = issues["record_id"]
    listed = pa.table(
        {
            "file": records["file"].take(positions),
            "row": records["row"].take(positions),
            **{name: issues[name] for name in issues.column_names[1:]},
        }
    )
    rejected = [(delivery.file, bad) for delivery in deliveries for bad in delivery.quarantined]
    lost = pa.table(
        {
            "file": pa.array([file for file, _ in rejected], pa.string()),
            "row": pa.array([bad.row for _, bad in rejected], pa.int64()),
            "rule": pa.array([UNREADABLE] * len(rejected), pa.string()),
            "severity": pa.array(["error"] * len(rejected), pa.string()),
            "message": pa.array([bad.reason for _, bad in rejected], pa.string()),
            "found": pa.array([bad.raw.decode("utf-8", "backslashreplace") for _, bad in rejected], pa.string()),
            "raw": pa.array([base64.b64encode(bad.raw).decode() for _, bad in rejected], pa.string()),
        }
    )
    columns = [*listed.column_names, "raw"]
    return pa.concat_tables([lost, listed], promote_options="default").select(columns)
