"""The words that a customer is found by: of names, mail, phone digits and numbers, and how names sound."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import split_slot
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.phonetic import family_sound, sound_of
from pellucid.golden.standardize.phone_plan import CALLING_CODES

# What is no plain word begins with a mark that folding leaves in none.
PHONE, PHONE_END, SOUND = "#", "=", "~"
LONGEST = 60  # letters of a word; nobody types more to find somebody
NOT_SEARCHED = ("prefix", "suffix")
Words = tuple[str, ...]


def search_words(golden: pa.Table, customers: Sequence[int]) -> pa.Table:
    """Return the words of customers: word, party_id, each pair once. golden: values by customer, as survived."""
    ids = np.array(customers, dtype=np.int64)
    told = [
        _told(golden[name].combine_chunks(), words, ids)
        for name in golden.column_names
        if (words := _words_by(split_slot(name)[0])) is not None
    ]
    if not told:
        return pa.table({"word": pa.array([], pa.string()), "party_id": pa.array([], pa.int64())})
    return pa.concat_tables(told).group_by(["word", "party_id"]).aggregate([])


def _told(column: pa.Array, words: Callable[[str], Words], ids: NDArray[np.int64]) -> pa.Table:
    """Return the words of one column: every distinct value is taken apart once."""
    there = np.flatnonzero(column.is_valid().to_numpy(zero_copy_only=False))
    coded = column.take(pa.array(there)).cast(pa.string()).dictionary_encode()
    apart = pa.array([words(value) for value in coded.dictionary.to_pylist()], pa.list_(pa.string()))
    spread = apart.take(coded.indices)
    owners = pa.array(ids[there]).take(pc.list_parent_indices(spread))
    return pa.table({"word": pc.list_flatten(spread), "party_id": owners})


def _words_by(field: str) -> Callable[[str], Words] | None:
    spec = FIELDS.get(field)
    if spec is None or field in NOT_SEARCHED:
        return None
    if field == "family_name":
        return family_words
    return _BY_KIND.get(spec.kind)


def plain_words(text: str) -> Words:
    """Return the folded words of a text."""
    return tuple(word[:LONGEST] for word in fold(text).split())


def name_words(name: str) -> Words:
    """Return the words of a name and how each sounds."""
    return _with_sounds(plain_words(name), sound_of)


def family_words(name: str) -> Words:
    """Return the words of a family name and how each sounds, whoever of the family bears it."""
    return _with_sounds(plain_words(name), family_sound)


def _with_sounds(words: Words, sound: Callable[[str], str]) -> Words:
    sounds = (sound(word) for word in words if len(word) > 1)
    return (*words, *(SOUND + code for code in sounds if len(code) > 1))


def email_words(email: str) -> Words:
    """Return an address of mail whole, and the words before the @."""
    return (email.lower()[:LONGEST], *plain_words(email.partition("@")[0]))


def phone_words(phone: str) -> Words:
    """Return the digits of a phone number from its country, from within its country, and from its end."""
    digits = digits_of(phone)
    if not digits:
        return ()
    code = next((digits[:size] for size in (1, 2, 3) if digits[:size] in CALLING_CODES), "")
    return (PHONE + digits, PHONE + digits[len(code) :], PHONE_END + digits[::-1])


def number_words(number: str) -> Words:
    """Return a number that somebody is registered under, without what parts its digits."""
    joined = fold(number).replace(" ", "")
    return (joined[:LONGEST],) if joined else ()


def digits_of(text: str) -> str:
    """Return the digits of a text, those of any script as 0-9."""
    return "".join(letter for letter in fold(text) if letter.isdigit())[:LONGEST]


_BY_KIND: dict[str, Callable[[str], Words]] = {
    "name": name_words,
    "name_part": name_words,
    "organization": plain_words,
    "email": email_words,
    "phone": phone_words,
    "identifier": number_words,
}
