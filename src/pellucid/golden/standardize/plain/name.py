"""Plain names: a given and a family name in a column each, of which neither changes how the other is read."""

from collections.abc import Sequence
from itertools import product
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.distinct import encode
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.kinds import NAME_PARTS
from pellucid.golden.standardize.plain.name_part import (
    FAMILY_CHANGES,
    GIVEN_CHANGES,
    GIVEN_FIRST,
    MIDDLE_BETWEEN,
    NamePart,
    read_part,
)
from pellucid.golden.standardize.plain.values import TEXT, Bools, Cells, Ints, Plain, truth

GIVEN, FAMILY = (1 + list(NAME_PARTS.values()).index(part) for part in ("given", "family"))  # among the cells


def _both_changes(given: tuple[str, ...], family: tuple[str, ...]) -> str | None:
    ordered = [rule for rule in (*family, *given) if rule != "name_patronymic"]
    ordered += [rule for rule in family if rule == "name_patronymic"]
    return " ".join(dict.fromkeys(ordered)) or None


_CHANGES = pa.array([_both_changes(*both) for both in product(GIVEN_CHANGES, FAMILY_CHANGES)], TEXT)


def read_plain_name(cells: Cells) -> Plain | None:
    """Return the values that are a plain given and a plain family name, each in its column, or one word alone."""
    rows = np.flatnonzero(_only_two(cells.columns))
    given, family = (pc.fill_null(cells.columns[place].take(pa.array(rows)), "") for place in (GIVEN, FAMILY))
    hinted = cells.hinted[rows]
    pieces = []
    for number, hints in enumerate(cells.known):
        at = np.flatnonzero(hinted == number)
        if len(at):
            where = pa.array(at)
            pieces.append((at, *_read_hinted(given.take(where), family.take(where), hints)))
    if not pieces:
        return None
    at = np.concatenate([piece[0][piece[1]] for piece in pieces])
    order = np.argsort(at, kind="stable")
    columns = [pa.concat_arrays([piece[place] for piece in pieces]).take(pa.array(order)) for place in range(2, 7)]
    found = rows[at[order]]
    standard, changes, *parts = columns
    return Plain(
        rows=found,
        cells=cells.take(found),
        standard=standard,
        changes=changes,
        parts=dict(zip(("given", "middle", "family"), parts, strict=True)),
    )


def _only_two(columns: Sequence[pa.Array]) -> Bools:
    """Say of every value whether it has a given or a family name, and nothing else."""
    filled = [truth(pc.greater(pc.binary_length(column), 0)) for column in columns]
    others = [mask for place, mask in enumerate(filled) if place not in (GIVEN, FAMILY)]
    either: Bools = (filled[GIVEN] | filled[FAMILY]) & ~np.any(others, axis=0)
    return either


def _read_hinted(given: pa.Array, family: pa.Array, hints: Hints) -> tuple[Ints, *tuple[pa.Array, ...]]:
    """Return which names of a country are plain; of these the whole, the changes, given, middle and family name."""
    left, left_codes = _read_parts(given, hints, is_given=True)
    right, right_codes = _read_parts(family, hints, is_given=False)
    left_script, right_script = _numbers(left, "script")[left_codes], _numbers(right, "script")[right_codes]
    plain = (left_script == right_script) & (left_script >= 0)
    plain |= (_lone(left)[left_codes] & (right_script == _EMPTY)) | (
        (left_script == _EMPTY) & _lone(right)[right_codes]
    )
    several = np.array([bool(part and part.last) for part in left], dtype=bool)[left_codes]
    for row in np.flatnonzero(plain & several).tolist():  # Anna Smith beside Smith is one name, not two
        own = left[left_codes[row]]
        plain[row] = not own or fold(family[row].as_py()).rpartition(" ")[2] != own.last
    at = np.flatnonzero(plain)
    left_codes, right_codes = left_codes[at], right_codes[at]
    own = pa.array([part.standard if part else None for part in left], TEXT).take(pa.array(left_codes))
    middle = pa.array([part.middle if part else None for part in left], TEXT).take(pa.array(left_codes))
    last = pa.array([part.standard if part else None for part in right], TEXT).take(pa.array(right_codes))
    noted = _numbers(left, "changes")[left_codes] * len(FAMILY_CHANGES) + _numbers(right, "changes")[right_codes]
    whole = _whole(own, middle, last, _numbers(left, "order")[left_codes])
    return at, whole, _CHANGES.take(pa.array(noted)), own, middle, last


_EMPTY = -2  # in the place of a script: there is no name in the column
Parts = Sequence[NamePart | Literal[""] | None]  # one that is plain, none, or one that is not plain


def _read_parts(column: pa.Array, hints: Hints, *, is_given: bool) -> tuple[Parts, Ints]:
    encoded = encode(column)
    country, language = hints.country, hints.language
    texts = encoded.dictionary.to_pylist()
    parts: Parts = [text and read_part(text, country, language, is_given=is_given) for text in texts]
    return parts, encoded.indices.to_numpy().astype(np.int64)


def _numbers(parts: Parts, name: str) -> Ints:
    """Return script, order or changes of each part; for one that is not there _EMPTY as script, and no changes."""
    none, empty = (-1, _EMPTY) if name == "script" else (0, 0)
    return np.array(
        [getattr(part, name) if part else empty if part == "" else none for part in parts] or [-1], dtype=np.int64
    )


def _lone(parts: Parts) -> Bools:
    """Say of each part whether it is plain and one word, so that it may stand alone."""
    return np.array([isinstance(part, NamePart) and not part.last for part in parts] or [False], dtype=bool)


def _whole(given: pa.Array, middle: pa.Array, family: pa.Array, order: Ints) -> pa.Array:
    """Return whole names, each in its order."""
    western = pc.binary_join_element_wise(given, middle, family, " ", null_handling="skip")
    if (order == GIVEN_FIRST).all():
        return western
    family_first = pc.binary_join_element_wise(family, given, middle, " ", null_handling="skip")
    vietnamese = pc.binary_join_element_wise(family, middle, given, " ", null_handling="skip")
    ahead = pc.if_else(pa.array(order == MIDDLE_BETWEEN), vietnamese, family_first)
    return pc.if_else(pa.array(order == GIVEN_FIRST), western, ahead)
