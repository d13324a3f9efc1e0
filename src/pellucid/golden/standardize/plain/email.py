"""Plain e-mail addresses: ASCII, and written as all the world does."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.standardize.plain.values import Cells, Plain, truth

_ATOM = r"[A-Za-z0-9_!#$%&'*+\-/=?^`{|}~]+"
_LABEL = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_PLAIN = rf"^{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,}}$"
_LENGTH_MAX = 63  # of mailbox and of domain, so that each label, too, is short enough
_LOWERED = "email_domain_lower_case"


def read_plain_email(cells: Cells) -> Plain | None:
    """Return the values of which standardize_email changes nothing but capitals of the domain."""
    (texts,) = cells.columns
    is_plain = truth(pc.match_substring_regex(texts, _PLAIN)) & ~truth(pc.match_substring(texts, "--"))
    rows = np.flatnonzero(is_plain)
    mailbox, domain = halves(texts.take(pa.array(rows)))
    lower = pc.ascii_lower(domain)
    short = truth(
        pc.and_(
            pc.less_equal(pc.binary_length(mailbox), _LENGTH_MAX), pc.less_equal(pc.binary_length(domain), _LENGTH_MAX)
        )
    )
    found = Plain(
        rows=rows,
        cells=cells.take(rows),
        standard=pc.binary_join_element_wise(mailbox, lower, "@"),
        changes=pc.if_else(pc.equal(lower, domain), pa.scalar(None, pa.string()), pa.scalar(_LOWERED)),
        parts={},
    )
    return found if short.all() else found.take(np.flatnonzero(short))


def halves(addresses: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return mailboxes and domains of addresses with one @ each."""
    pieces = pc.list_flatten(pc.split_pattern(addresses, "@"))
    numbers = np.arange(0, len(pieces), 2)
    return pieces.take(pa.array(numbers)), pieces.take(pa.array(numbers + 1))
