"""Plain names: a given and a family name in a column each, of which neither changes how the other is read."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.kinds import NAME_PARTS
from pellucid.golden.standardize.plain.name_column import EMPTY, read_column
from pellucid.golden.standardize.plain.name_part import FAMILY_CHANGES, GIVEN_CHANGES, GIVEN_FIRST, MIDDLE_BETWEEN
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
    left, right = read_column(given, hints, is_given=True), read_column(family, hints, is_given=False)
    own, other = left.codes, right.codes
    left_script, right_script = left.script[own], right.script[other]
    plain = (left_script == right_script) & (left_script >= 0)
    plain |= left.lone()[own] & (right_script == EMPTY)
    plain |= right.lone()[other] & (left_script == EMPTY)
    several = truth(pc.not_equal(left.last, ""))[own]
    for row in np.flatnonzero(plain & several).tolist():  # Anna Smith beside Smith is one name, not two
        plain[row] = fold(family[row].as_py()).rpartition(" ")[2] != left.last[own[row]].as_py()
    at = np.flatnonzero(plain)
    own, other = own[at], other[at]
    first, middle = (column.take(pa.array(own)) for column in (left.standard, left.middle))
    last = right.standard.take(pa.array(other))
    noted = left.changes[own] * len(FAMILY_CHANGES) + right.changes[other]
    whole = _whole(first, middle, last, left.order[own])
    return at, whole, _CHANGES.take(pa.array(noted)), first, middle, last


def _whole(given: pa.Array, middle: pa.Array, family: pa.Array, order: Ints) -> pa.Array:
    """Return whole names, each in its order."""
    western = pc.binary_join_element_wise(given, middle, family, " ", null_handling="skip")
    if (order == GIVEN_FIRST).all():
        return western
    family_first = pc.binary_join_element_wise(family, given, middle, " ", null_handling="skip")
    vietnamese = pc.binary_join_element_wise(family, middle, given, " ", null_handling="skip")
    ahead = pc.if_else(pa.array(order == MIDDLE_BETWEEN), vietnamese, family_first)
    return pc.if_else(pa.array(order == GIVEN_FIRST), western, ahead)
