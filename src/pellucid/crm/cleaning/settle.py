"""The way of records that changed: matched, resolved, placed, and the best values chosen. The heart of every action.

Whatever was done - an import, an edit, a verdict, an undo - ends here: facts have changed, and what follows from them
is made anew for the customers they touch.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pellucid.crm.bulk.read import rows_where
from pellucid.crm.cleaning.survival import keep_golden
from pellucid.crm.clusters.place import Placed, place
from pellucid.crm.clusters.queries import all_judged, decisions_of, fellows_of, judged_with
from pellucid.crm.matches.actions import rematch
from pellucid.crm.matches.counted import Versions
from pellucid.crm.matches.queries import all_pairs, current_versions, pairs_among, pairs_of_records
from pellucid.crm.parties.actions import drop_parties
from pellucid.crm.sources.queries import counting_records, said_by
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.resolve.conflicts import exclusive_codes
from pellucid.golden.resolve.graph import Decisions, Edges, resolve

# From so many touched records on, looking at all is cheaper than following each.
FOLLOW_MAX = 200_000
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What followed. placed: the customers that were touched; before: whose each record was."""

    placed: Placed
    before: dict[int, int | None]


def settle(
    changed: Sequence[int],
    forms: pa.Table,
    *,
    change: int,
    judged: Iterable[int] = (),
    progress: Progress = lambda _: None,
) -> Settled:
    """Let what follows from facts follow.

    changed: records whose current version is another now, or none. forms: of those that have one; see
    matches.actions.rematch. judged: records that verdicts were given on or withdrawn. change: the id of the change.
    """
    versions = current_versions()
    progress("match")
    touched = {*rematch(list(changed), forms, versions, DuckdbEngine()), *judged}
    progress("resolve")
    return resettle(touched, versions, change=change, progress=progress)


def resettle(
    touched: Iterable[int], versions: Versions, *, change: int, progress: Progress = lambda _: None
) -> Settled:
    """Resolve and place the customers that records touch, and choose their values."""
    touched = set(touched)
    records = _reached(touched, versions)
    clusters = resolve_records(records, versions)
    present = {record for cluster in clusters for record in cluster}
    absent = sorted((touched | set(records)) - present)
    before: dict[int, int | None] = dict(
        rows_where("record_id, customer_id", "clusters_member", "record_id", [*present, *absent])
    )
    placed = place(clusters, absent)
    progress("survive")
    drop_parties(placed.gone)
    keep_golden(placed.clusters, placed.customers, change=change)
    return Settled(placed=placed, before=before)


def _reached(touched: set[int], versions: Versions) -> list[int]:
    """Return the records that strong evidence, decisions or a common customer lead to."""
    if len(touched) > FOLLOW_MAX:
        return counting_records()
    bits_min = min(version.model.thresholds.same_bits for version in versions.values())
    seen, frontier = set(touched), list(touched)
    while frontier:
        reached = set(fellows_of(frontier))
        reached |= {record for pair in pairs_of_records(frontier, bits_min=bits_min) for record in pair[:2]}
        reached |= {record for judged in judged_with(frontier) for record in judged[:2]}
        frontier = sorted(reached - seen)
        seen |= reached
    return sorted(seen)


def resolve_records(records: list[int], versions: Versions) -> list[list[int]]:
    """Return the clusters of those of the records that count, each ascending, by their first record."""
    said = said_by(records)
    count = len(said.record)
    if count == 0:
        return []
    place_of = {record: number for number, record in enumerate(said.record.tolist())}
    everything = count > FOLLOW_MAX
    edges = _edges(all_pairs() if everything else pairs_among(records), place_of)
    same, different = decisions_of(all_judged() if everything else judged_with(records))
    decisions = Decisions(
        same=_places(same, place_of),
        different=_places(different, place_of),
        exclusive=exclusive_codes(said.standard),
    )
    same_bits = min(version.model.thresholds.same_bits for version in versions.values())
    labels = resolve(count, edges, same_bits=same_bits, decisions=decisions, order=said.standing.rank).labels
    clusters: dict[int, list[int]] = {}
    for record, label in zip(said.record.tolist(), labels.tolist(), strict=True):
        clusters.setdefault(label, []).append(record)
    return list(clusters.values())


def _edges(pairs: list[tuple[int, int, float]], place_of: dict[int, int]) -> Edges:
    inside = [
        (place_of[left], place_of[right], bits) for left, right, bits in pairs if left in place_of and right in place_of
    ]
    columns = np.array(inside, dtype=np.float64).reshape(-1, 3)
    return Edges(left=columns[:, 0].astype(np.int64), right=columns[:, 1].astype(np.int64), bits=columns[:, 2])


def _places(pairs: set[tuple[int, int]], place_of: dict[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(
        sorted((place_of[left], place_of[right]) for left, right in pairs if left in place_of and right in place_of)
    )
