"""What a record says, as a short text that is the same for the same content, and keys for those that have none."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

KEY_LENGTH_MAX = 180  # room for the mark of a repeated key below the column's 200


def digest_of(raw: str) -> str:
    """Return 128 bits of BLAKE2b of raw values, in hexadecimal. raw: as bulk.json.rows_as_json writes them."""
    return hashlib.blake2b(raw.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(slots=True)
class Keys:
    """Gives the rows of a delivery keys of which no two are the same, some rows at a time.

    seen: how often each key came.
    """

    seen: dict[str, int] = field(default_factory=dict)

    def of(self, own_keys: pa.Array, digests: Sequence[str]) -> list[str]:
        """Return a key for each of the next rows.

        own_keys: the source's own, null where a row has none; then its content is its key. A key that comes again in
        the same delivery is numbered: two rows are two records until something says that they are one.
        """
        keys = []
        for text, digest in zip(own_keys.to_pylist(), digests, strict=True):
            key = _short(text.strip()) if text and text.strip() else f"={digest}"
            number = self.seen[key] = self.seen.get(key, 0) + 1
            keys.append(key if number == 1 else f"{key}#{number}")
        return keys


def rank_of(digest: str, key: str) -> int:
    """Return a number by content, and for equal contents without a key by which of them it is."""
    occurrence = key.rpartition("#")[2] if key.startswith(f"={digest}#") else ""
    mixed = hashlib.blake2b(f"{digest}{occurrence}".encode(), digest_size=8).digest()
    return int.from_bytes(mixed, "big") >> 1


def _short(key: str) -> str:
    return key if len(key) <= KEY_LENGTH_MAX else f"{key[: KEY_LENGTH_MAX - 34]}~{digest_of(key)}"
