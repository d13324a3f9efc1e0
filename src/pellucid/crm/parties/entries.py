"""The entries that customers are found by, made a column at a time.

An entry is a word, and behind it everything the customer is called: ``garcia maria garcia madrid``. So the entries that
begin as somebody typed stand together, and in each is seen whether the other words fit as well.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.crm.parties.words import SOUND, WordsOf, hints_by, marks_by, plain_by, sounds_by
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import split_slot

TEXT_LETTERS = 120  # of what stands behind a word
ENTRIES_AT_ONCE = 50_000
PLACES = {name: place for place, name in enumerate(FIELDS)}
TEXT = pa.string()
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What some customers are found by: small enough to be kept for all until it is put in order.

    leads: word, party_id; each pair once. texts: party_id, text, sounds; one row a customer.
    """

    leads: pa.Table
    texts: pa.Table


def searched_by(golden: pa.Table, customers: Sequence[int]) -> Searched:
    """Return what customers are found by. golden: values by customer, as survived."""
    owners, words, is_lead = _called(golden)
    sounding, sounds = _flat(golden, sounds_by)
    alone, marks = _flat(golden, marks_by)
    leading = np.flatnonzero(is_lead)
    first = _firsts(sounding, sounds)
    sounding, sounds = sounding[first], sounds.take(pa.array(first))
    ids = np.array(customers, dtype=np.int64)
    leads = {
        "word": pa.concat_arrays([words.take(pa.array(leading)), sounds, marks]),
        "party_id": pa.array(ids[np.concatenate([owners[leading], sounding, alone])]),
    }
    texts = {
        "party_id": pa.array(ids),
        "text": pc.utf8_slice_codeunits(_joined(owners, words, len(ids)), 0, TEXT_LETTERS),
        "sounds": pc.utf8_slice_codeunits(_joined(sounding, sounds, len(ids)), 0, TEXT_LETTERS),
    }
    return Searched(leads=pa.table(leads).group_by(["word", "party_id"]).aggregate([]), texts=pa.table(texts))


def entries(searched: Sequence[Searched]) -> Iterator[pa.Table]:
    """Yield the entries of customers in their order, some at a time: word, party_id."""
    if not searched:
        return
    leads = pa.concat_tables([each.leads for each in searched]).combine_chunks()
    texts = pa.concat_tables([each.texts for each in searched]).sort_by("party_id").combine_chunks()
    party, text, sounds = (texts[name].combine_chunks() for name in ("party_id", "text", "sounds"))
    words, at = leads["word"].combine_chunks(), np.searchsorted(party.to_numpy(), leads["party_id"].to_numpy())
    order = np.argsort(_ranks(words) * np.int64(len(party) + 1) + _ranks(text)[at], kind="stable")
    for start in range(0, len(order), ENTRIES_AT_ONCE):
        part = order[start : start + ENTRIES_AT_ONCE]
        of, lead = pa.array(at[part]), words.take(pa.array(part))
        heard = pc.if_else(pc.starts_with(lead, SOUND), sounds.take(of), None)
        entry = pc.binary_join_element_wise(lead, heard, text.take(of), " ", null_handling="skip")
        yield pa.table({"word": entry, "party_id": party.take(of)})


def _ranks(texts: pa.Array) -> Ints:
    """Return the place of each text among the different ones, in the order of their bytes."""
    coded = texts.dictionary_encode()
    ranks = np.empty(len(coded.dictionary), dtype=np.int64)
    ranks[pc.sort_indices(coded.dictionary).to_numpy()] = np.arange(len(ranks))
    places: Ints = ranks[coded.indices.to_numpy()]
    return places


def _called(golden: pa.Table) -> tuple[Ints, pa.Array, NDArray[np.bool_]]:
    """Return owner and word of all that customers are called, each once and in its order, and whether they are looked
    for by it: where somebody lives is no more than a hint."""
    own, led = _flat(golden, plain_by)
    near, hints = _flat(golden, hints_by)
    owners, words = np.concatenate([own, near]), pa.concat_arrays([led, hints])
    kept = _firsts(owners, words)
    return owners[kept], words.take(pa.array(kept)), kept < len(own)


def _firsts(owners: Ints, words: pa.Array) -> Ints:
    """Return where each word of an owner stands first, by owner and then in the order given."""
    coded = words.dictionary_encode()
    key = owners * np.int64(len(coded.dictionary) + 1) + coded.indices.to_numpy()
    places = np.unique(key, return_index=True)[1]
    return places[np.lexsort((places, owners[places]))]


def _joined(owners: Ints, words: pa.Array, customers: int) -> pa.Array:
    """Return the words of each customer as one text. owners: ascending."""
    offsets = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=customers))]).astype(np.int32)
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), words), " ")


def _flat(golden: pa.Table, words_by: Callable[[str], WordsOf | None]) -> tuple[Ints, pa.Array]:
    """Return owner and word of all values whose field has words: every distinct value is taken apart once."""
    owners, told = [np.empty(0, dtype=np.int64)], [pa.array([], TEXT)]
    for name in sorted(golden.column_names, key=_place_of):
        if (words := words_by(split_slot(name)[0])) is not None:
            coded = golden[name].combine_chunks().cast(TEXT).dictionary_encode()
            apart = pa.array([words(value) for value in coded.dictionary.to_pylist()], pa.list_(TEXT))
            spread = apart.take(coded.indices)
            owners.append(pc.list_parent_indices(spread).to_numpy().astype(np.int64))
            told.append(pc.list_flatten(spread))
    return np.concatenate(owners), pa.concat_arrays(told)


def _place_of(column: str) -> tuple[int, int]:
    field, slot = split_slot(column)
    return PLACES.get(field, len(PLACES)), slot
