"""What the records usually say of a key: the city of a postal code, the company of a mail domain."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.standardize.distinct import distinct, distinct_rows, encode

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """For each row its key's commonest value, all by row.

    count: rows of the key with the row's own value. top_count: rows of the key with its commonest value. total: rows of
    the key. value, label: the commonest value, and how it is mostly written.
    """

    count: Ints
    top_count: Ints
    total: Ints
    value: pa.Array
    label: pa.Array


def usual_values(keys: list[pa.Array], values: pa.Array, labels: pa.Array) -> Usual:
    """Return what the rows of a key usually say.

    keys: the columns that make up a key. values: what is compared. labels: how the value was written. None of them has
    nulls. Ties go to the first in alphabetical order, so that the order of rows changes nothing.
    """
    _, key = distinct_rows(keys)
    firsts, said = distinct_rows([pa.array(key), values])
    spelled, spelling = distinct_rows([pa.array(said), labels])
    key_count = int(key.max()) + 1 if len(key) else 0
    count, total = np.bincount(said, minlength=len(firsts)), np.bincount(key, minlength=key_count)
    top = _commonest(key[firsts], count, values.take(pa.array(firsts)), key_count)
    written = _commonest(
        said[spelled], np.bincount(spelling, minlength=len(spelled)), labels.take(pa.array(spelled)), len(firsts)
    )
    best = top[key]
    return Usual(
        count=count[said],
        top_count=count[best],
        total=total[key],
        value=values.take(pa.array(firsts[best])),
        label=labels.take(pa.array(spelled[written[best]])),
    )


def _commonest(group: Ints, count: Ints, texts: pa.Array, group_count: int) -> Ints:
    """Return for each group the position of its most frequent member, by text where several are."""
    found = encode(texts)
    by_text = np.argsort(pc.array_sort_indices(found.dictionary).to_numpy()).astype(np.int64)
    rank = by_text[found.indices.to_numpy()] if len(texts) else np.empty(0, np.int64)
    order = np.lexsort((-rank, count, group))  # the best of a group comes last and overwrites the others
    best = np.zeros(group_count, np.int64)
    best[group[order]] = order
    return best


def are_strange(values: pa.Array, usual: pa.Array) -> Bools:
    """Return where a folded name is another than the usual one, and not the same with fewer or more words.

    So Frankfurt is no stranger to Frankfurt am Main, nor Lind to Lind Consulting.
    """
    pairs, which = distinct(pc.binary_join_element_wise(values, usual, "\x1f"))
    strange: Bools = np.array([not _is_part(*pair.split("\x1f")) for pair in pairs], dtype=bool)
    found: Bools = strange[which.to_numpy()]
    return found


def _is_part(one: str, other: str) -> bool:
    few, many = sorted((set(one.split()), set(other.split())), key=len)
    return few <= many or one.replace(" ", "") == other.replace(" ", "")
