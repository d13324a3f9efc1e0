"""Blocking keys: records that share one are worth comparing."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A blocking key: records with the same values in all the columns share a block.

    columns: text columns of the forms; at most one may be a list, then each of its values makes a key. first: how
    many characters of a column count, as pairs of column and length. refine: columns that split a block that has
    grown past the cap, tried in order; a block is re-keyed, never skipped. weak: a single common value, worth its
    pairs only as far as they are cheap. for_short_lists: worth its pairs only there, see SHORT_LIST_RECORDS_MAX.
    """

    name: str
    columns: tuple[str, ...]
    first: tuple[tuple[str, int], ...] = ()
    refine: tuple[str, ...] = ()
    weak: bool = False
    for_short_lists: bool = False


# A block of b records costs b(b-1)/2 comparisons: 50 records cost 1,225 and are already far more than one person has.
BLOCK_RECORDS_MAX = 50

# What a key may propose in all, its refinements with it. A weak key finds what the others miss: on a million contacts
# one true pair in 2,000 of its pairs, so more of them cost time and bring nothing.
WEAK_PAIRS_PER_RECORD = 0.5
PAIRS_PER_RECORD = 3.0
PAIRS_ALWAYS = 100_000  # costs a tenth of a second whatever the data


# Past so many records keys of one common value find nothing that the others miss, for three quarters of all pairs: on
# 100,000 contacts recall is 0.944 with and without them. A short list of few columns loses a tenth of its recall.
SHORT_LIST_RECORDS_MAX = 20_000


def keys_worth(keys: Sequence[Key], record_count: int) -> tuple[Key, ...]:
    """Return the keys that pay for so many records, in the same order."""
    return tuple(key for key in keys if not key.for_short_lists or record_count <= SHORT_LIST_RECORDS_MAX)


def pairs_budget(key: Key, record_count: int) -> int:
    """Return how many pairs a key may propose in all; blocks that do not fit are split further."""
    return max(PAIRS_ALWAYS, int(record_count * (WEAK_PAIRS_PER_RECORD if key.weak else PAIRS_PER_RECORD)))


PERSON_KEYS: tuple[Key, ...] = (
    Key(name="e-mail", columns=("emails",), refine=("given", "family", "birth")),
    Key(name="phone", columns=("phones",), refine=("given", "family", "birth")),
    Key(name="identifier", columns=("identifiers",), refine=("given", "family", "birth")),
    Key(name="both names", columns=("name_sorted",), refine=("birth", "postal_code", "city", "house")),
    Key(
        name="names by sound",
        columns=("given_sound", "family_sound"),
        refine=("birth", "postal_code", "house"),
        weak=True,
    ),
    Key(name="family name and birth date", columns=("family", "birth"), refine=("given", "postal_code")),
    Key(name="given name and birth date", columns=("given", "birth"), refine=("family", "postal_code", "city")),
    Key(
        name="family name, initial and postal code",
        columns=("family", "given_initial", "postal_code"),
        refine=("given", "birth", "house"),
    ),
    Key(name="family name and home", columns=("family", "street", "house"), refine=("given", "postal_code")),
    Key(name="given name and home", columns=("given", "street", "house"), refine=("family", "postal_code")),
    Key(name="birth date and postal code", columns=("birth", "postal_code"), refine=("given", "family", "house")),
    Key(name="birth date and street", columns=("birth", "street"), refine=("given", "family", "house")),
    Key(name="mailbox", columns=("mailbox_own",), refine=("family", "given", "birth")),
    Key(
        name="birth date",
        columns=("birth",),
        refine=("given_sound", "family_sound", "city"),
        weak=True,
        for_short_lists=True,
    ),
    Key(
        name="family name",
        columns=("family",),
        refine=("given_initial", "birth_year", "city"),
        weak=True,
        for_short_lists=True,
    ),
    Key(
        name="given name",
        columns=("given",),
        refine=("family_sound", "birth_year", "city"),
        weak=True,
        for_short_lists=True,
    ),
    Key(
        name="start of the mailbox",
        columns=("mailbox",),
        first=(("mailbox", 4),),
        refine=("own_domain",),
        weak=True,
        for_short_lists=True,
    ),
    Key(name="domain", columns=("own_domain",), refine=("given_initial", "birth"), weak=True, for_short_lists=True),
)

ORGANIZATION_KEYS: tuple[Key, ...] = (
    Key(name="identifier", columns=("identifiers",), refine=("organization",)),
    Key(name="company name", columns=("organization",), refine=("city", "postal_code", "street")),
    Key(name="domain", columns=("own_domain",), refine=("organization", "city")),
    Key(name="phone", columns=("phones",), refine=("organization", "city")),
    Key(
        name="start of the company name and city",
        columns=("organization", "city"),
        first=(("organization", 5),),
        refine=("postal_code", "street"),
    ),
    Key(name="street and house", columns=("street", "house", "city"), refine=("organization",)),
    Key(
        name="start of the company name",
        columns=("organization",),
        first=(("organization", 6),),
        weak=True,
        for_short_lists=True,
    ),
)
