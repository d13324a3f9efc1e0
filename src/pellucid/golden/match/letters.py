"""Texts cut down to some of their characters, whole columns at once."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def only(column: pa.Array, characters: str) -> pa.Array:
    """Return every text without the characters that are not among the given ASCII ones; nulls stay null.

    On the bytes of the column: several times as fast as a regular expression that takes the others out one by one.
    """
    wanted = np.zeros(256, dtype=bool)
    wanted[np.frombuffer(characters.encode("ascii"), np.uint8)] = True
    texts = column.cast(pa.string())
    _, offsets, data = texts.buffers()
    if data is None or len(texts) == 0:
        return texts
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    bytes_ = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]]
    kept = wanted[bytes_]
    count = np.zeros(len(bytes_) + 1, dtype=np.int32)
    np.cumsum(kept, out=count[1:])
    valid = pc.is_valid(texts).buffers()[1]  # packed anew from the first row on, wherever the column begins
    buffers = [valid, pa.py_buffer(count[ends - ends[0]]), pa.py_buffer(bytes_[kept])]
    return pa.Array.from_buffers(pa.string(), len(texts), buffers, null_count=texts.null_count)
