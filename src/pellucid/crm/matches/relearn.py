"""Learning a new version of the model from all records that count, and matching them all by it."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from django.db import connection
from django.db.models import Q
from numpy.typing import NDArray

from pellucid.crm.history.actions import Recorder
from pellucid.crm.history.queries import counts_now
from pellucid.crm.matches.actions import keep_falls, keep_pairs
from pellucid.crm.matches.counted import Versions, counted_bytes, documents_of
from pellucid.crm.matches.match_forms import all_forms
from pellucid.crm.matches.models import MatchModel
from pellucid.crm.matches.queries import PAIRS, current_versions
from pellucid.crm.matches.turn import KEYS, falls_in
from pellucid.golden.match.blocks import Blocks, hashed_columns
from pellucid.golden.match.disarm import disarmed, shared_in
from pellucid.golden.match.kinds import PARTY_KINDS
from pellucid.golden.match.learn_version import Verdicts, learn_version
from pellucid.golden.match.model import Thresholds
from pellucid.golden.match.plan import Engine
from pellucid.golden.match.proposals import block_hashes, distinct_pairs, pairs_of_blocks, values_of
from pellucid.golden.match.score import Scored
from pellucid.golden.match.weigh import Version, weigh

MODEL = "model"  # what history calls versions of the model
RECORDS_MIN = 20  # fewer say less than what is believed anyway

Ints = NDArray[np.int64]


def relearn(
    *,
    ranks: Mapping[int, int],
    verdicts: Mapping[tuple[int, int], bool],
    engine: Engine,
    thresholds: Thresholds,
    recorder: Recorder,
) -> MatchModel:
    """Learn a version from all records and verdicts, make it the current one, and match all by it.

    ranks: rank of each record by content. verdicts: by pair of records, whether people said that they are the same.
    """
    versions: dict[str, Version] = dict(current_versions())
    count = 0
    _forget()
    for party, kind in PARTY_KINDS.items():
        forms = all_forms(party)
        count += forms.num_rows
        if forms.num_rows < RECORDS_MIN:
            _match_party(forms, versions[party], engine)
            continue
        shared = shared_in(forms)
        records = forms["record_id"].to_numpy()
        order = np.array([ranks[record] for record in records.tolist()], dtype=np.int64)
        learned = learn_version(
            disarmed(forms, shared), kind=kind, shared=shared, engine=engine, order=order, thresholds=thresholds,
            verdicts=_verdicts_on(records, verdicts),
        )  # fmt: skip
        versions[party] = learned.version
        blocks = [learned.blocks[key.name] for key in learned.version.model.keys]
        run = learned.run
        _keep(records, blocks, (run.left, run.right), run.patterns, run.scored)
    set_current(None)
    model = MatchModel.objects.create(
        change=recorder.change,
        version="-".join(version.model.version for version in versions.values()),
        documents=documents_of(versions),
        counted=counted_bytes(versions),
        record_count=count,
        is_current=True,
    )
    recorder.added(MODEL, [model.pk])
    return model


def _verdicts_on(records: Ints, verdicts: Mapping[tuple[int, int], bool]) -> Verdicts:
    """Return the verdicts on pairs whose records are both among these, by row."""
    rows = {record: row for row, record in enumerate(records.tolist())}
    known = sorted(pair for pair in verdicts if pair[0] in rows and pair[1] in rows)
    pairs = np.array([[rows[left], rows[right]] for left, right in known], dtype=np.int64).reshape(-1, 2)
    same = np.array([verdicts[pair] for pair in known], dtype=bool)
    return Verdicts(left=pairs[:, 0], right=pairs[:, 1], same=same)


def set_current(model: MatchModel | None) -> None:
    """Make a version the one that counts; None for what is believed before anything was learned."""
    MatchModel.objects.filter(is_current=True).update(is_current=False)
    if model is not None:
        MatchModel.objects.filter(pk=model.pk).update(is_current=True)


def refresh_model() -> bool:
    """Make the latest version that counts the current one, as history has it; return whether that is another now."""
    current = MatchModel.objects.filter(is_current=True).first()
    undone, withdrawn = counts_now(MODEL)
    latest = MatchModel.objects.exclude(Q(undone) | Q(withdrawn)).order_by("-pk").first()
    if latest == current:
        return False
    set_current(latest)
    return True


def match_all(versions: Versions, engine: Engine) -> None:
    """Make the blocks and weighed pairs of all records anew under these versions."""
    _forget()
    for party, version in versions.items():
        _match_party(all_forms(party), version, engine)


def _forget() -> None:
    for table in (KEYS, PAIRS):
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{table}"')


def _match_party(forms: pa.Table, version: Version, engine: Engine) -> None:
    forms = disarmed(forms, version.shared)
    keys, hashed = version.model.keys, hashed_columns(forms)
    values = values_of(hashed)
    blocks = [block_hashes(forms, key, version.model.party, hashed) for key in keys]
    pairs = distinct_pairs(
        [
            pair
            for key, own in zip(keys, blocks, strict=True)
            for pair in pairs_of_blocks(own, key, version.cuts[key.name], values)
        ]
    )
    _keep(forms["record_id"].to_numpy(), blocks, pairs, *weigh(forms, *pairs, version, engine))


def _keep(records: Ints, blocks: list[Blocks], pairs: tuple[Ints, Ints], patterns: Ints, scored: Scored) -> None:
    """Keep blocks and pairs, told by rows of the forms. records: by row."""
    keep_falls(falls_in(blocks, records))
    left, right = (records[side] for side in pairs)
    keep_pairs(left, right, patterns, {"bits": scored.bits, "probability": scored.probability})
