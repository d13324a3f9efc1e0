"""The name of a person against the name that the mailbox of the e-mail address spells."""

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from pellucid.golden.model.field import slot_name
from pellucid.golden.model.issue import Rule, Severity
from pellucid.golden.standardize.distinct import over_distinct
from pellucid.golden.standardize.email_lists import ROLES
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.tables import all_words, nickname_classes
from pellucid.golden.validate.across.columns import TEXT, Bools, column, holds, raised, slots, together
from pellucid.golden.validate.name import surnames

ALIKE_MIN = 0.8  # Jaro-Winkler similarity from which a word of the mailbox may be a spelling of the name
SPELLS_NAME = r"^([a-z]{3,})[._\-]([a-z]{3,})[0-9]{0,4}@"
PLAIN_WORDS = "^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$"  # folding only takes their capitals
IN_LATIN = r"^[\p{Latin}\P{L}]+$"  # letters of other scripts have more than one spelling in mailboxes

ANOTHER_NAME = Rule(
    name="across_name_not_in_email",
    severity=Severity.NOTE,
    about="The mailbox spells a given name and a family name, and neither is like any name of the record: perhaps the "
    "address of a partner, an assistant, or of the row above. Nicknames and other spellings are let pass.",
    source="the records themselves: names are those that occur in them, and common ones",
    bad="Anna Berg with petra.lind@example.com",
)
RULES: tuple[Rule, ...] = (ANOTHER_NAME,)

_NAME_COLUMNS = ("full_name", "given_name", "middle_name", "family_name", "nickname")
Words = NDArray[np.str_]


def check_name_in_mailbox(standard: pa.Table) -> pa.Table:
    """Return a note for every address whose mailbox spells the name of somebody else."""
    if not _any_spelled(standard):
        return together([])
    own = [_folded(column(standard, name)) for name in _NAME_COLUMNS]
    whole = pc.binary_join_element_wise(*own, " ")
    given, family = own[1], own[3]
    givens, families = _names(given, _common_givens()), _names(family, _common_families())
    named = pc.and_(pc.not_equal(given, ""), pc.not_equal(family, ""))
    comparable = holds(pc.and_(named, pc.match_substring_regex(column(standard, "full_name"), IN_LATIN)))
    tables = []
    for slot in slots(standard, "email"):
        email = column(standard, slot_name("email", slot))
        mailbox = pc.ascii_lower(email)
        first, second = (pc.replace_substring_regex(mailbox, SPELLS_NAME + ".*$", rf"\{group}") for group in (1, 2))
        spelled = holds(pc.match_substring_regex(mailbox, SPELLS_NAME)) & _is_name(first, second, givens, families)
        rows = np.flatnonzero(spelled & comparable)
        at = pa.array(rows)
        words = [_numpy(word.take(at)) for word in (first, second)]
        strange = np.ones(len(rows), dtype=bool)
        for word in words:
            strange &= ~_occurs(word, _numpy(whole.take(at)), [_numpy(part.take(at)) for part in (given, family)])
        rows, at = rows[strange], pa.array(rows[strange])
        said = pc.binary_join_element_wise(
            "The mailbox spells another name: ", first.take(at), " ", second.take(at), ".", ""
        )
        field = slot_name("email", slot)
        tables.append(raised(ANOTHER_NAME, rows, field=field, messages=said, found=email.take(at)))
    return together(tables)


def _any_spelled(standard: pa.Table) -> bool:
    """Say whether any mailbox spells a name, without which nothing has to be looked at."""
    emails = (column(standard, slot_name("email", slot)) for slot in slots(standard, "email"))
    return any(holds(pc.match_substring_regex(pc.ascii_lower(email), SPELLS_NAME)).any() for email in emails)


def _folded(names: pa.Array) -> pa.Array:
    """Return names folded, plain ones as a column; empty for none."""
    is_plain = pc.match_substring_regex(names, PLAIN_WORDS)
    others = over_distinct(pc.if_else(is_plain, pa.scalar(None, TEXT), names), fold)
    return pc.fill_null(pc.if_else(is_plain, pc.ascii_lower(names), others), "")


def _names(folded: pa.Array, common: pa.Array) -> pa.Array:
    """Return the single words that are names: those of the records, and common ones."""
    return pc.unique(pa.concat_arrays([folded, common]))


@cache
def _common_givens() -> pa.Array:
    return pa.array(sorted(all_words("given") | nickname_classes().keys()), TEXT)


@cache
def _common_families() -> pa.Array:
    return pa.array(sorted(surnames()), TEXT)


@cache
def _known_nicknames() -> pa.Array:
    return pa.array(sorted(nickname_classes()), TEXT)


def _is_name(first: pa.Array, second: pa.Array, givens: pa.Array, families: pa.Array) -> Bools:
    straight = pc.and_(pc.is_in(first, value_set=givens), pc.is_in(second, value_set=families))
    turned = pc.and_(pc.is_in(second, value_set=givens), pc.is_in(first, value_set=families))
    roles = pa.array(sorted(ROLES), TEXT)
    office = pc.or_(pc.is_in(first, value_set=roles), pc.is_in(second, value_set=roles))
    return holds(pc.and_not(pc.or_(straight, turned), office))


def _occurs(word: Words, whole: Words, names: list[Words]) -> Bools:
    """Say where a word stands in the whole name, sounds like a part of it, or is a nickname of one."""
    found: Bools = np.char.find(whole, word) >= 0
    for name in names:
        found |= np.char.find(word, name) >= 0
        if len(word):
            found |= cpdist(word.tolist(), name.tolist(), scorer=JaroWinkler.similarity) >= ALIKE_MIN
    rest = np.flatnonzero(~found)
    for row in rest[_has_nickname(word[rest])]:
        own = {known for part in whole[row].split() for known in nickname_classes().get(part, ())}
        found[row] = not own.isdisjoint(nickname_classes()[str(word[row])])
    return found


def _has_nickname(words: Words) -> Bools:
    return holds(pc.is_in(pa.array(words.tolist(), TEXT), value_set=_known_nicknames()))


def _numpy(texts: pa.Array) -> Words:
    return np.asarray(texts.to_pylist(), dtype=np.str_)
