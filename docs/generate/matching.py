"""The page of matching: keys, comparisons and levels, from match/kinds."""

import re

from docs.generate.conditions import in_words
from docs.generate.markdown import code, page, table

from pellucid.golden.match.comparison import Comparison
from pellucid.golden.match.guard import FAMILY_NAMES_MAX, GIVEN_NAMES_MAX
from pellucid.golden.match.keys import (
    BLOCK_RECORDS_MAX,
    PAIRS_ALWAYS,
    PAIRS_PER_RECORD,
    WEAK_PAIRS_PER_RECORD,
    Key,
)
from pellucid.golden.match.kinds import PARTY_KINDS, PartyKind
from pellucid.golden.match.model import Thresholds

TITLES = {"person": "People", "organization": "Companies"}
COMPARISONS = """\
The levels of a comparison are tried from the top, and the first that holds is the outcome. Where one of the two records
does not say, there is no evidence either way. *At first* is the share of pairs of one person that are believed to
reach the level before any data is seen; from then on it is learned. *Rare counts more* marks levels at which agreement
on an uncommon value weighs more than on a common one."""
KEYS = f"""\
Two records are compared when they share a key: the same values in all its columns. A block of more than
{BLOCK_RECORDS_MAX} records is split by the further columns, tried in order; it is not skipped. Any key may propose
{PAIRS_ALWAYS:,} pairs, and beyond that {PAIRS_PER_RECORD:g} a record, a *weak* one, which rests on little,
{WEAK_PAIRS_PER_RECORD:g}; larger blocks that do not fit are split further."""
FORMS = """\
Comparisons and keys look at match forms: standard values folded to small ASCII letters and digits, without marks."""
MEANINGS = {
    "given": "Given name",
    "given_initial": "Its first letter",
    "given_sound": "How it sounds",
    "given_classes": "The groups of short forms it belongs to (Bill and William are in one)",
    "family": "Family name",
    "family_sound": "How it sounds",
    "family_tokens": "Its words",
    "name_sorted": "Given and family name, the earlier in the alphabet first",
    "generation": "Which of several namesakes in a family: junior, senior, third",
    "plain_name": "There, and the same for all, where no generation is told",
    "birth": "Date of birth as yyyymmdd",
    "birth_year": "Year of birth",
    "birth_month": "Month of birth",
    "birth_day": "Day of birth",
    "birth_crossed": "Date of birth with day and month in order of size",
    "email": "First e-mail address that the guard has not disarmed",
    "emails": "All e-mail addresses that the guard has not disarmed",
    "mailbox": "What stands before the at sign",
    "mailbox_letters": "Its letters",
    "mailbox_digits": "Its digits",
    "mailbox_own": "The mailbox, where it holds more than the record's own name",
    "domain": "What stands behind the at sign",
    "own_domain": "The domain, where it is not a provider's that anybody can use",
    "phone": "Last nine digits of the first phone number that the guard has not disarmed",
    "phones": "The same of all phone numbers",
    "street": "Street, its type in one form",
    "house": "House number",
    "postal_code": "Postal code",
    "city": "City",
    "country": "Country, as two letters",
    "identifier": "First identifier, with its field",
    "identifier_kinds": "Which kinds of identifiers there are, by their fields",
    "identifiers": "All identifiers, each with its field",
    "organization": "Company name without legal form, and without words such as holding",
    "legal_form": "Legal form",
    "holding": "There, and the same for all, where the name says that it is a holding",
    "no_holding": "There, and the same for all, where it does not",
}


def matching_page() -> str:
    """Return the page of what is compared, and how. Raises ValueError for a match form without a meaning above."""
    parts = [part for kind in PARTY_KINDS.values() for part in _party(kind)]
    looked_at = sorted(set(re.findall("`([a-z_]+)`", "".join(parts))), key=list(MEANINGS).index)
    forms = table(("Match form", "Is"), [(code(name), MEANINGS[name]) for name in looked_at])
    return page(
        "Comparisons and keys",
        _introduction(),
        *parts,
        f"## Match forms\n\n{FORMS}\n\n{forms}",
        source="golden/match/kinds.py",
    )


def _introduction() -> str:
    cuts = Thresholds()
    same, review = f"{cuts.same_probability:.4f} ({cuts.same_bits:+.2f} bits)", f"{cuts.review_probability:g}"
    return f"""\
What two records are compared by. How evidence is weighed and decided is told in
[how matching decides](../explanation/how-matching-decides.md).

**Verdicts.** A wrong merge is taken to cost {cuts.wrong_merge_cost:g} missed ones, so a pair is the *same* customer
from a probability of {same}. Asking a person costs {cuts.asking_cost:g} of a missed merge, so a pair waits for *review*
from {review} ({cuts.review_bits:+.2f} bits). Below that it is *different*.

**The guard.** An e-mail address or phone number is *shared*, and proves nothing, when more than {FAMILY_NAMES_MAX}
family names and as many given names use it, or more than {GIVEN_NAMES_MAX} given names. With more than one given name
it is a *household*'s.

People and companies are matched apart. A record with a company name and no person's name is a company."""


def _party(kind: PartyKind) -> list[str]:
    title = TITLES[kind.name]
    comparisons = "\n\n".join(map(_comparison, kind.comparisons))
    keys = table(("Key", "Columns", "Split further by", "Weak"), map(_key, kind.keys))
    return [
        f"## {title}: comparisons\n\n{COMPARISONS}\n\n{comparisons}",
        f"## {title}: keys\n\n{KEYS}\n\n{keys}",
    ]


def _comparison(comparison: Comparison) -> str:
    rows = [
        (level.name, in_words(level.condition), f"{level.same:g}", _told(level.household), ", ".join(level.frequency))
        for level in comparison.levels
    ]
    rows.append(("different", "otherwise", f"{comparison.different_same:g}", "", ""))
    household = f"{comparison.household_share * 100:g} %"
    return "\n\n".join(
        (
            f"### {comparison.name.capitalize()}",
            f"Compared when {in_words(comparison.needs)}. Of two people of one household, {household} have this in "
            "common as one person would.",
            table(("Level", "When", "At first", "In one household", "Rare counts more"), rows),
            *(["What is believed at first stands, whatever the data show."] if comparison.is_defining else []),
        )
    )


def _told(share: float | None) -> str:
    return "" if share is None else f"{share:g}"


def _key(key: Key) -> tuple[str, ...]:
    starts = dict(key.first)
    columns = [
        f"first {starts[name]} characters of {code(name)}" if name in starts else code(name) for name in key.columns
    ]
    return key.name, ", ".join(columns), ", ".join(map(code, key.refine)), "weak" if key.weak else ""
