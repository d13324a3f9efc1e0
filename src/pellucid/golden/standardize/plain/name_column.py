"""One column of plain names: what each becomes whatever stands in the other column, by its distinct texts.

Single words in ASCII letters, which most names are, are read as a column; the others by name_part.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.distinct import encode
from pellucid.golden.standardize.name.couple import JOINING
from pellucid.golden.standardize.name.culture import culture_of_hints
from pellucid.golden.standardize.name.plain import careful_words
from pellucid.golden.standardize.plain.name_part import (
    FAMILY_CHANGES,
    JOINED,
    SCRIPTS,
    fathers_ends,
    order_of,
    read_part,
)
from pellucid.golden.standardize.plain.values import TEXT, Bools, Ints, nulls, truth

NOT_PLAIN, EMPTY = -1, -2  # in the place of a script: the name is not plain, and there is none in the column
_ONE_WORD = "^[A-Z][a-z]{2,30}$"  # with its capital, and too long to be initials
_LATIN = SCRIPTS.index("latin")
_PATRONYMIC = FAMILY_CHANGES.index(("name_patronymic",))


@dataclass(frozen=True, slots=True, kw_only=True)
class NameColumn:
    """What the distinct texts of a column become, see name_part.NamePart. codes: the text of each row.

    script: NOT_PLAIN or EMPTY where there is no plain name. last: null there.
    """

    codes: Ints
    script: Ints
    order: Ints
    changes: Ints
    standard: pa.Array
    middle: pa.Array
    last: pa.Array

    def lone(self) -> Bools:
        """Say of each text whether it is plain and one word, so that it may stand alone."""
        return truth(pc.equal(self.last, ""))


def read_column(column: pa.Array, hints: Hints, *, is_given: bool) -> NameColumn:
    """Return the names of a column. column: no nulls, empty where there is no name."""
    encoded = encode(column)
    texts = encoded.dictionary
    sure = _surely_names(texts)
    script, order, changes = (np.where(sure, number, 0) for number in (_LATIN, _latin_order(hints), 0))
    if not is_given:
        ends = "|".join(fathers_ends(culture_of_hints(hints.country, hints.language)))
        changes[sure & truth(pc.match_substring_regex(texts, f"(?:{ends})$"))] = _PATRONYMIC
    rest = np.flatnonzero(~sure)
    parts = [
        text and read_part(text, hints.country, hints.language, is_given=is_given)
        for text in texts.take(pa.array(rest)).to_pylist()
    ]
    script[rest] = [part.script if part else NOT_PLAIN if part is None else EMPTY for part in parts]
    order[rest] = [part.order if part else 0 for part in parts]
    changes[rest] = [part.changes if part else 0 for part in parts]
    place = np.zeros(len(texts), dtype=np.int64)
    place[rest] = np.arange(len(rest))
    at = pa.array(place, mask=sure)

    def filled(name: str, own: pa.Array) -> pa.Array:
        others = pa.array([getattr(part, name) if part else None for part in parts], TEXT)
        return pc.if_else(pa.array(sure), own, others.take(at))

    return NameColumn(
        codes=encoded.indices.to_numpy().astype(np.int64),
        script=script,
        order=order,
        changes=changes,
        standard=filled("standard", texts),
        middle=filled("middle", nulls(len(texts))),
        last=filled("last", pa.scalar("", TEXT)),
    )


def _surely_names(texts: pa.Array) -> Bools:
    """Say of each text whether it is one word in ASCII that read_part leaves as it is, in any country."""
    lower = pc.ascii_lower(texts)
    found: Bools = truth(pc.match_substring_regex(texts, _ONE_WORD)) & ~truth(pc.starts_with(lower, "mc"))
    found &= ~truth(pc.is_in(lower, value_set=_careful()))
    found &= ~truth(pc.match_substring_regex(lower, f"^(?:{JOINED.pattern})$"))
    return found


@cache
def _careful() -> pa.Array:
    return pa.array(sorted(careful_words() | JOINING), TEXT)


def _latin_order(hints: Hints) -> int:
    return order_of(culture_of_hints(hints.country, hints.language))
