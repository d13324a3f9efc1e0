"""The way of records that changed: matched, resolved, placed, and the best values chosen. The heart of every action.

Whatever was done - an import, an edit, a verdict, an undo - ends here: facts have changed, and what follows from them
is made anew for the customers they touch.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.bulk.read import rows_where
from pellucid.crm.cleaning.survival import keep_golden
from pellucid.crm.clusters.place import Placed, place
from pellucid.crm.clusters.queries import all_judged, decisions_of, fellows_of, judged_with
from pellucid.crm.matches.actions import rematch
from pellucid.crm.matches.counted import Versions
from pellucid.crm.matches.queries import all_pairs, current_versions, pairs_among, pairs_of_records
from pellucid.crm.sources.queries import counting_records, standings_of
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.resolve.conflicts import exclusive_codes
from pellucid.golden.resolve.graph import Decisions, Edges, resolve

# From so many touched records on, looking at all is cheaper than following each.
FOLLOW_MAX = 200_000
Progress = Callable[[str], None]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


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
    keep_golden(placed.clusters, placed.customers, placed.gone, change=change)
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
    standings = standings_of(records)
    ids = standings.record
    if len(ids) == 0:
        return []
    everything = len(ids) > FOLLOW_MAX
    same, different = decisions_of(all_judged() if everything else judged_with(records))
    decisions = Decisions(
        same=_places(same, ids),
        different=_places(different, ids),
        exclusive=exclusive_codes(standings.identifiers),
    )
    same_bits = min(version.model.thresholds.same_bits for version in versions.values())
    edges = edges_among(all_pairs() if everything else pairs_among(records), ids)
    labels = resolve(len(ids), edges, same_bits=same_bits, decisions=decisions, order=standings.rank).labels
    clusters: dict[int, list[int]] = {}
    for record, label in zip(ids.tolist(), labels.tolist(), strict=True):
        clusters.setdefault(label, []).append(record)
    return list(clusters.values())


def edges_among(pairs: list[Floats], ids: Ints) -> Edges:
    """Return the weighed pairs whose records are both among the ids, by place there. ids: ascending."""
    left, right, bits = pairs
    inside = np.flatnonzero(np.isin(left, ids) & np.isin(right, ids))
    places = (np.searchsorted(ids, side[inside]).astype(np.int64) for side in (left, right))
    one, other = places
    return Edges(left=one, right=other, bits=bits[inside])


def _places(pairs: set[tuple[int, int]], ids: Ints) -> tuple[tuple[int, int], ...]:
    """Return the pairs by place among the ids, which are ascending; those that are not all there are left out."""
    both = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    both = both[np.isin(both, ids).all(axis=1)]
    return tuple((one, other) for one, other in np.searchsorted(ids, both).tolist())
