"""How the candidate pairs turn when records come, change or go, under one version of the model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.bulk.read import rows_where
from pellucid.crm.matches.match_forms import forms_of
from pellucid.golden.match.blocks import Blocks, Hashed, Rows, hashed_columns
from pellucid.golden.match.disarm import disarmed
from pellucid.golden.match.hashes import hash_texts
from pellucid.golden.match.proposals import block_hashes, distinct_pairs, pairs_of_blocks
from pellucid.golden.match.weigh import Version

Ints = NDArray[np.int64]
KEYS = "matches_matchkey"
SHIFT = 32  # a pair as one number: records stay below 2**31 (golden.match.proposals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Falls:
    """Which records fall in which blocks of which key: one entry each. key: its place among the version's keys."""

    key: Ints
    hash: Ints
    record: Ints


NO_FALLS = Falls(key=np.empty(0, np.int64), hash=np.empty(0, np.int64), record=np.empty(0, np.int64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What turns. gone, come: falls to forget and to keep. dropped, weighed: pairs, as records, left < right."""

    gone: Falls
    come: Falls
    dropped: tuple[Ints, Ints]
    weighed: tuple[Ints, Ints]


def falls_of(forms: pa.Table, version: Version) -> Falls:
    """Return the blocks of records. forms: disarmed; with record_id."""
    if forms.num_rows == 0:
        return NO_FALLS
    hashed = hashed_columns(forms)
    blocks = [block_hashes(forms, key, version.model.party, hashed) for key in version.model.keys]
    return falls_in(blocks, forms["record_id"].to_numpy())


def falls_in(blocks: Sequence[Blocks], records: Ints) -> Falls:
    """Return blocks by records instead of rows. blocks: of each key of a version, in order; records: by row."""
    return Falls(
        key=np.repeat(np.arange(len(blocks)), [len(own.rows) for own in blocks]),
        hash=np.concatenate([own.hashes.view(np.int64) for own in blocks]),
        record=records[np.concatenate([own.rows for own in blocks])],
    )


def turn(old: pa.Table, new: pa.Table, version: Version) -> Turn:
    """Return what turns when records with the forms old have the forms new instead. Both disarmed, with record_id."""
    gone, come = falls_of(old, version), falls_of(new, version)
    touched = np.union1d(old["record_id"].to_numpy(), new["record_id"].to_numpy())
    before = _members(_with(gone, come))
    becoming = _Values(new, version)
    was = _pairs(before, version, _Values(old, version))
    becomes = _pairs(_with(_without(before, gone), come), version, becoming)
    # Every block of a touched record is at hand, so of its pairs there is nothing else to know. Others turn where a
    # block grows past its cut or shrinks below it, unless another block proposes them too.
    was_touched, becomes_touched = _touches(was, touched), _touches(becomes, touched)
    lost = np.setdiff1d(was[~was_touched], becomes[~becomes_touched], assume_unique=True)
    found = np.setdiff1d(becomes[~becomes_touched], was[~was_touched], assume_unique=True)
    if len(lost):
        own = falls_of(disarmed(forms_of(np.unique(_apart(lost)).tolist()), version.shared), version)
        still = _pairs(_with(_without(_members(own), gone), come), version, becoming)
        lost = np.setdiff1d(lost, still, assume_unique=True)
    return Turn(
        gone=gone,
        come=come,
        dropped=_apart(np.concatenate([was[was_touched], lost, found])),  # what was found may be known by other blocks
        weighed=_apart(np.concatenate([becomes[becomes_touched], found])),
    )


def _members(falls: Falls) -> Falls:
    """Return who falls in these blocks, as it is kept."""
    hashes, places = np.unique(falls.hash, return_index=True)
    rows = rows_where("hash, record_id", KEYS, "hash", hashes.tolist())
    found = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return Falls(key=falls.key[places][np.searchsorted(hashes, found[:, 0])], hash=found[:, 0], record=found[:, 1])


def _without(falls: Falls, gone: Falls) -> Falls:
    known = set(zip(gone.hash.tolist(), gone.record.tolist(), strict=True))
    if not known:
        return falls
    kept = np.array(
        [fall not in known for fall in zip(falls.hash.tolist(), falls.record.tolist(), strict=True)], dtype=bool
    )
    return Falls(key=falls.key[kept], hash=falls.hash[kept], record=falls.record[kept])


def _with(falls: Falls, come: Falls) -> Falls:
    return Falls(
        key=np.concatenate([falls.key, come.key]),
        hash=np.concatenate([falls.hash, come.hash]),
        record=np.concatenate([falls.record, come.record]),
    )


class _Values:
    """Values to refine blocks by: of the records that turn as given, of the others as they are kept."""

    def __init__(self, given: pa.Table, version: Version) -> None:
        self._known = {row["record_id"]: row for row in given.to_pylist()}
        self._shared = version.shared

    def __call__(self, column: str, rows: Rows) -> Hashed:
        distinct, places = np.unique(rows, return_inverse=True)
        missing = [record for record in distinct.tolist() if record not in self._known]
        if missing:
            self._known |= {row["record_id"]: row for row in disarmed(forms_of(missing), self._shared).to_pylist()}
        texts = [self._known[record][column] for record in distinct.tolist()]
        hashes = hash_texts(["" if text is None else text for text in texts])
        known = np.array([text is not None for text in texts], dtype=bool)
        return hashes[places], known[places]


def _pairs(falls: Falls, version: Version, values: _Values) -> Ints:
    """Return the pairs that blocks propose, each as one number, ascending."""
    pairs: list[tuple[Ints, Ints]] = []
    for number, key in enumerate(version.model.keys):
        own = np.flatnonzero(falls.key == number)
        own = own[np.argsort(falls.hash[own], kind="stable")]
        blocks = Blocks(hashes=falls.hash[own].view(np.uint64), rows=falls.record[own].astype(np.int32))
        pairs.extend(pairs_of_blocks(blocks, key, version.cuts[key.name], values))
    left, right = distinct_pairs(pairs)
    return (left << SHIFT) | right


def _apart(codes: Ints) -> tuple[Ints, Ints]:
    return codes >> SHIFT, codes & ((1 << SHIFT) - 1)


def _touches(codes: Ints, records: Ints) -> NDArray[np.bool_]:
    left, right = _apart(codes)
    return np.isin(left, records) | np.isin(right, records)
