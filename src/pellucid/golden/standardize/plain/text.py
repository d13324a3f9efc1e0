"""Plain text: words in ASCII, one space apart, which stay as they are."""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.standardize.placeholder import PLACEHOLDERS
from pellucid.golden.standardize.plain.values import Cells, Plain, nulls, truth

_PLAIN = r"^[!-~]+(?: [!-~]+)*$"
_NO_WORD = r"^[^A-Za-z0-9]*$"  # wider than that of placeholders: what it matches goes the careful way
_LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))
_ASCII_PLACEHOLDERS = pa.array(sorted(text for text in PLACEHOLDERS if re.fullmatch(r"[ -~]+", text)), pa.string())


def read_plain_text(cells: Cells) -> Plain | None:
    """Return the values that standardize_text leaves as they are."""
    (texts,) = cells.columns
    is_plain = pc.match_substring_regex(texts, _PLAIN)
    empty = pc.or_(
        pc.match_substring_regex(texts, _NO_WORD), pc.is_in(pc.ascii_lower(texts), value_set=_ASCII_PLACEHOLDERS)
    )
    rows = np.flatnonzero(truth(is_plain) & ~truth(empty))
    own = cells.take(rows)
    return Plain(rows=rows, cells=own, standard=own.columns[0], changes=nulls(len(rows)), parts={})
