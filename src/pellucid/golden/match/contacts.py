"""Match forms of e-mail addresses and phone numbers, whole columns at once."""

from string import ascii_lowercase
from string import digits as DIGITS

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.match.letters import only
from pellucid.golden.standardize.distinct import encode, flat, over_distinct
from pellucid.golden.standardize.email_key import email_key
from pellucid.golden.standardize.email_lists import FAKE, FREE_MAIL, NO_REPLY, is_nobodys
from pellucid.golden.standardize.placeholder import RUNS

TEXT = pa.string()
NATIONAL_DIGITS = 9  # enough to be one phone's, and the same with and without a country code
OWN_LETTERS_MIN = 3
OWN_DIGITS_MIN = 2
NO_DIGITS = dict.fromkeys(range(ord("0"), ord("9") + 1))
# Typed to get past a form: one digit over and over, or a run. No phone in use has such a number.
JUNK_DIGITS = RUNS | {digit * length for digit in "0123456789" for length in range(4, 16)}
NO_NUMBERS = pa.array(["", *sorted(JUNK_DIGITS)], TEXT)
_SIMPLE = r"^[!-*,-?A-~]+@[!-?A-~]+$"  # ASCII without a sub-address


def email_keys(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return email_key of every address.

    Those without a sub-address are put together from mailbox and domain, for what a provider ignores hangs on the
    domain alone.
    """
    emails = flat(column)
    simple = pc.fill_null(pc.match_substring_regex(emails, _SIMPLE), False)
    lower = pc.ascii_lower(emails)
    domains = encode(pc.if_else(simple, pc.replace_substring_regex(lower, "^.*@", ""), pa.scalar(None, TEXT)))
    known = domains.dictionary.to_pylist()
    same = pa.array([email_key(f"a-b@{domain}") == f"a-b@{domain}" for domain in known], pa.bool_())
    same_dots = pa.array([email_key(f"a.b@{domain}") == f"a.b@{domain}" for domain in known], pa.bool_())
    stays = pc.fill_null(pc.and_(same, same_dots).take(domains.indices), False)
    rest = over_distinct(pc.if_else(stays, pa.scalar(None, TEXT), emails), lambda email: email_key(email) or None)
    return _without_nobodys(pc.if_else(stays, lower, rest))


def _without_nobodys(keys: pa.Array) -> pa.Array:
    """Return the column without addresses that nobody reads: whoever gives one gives none."""
    mailbox = pc.replace_substring_regex(keys, "@[^@]*$", "")
    suspect = pc.is_in(mailbox, value_set=pa.array(sorted(FAKE | NO_REPLY), TEXT))
    if not pc.any(suspect).as_py():
        return keys
    suspects = pc.unique(keys.filter(suspect)).to_pylist()
    nobodys = [key for key in suspects if is_nobodys(*key.rsplit("@", 1))]
    return pc.if_else(pc.is_in(keys, value_set=pa.array(nobodys, TEXT)), pa.scalar(None, TEXT), keys)


def national_numbers(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return the last nine digits of every number; null where it has none, or only what gets past a form."""
    digits = only(flat(column), DIGITS)
    digits = pc.if_else(pc.is_in(digits, value_set=NO_NUMBERS), pa.scalar(None, TEXT), digits)
    return pc.utf8_slice_codeunits(digits, -NATIONAL_DIGITS, None)


def email_columns(email: pa.Array, given: pa.Array, family: pa.Array) -> dict[str, pa.Array]:
    """Return mailbox and domain in the parts that comparisons look at.

    mailbox_own is the mailbox where it holds more than the record's own name; own_domain is the domain where it is not
    a provider's that anybody can use.
    """
    mailbox = pc.replace_substring_regex(email, "@[^@]*$", "")
    domain = pc.replace_substring_regex(email, "^.*@", "")
    free = pc.is_in(domain, value_set=pa.array(sorted(FREE_MAIL), TEXT))
    letters, digits = only(mailbox, ascii_lowercase), only(mailbox, DIGITS)
    return {
        "mailbox": mailbox,
        "mailbox_letters": letters,
        "mailbox_digits": digits,
        "mailbox_own": _own(mailbox, letters, digits, given, family),
        "domain": domain,
        "own_domain": pc.if_else(free, pa.scalar(None, TEXT), domain),
    }


def _own(mailbox: pa.Array, letters: pa.Array, digits: pa.Array, given: pa.Array, family: pa.Array) -> pa.Array:
    """Return mailbox_own of every row. letters: from a to z alone; digits: from 0 to 9 alone."""
    plain = pc.match_substring_regex(mailbox, r"^[!-@\[-~]*$")  # ASCII in small letters
    by_digits = pc.and_(plain, pc.greater_equal(pc.binary_length(digits), OWN_DIGITS_MIN))
    short = pc.and_(plain, pc.less(pc.binary_length(letters), OWN_LETTERS_MIN))
    open_rows = pc.invert(pc.fill_null(pc.or_(by_digits, short), True))
    at = np.flatnonzero(open_rows.to_numpy(zero_copy_only=False))
    where = pa.array(at)
    names = [pc.fill_null(column, "").take(where).to_pylist() for column in (given, family)]
    owners = map(mailbox_own, mailbox.take(where).to_pylist(), letters.take(where).to_pylist(), *names)
    own = np.full(len(mailbox), -1, dtype=np.int64)
    own[at] = np.arange(len(at))
    looked_at = pa.array(list(owners), TEXT).take(pa.array(own, mask=own < 0))
    return pc.coalesce(pc.if_else(by_digits, mailbox, pa.scalar(None, TEXT)), looked_at)


def mailbox_own(mailbox: str, letters: str, given: str, family: str) -> str | None:
    """Return the mailbox if it holds letters or digits that are not the person's name, otherwise None.

    Initials and a single digit are not enough to be anybody's own. letters: of the mailbox, as far as they are ASCII.
    """
    if not mailbox.isascii() or not mailbox.islower():
        letters = "".join(character for character in mailbox if character.isalpha())
    if len(mailbox) - len(mailbox.translate(NO_DIGITS)) >= OWN_DIGITS_MIN:
        return mailbox
    longer, shorter = (family, given) if len(family) > len(given) else (given, family)
    for name in (longer, shorter):
        if len(name) >= OWN_LETTERS_MIN:
            letters = letters.replace(name, "", 1)
    return mailbox if len(letters) >= OWN_LETTERS_MIN else None
