"""Matching one record at a time: records kept so that the candidates of one more are found at once.

Keys, comparisons and weights are those of a batch run under the same version of the model. What a batch would count
anew stays as it was counted for that version: how common values are, and how large a block may grow.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from pellucid.golden.match.blocks import Cuts, Rows, blocks_of, cuts_of, hash_blocks, hashed_columns
from pellucid.golden.match.comparison import columns_compared
from pellucid.golden.match.evaluate import Form, block_values, pattern_of
from pellucid.golden.match.hashes import codes_of_rows, places_of
from pellucid.golden.match.keys import Key
from pellucid.golden.match.model import MatchModel
from pellucid.golden.match.rarity import Rarity
from pellucid.golden.match.score import score_pairs
from pellucid.golden.match.stored import Stored, by_value

# More than so many a record has only if hundreds of its values are shared; those that most keys propose are weighed.
CANDIDATES_MAX = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A record that may be the same. row: in the index. bits, probability, pattern: as in a match run."""

    row: int
    bits: float
    probability: float
    pattern: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordIndex:
    """Records to match against: those it was built of, and those added since, which are numbered on from them."""

    model: MatchModel
    rarities: Mapping[str, Rarity]
    cuts: Cuts
    stored: Stored
    added: list[Form] = field(default_factory=list)
    added_blocks: dict[tuple[str, int], list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def count(self) -> int:
        """How many records there are."""
        return self.stored.count + len(self.added)

    @property
    def byte_count(self) -> int:
        """How much memory the records that it was built of take."""
        return self.stored.byte_count

    def add(self, form: Form) -> int:
        """Take one more record in and return its row. Costs microseconds; after some ten thousand, build anew."""
        row = self.count
        self.added.append(form)
        for key in self.model.keys:
            for block in hash_blocks(block_values(form, key)).tolist():
                self.added_blocks[key.name, block].append(row)
        return row

    def forms(self, rows: Rows, names: Collection[str] | None = None) -> list[Form]:
        """Return the forms of records, in ascending order of their rows. names: those that are needed; all if None."""
        old = rows[rows < self.stored.count]
        built = self.stored.forms(old, self.stored.columns if names is None else names)
        return built + [self.added[row - self.stored.count] for row in rows[len(old) :].tolist()]

    def groups(self, form: Form, key: Key) -> Iterator[tuple[Rows, int]]:
        """Yield the block a record falls in by a key, then its refinements until one is within its cut, with the cut.

        Each of the blocks in which a list's values put the record is followed in turn.
        """
        for block in hash_blocks(block_values(form, key)):
            rows = self._members(key, block)
            for column, cut in zip((None, *key.refine), self.cuts[key.name], strict=True):
                if column is not None:
                    if form[column] is None:
                        break
                    rows = self._having(rows, column, form[column])
                yield rows, cut
                if len(rows) < cut:
                    break

    def candidates(self, form: Form) -> Rows:
        """Return the rows that share a block with a new record, ascending; at most CANDIDATES_MAX."""
        found = [rows for key in self.model.keys for rows, cut in self.groups(form, key) if len(rows) < cut]
        rows, counts = np.unique(np.concatenate([np.empty(0, np.int32), *found]), return_counts=True)
        most = np.argsort(-counts, kind="stable")[:CANDIDATES_MAX]
        return np.sort(rows[most])

    def outgrown(self, form: Form) -> Iterator[Rows]:
        """Yield the records of each block that proposed pairs until this record, the last one added, came into it."""
        for key in self.model.keys:
            yield from (rows for rows, cut in self.groups(form, key) if len(rows) == cut + 1)

    def proposes(self, left: int, right: int) -> bool:
        """Return whether some key proposes this pair of records."""
        (form,) = self.forms(np.array([left], dtype=np.int32))
        return any(
            len(rows) <= cut and right in rows for key in self.model.keys for rows, cut in self.groups(form, key)
        )

    def _members(self, key: Key, block: np.uint64) -> Rows:
        old = self.stored.blocks[key.name].members(block)
        new = self.added_blocks.get((key.name, int(block)), [])
        return np.concatenate([old, np.array(new, dtype=np.int32)]) if new else old

    def _having(self, rows: Rows, column: str, text: str) -> Rows:
        count = self.stored.count
        old = self.stored.having(rows[rows < count], column, text)
        new = [row for row in rows[rows >= count].tolist() if self.added[row - count][column] == text]
        return np.concatenate([old, np.array(new, dtype=np.int32)])


def build_index(
    forms: pa.Table, model: MatchModel, rarities: Mapping[str, Rarity], cuts: Cuts | None = None
) -> RecordIndex:
    """Return an index of records. forms: of one party kind; rarities: see rarity.rarity_of.

    cuts: of the version of the model; counted from these records when None.
    """
    hashed = hashed_columns(forms)
    blocks = {key.name: blocks_of(forms, key, hashed) for key in model.keys}
    found = cuts or {key.name: cuts_of(key, blocks[key.name], forms.num_rows, hashed) for key in model.keys}
    refining = {column for key in model.keys for column in key.refine}
    needed = refining | {column for key in model.keys for column in key.columns}
    needed |= columns_compared(model.comparisons)
    for comparison in model.comparisons:
        needed |= {name for level in comparison.levels for name in level.frequency}
    columns = {name: by_value(forms[name]) for name in sorted(needed)}
    stored = Stored(
        count=forms.num_rows,
        columns=columns,
        codes={name: codes_of_rows(columns[name]) for name in sorted(refining)},
        places={name: places_of(columns[name].dictionary.to_pylist()) for name in sorted(refining)},
        blocks=blocks,
    )
    return RecordIndex(model=model, rarities=rarities, cuts=found, stored=stored)


def match_record(form: Form, index: RecordIndex) -> list[Candidate]:
    """Return the candidates of a record that is not in the index, strongest first. form: its match forms by column."""
    rows = index.candidates(form)
    if len(rows) == 0:
        return []
    model = index.model
    # A condition holds only where both records have a value, so what this one does not say need not be looked up.
    others = index.forms(rows, [name for name, value in form.items() if value is not None])
    patterns = np.array([pattern_of(form, other, model.comparisons) for other in others], dtype=np.int64)
    shares = {
        name: np.array([rarity.of(one[name]) for one in (form, *others)]) for name, rarity in index.rarities.items()
    }
    scored = score_pairs(
        model.learned, model.comparisons,
        left_ids=np.zeros(len(rows), dtype=np.int64), right_ids=np.arange(1, len(rows) + 1),
        patterns=patterns, shares=shares,
    )  # fmt: skip
    columns = (rows.tolist(), scored.bits.tolist(), scored.probability.tolist(), patterns.tolist())
    found = [
        Candidate(row=row, bits=bits, probability=probability, pattern=pattern)
        for row, bits, probability, pattern in zip(*columns, strict=True)
    ]
    return sorted(found, key=lambda candidate: (-candidate.bits, candidate.row))
