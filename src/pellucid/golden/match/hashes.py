"""Texts as 64-bit numbers, the same for a whole column and for a single record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.golden.standardize.distinct import encode

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying loses nothing: 2**64 over the golden ratio
_FOLD = np.uint64(29)
NOWHERE = -1


def hash_texts(texts: Iterable[str]) -> Hashes:
    """Return 64 bits of BLAKE2b of every text: among a million texts two are the same once in 37 million tries."""
    digests = b"".join(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, dtype=np.uint64)


def combine(columns: Sequence[Hashes]) -> Hashes:
    """Return one number a row for the values of several columns together; their order counts."""
    total = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        total += column
        total *= _SPREAD
        total ^= total >> _FOLD
    return total


def hash_column(column: pa.Array | pa.ChunkedArray) -> tuple[Hashes, NDArray[np.bool_]]:
    """Return the hash of every row's text, and which rows have one; the hash of the others means nothing."""
    encoded = encode(column)
    codes = codes_of_rows(encoded)
    hashes = np.append(hash_texts(encoded.dictionary.to_pylist()), np.uint64(0))
    return hashes[codes], codes >= 0


def codes_of_rows(encoded: pa.DictionaryArray) -> NDArray[np.int32]:
    """Return the position of every row's value in the dictionary, NOWHERE for null."""
    codes = encoded.indices.fill_null(NOWHERE).to_numpy(zero_copy_only=False)
    return np.asarray(codes, dtype=np.int32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where texts stand in a list of distinct ones. hashes: ascending; places: position of each in the list."""

    hashes: Hashes
    places: NDArray[np.int32]

    def find(self, text: str) -> int:
        """Return the position of a text, NOWHERE if it is not in the list."""
        (wanted,) = hash_texts([text])
        at = int(np.searchsorted(self.hashes, wanted))
        return int(self.places[at]) if at < len(self.hashes) and self.hashes[at] == wanted else NOWHERE


def places_of(texts: Iterable[str]) -> Places:
    """Return the places of distinct texts."""
    hashes = hash_texts(texts)
    order = np.argsort(hashes)
    return Places(hashes=hashes[order], places=order.astype(np.int32))
