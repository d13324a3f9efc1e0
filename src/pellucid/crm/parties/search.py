"""Finding customers by what somebody types: names, also misspelt, mail, digits of phones, companies, ids.

Words that begin as typed are looked for first; only where there are none, words that sound alike, then those one
slip of the keys away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from uuid import UUID

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.read import all_rows
from pellucid.crm.clusters.models import Customer, Member
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of
from pellucid.crm.parties.words import PHONE, PHONE_END, SOUND, digits_of, plain_words
from pellucid.crm.sources.models import Source, SourceRecord
from pellucid.golden.standardize.name.phonetic import family_sound, sound_of

WORDS = "parties_searchword"
FOUND_MAX = 20
TERMS_MAX = 6  # words of a question that count
DIGITS_MIN = 3  # of a number that is looked for among phones
SLIP_LETTERS_MIN = 4  # of a word that may be misspelt: shorter ones are one slip away from everything
COUNTED_MAX = 10_000  # words seen to tell which term is rarer
ASKED_MAX = 500  # parties worth asking one after the other whether they have another word
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a word of a question may stand for. ranges: of words, from and up to; exact: words as they are."""

    ranges: tuple[tuple[str, str], ...] = ()
    exact: tuple[str, ...] = ()


def search(question: str, *, user: User | None, limit: int = FOUND_MAX) -> list[Party]:
    """Return the customers that a question finds, the likeliest first. Raises NotAllowed."""
    require(user, Permission.VIEW)
    text = _told(question)
    found = _by_id(text)
    for meant in (_beginning, _sounding, _slipped):
        if not found:
            found = _having(_terms(text, meant), limit)
    parties = Party.objects.select_related("customer").in_bulk(found)
    ranked = sorted(found, key=lambda party: (-_hits(parties.get(party), text), found.index(party)))
    return [parties[party] for party in ranked if party in parties][:limit]


def _by_id(text: str) -> list[int]:
    """Return the customer that an id leads to: one ever given out here, or the key of a record in its source."""
    try:
        return [party_of(UUID(text), user=None).pk]
    except (ValueError, Customer.DoesNotExist, NobodyThere, Party.DoesNotExist):
        pass
    sources = Source.objects.values_list("pk", flat=True)
    records = SourceRecord.objects.filter(source__in=list(sources), key=text).values_list("pk", flat=True)
    members = Member.objects.filter(record__in=list(records[:FOUND_MAX]), customer__isnull=False)
    return list(dict.fromkeys(members.values_list("customer_id", flat=True))) if text else []


def matching(question: str, *, limit: int) -> list[int]:
    """Return customers that have every word of a question as it begins, or as it sounds where none begins so."""
    text = _told(question)
    return _having(_terms(text, _beginning), limit) or _having(_terms(text, _sounding), limit)


def _told(question: str) -> str:
    return question.replace("\x00", " ").strip()  # which no database takes


Meant = Callable[[str], Term]


def _terms(text: str, meant: Meant) -> list[Term]:
    """Return what is looked for: a phone number as one, else every word by itself."""
    digits = digits_of(text)
    if len(digits) >= DIGITS_MIN and not any(letter.isalpha() for letter in text):
        return [_number(text, digits)]
    terms = []
    for token in text.split():
        if "@" in token.strip("@"):
            terms.append(Term(ranges=(_from(token.lower()),)))
        elif token.isdigit() and len(token) >= DIGITS_MIN:
            terms.append(_number(token, digits_of(token)))
        else:
            terms += [meant(word) for word in plain_words(token)]
    return terms[:TERMS_MAX]


def _number(text: str, digits: str) -> Term:
    bare = digits.lstrip("0") or digits
    ranges = [_from(PHONE + bare), _from(PHONE_END + bare[::-1]), _from("".join(plain_words(text)))]
    return Term(ranges=tuple(ranges))


def _from(beginning: str) -> tuple[str, str]:
    return beginning, beginning + LAST


def _beginning(word: str) -> Term:
    return Term(ranges=(_from(word),))


def _sounding(word: str) -> Term:
    codes = {sound_of(word), family_sound(word)} if len(word) > 1 else set()
    sounds = sorted(SOUND + code for code in codes if len(code) > 1)
    return Term(ranges=(_from(word),), exact=tuple(sounds))


def _slipped(word: str) -> Term:
    sounding = _sounding(word)
    return Term(ranges=sounding.ranges, exact=(*sounding.exact, *slips(word)))


def slips(word: str) -> list[str]:
    """Return the words one slip away: a letter too many, too few, another one, or two that changed places."""
    if len(word) < SLIP_LETTERS_MIN or not word.isalpha():
        return []
    parted = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {head + tail[1:] for head, tail in parted if tail}
    made |= {head + tail[1] + tail[0] + tail[2:] for head, tail in parted if len(tail) > 1}
    made |= {head + letter + tail[1:] for head, tail in parted if tail for letter in ascii_lowercase}
    made |= {head + letter + tail for head, tail in parted for letter in ascii_lowercase}
    return sorted(made - {word})


def _having(terms: Sequence[Term], limit: int) -> list[int]:
    """Return parties that have a word for every term: the rarest term leads, the others are asked of each."""
    if not terms:
        return []
    counted = sorted(((_count(term), term) for term in terms), key=lambda pair: pair[0])
    (seen, lead), *others = counted
    told = [_asked(term, in_turn=seen <= ASKED_MAX or count >= COUNTED_MAX) for count, term in others]
    also = "".join(f" AND {sql}" for sql, _ in told)
    given = [value for _, values in told for value in values]
    found: dict[int, None] = {}
    for part in _parts(lead):
        sql, values = _condition(part, "w")
        rows = all_rows(
            f"SELECT w.party_id FROM {WORDS} AS w WHERE {sql}{also} ORDER BY w.word, w.party_id LIMIT %s",
            [*values, *given, 2 * limit],  # a party may be found by two words of one range
        )
        found.update(dict.fromkeys(party for (party,) in rows))
        if len(found) >= limit:
            break
    return list(found)


def _asked(term: Term, *, in_turn: bool) -> tuple[str, list[str]]:
    """Return SQL that a party has a word for a term too: asked of one after the other, or all looked up at once."""
    sql, values = _condition(term)
    if in_turn:
        return f"EXISTS (SELECT 1 FROM {WORDS} AS o WHERE o.party_id = w.party_id AND ({sql}))", values
    return f"w.party_id IN (SELECT o.party_id FROM {WORDS} AS o WHERE {sql})", values


def _parts(term: Term) -> list[Term]:
    """Return a term in parts that are each one range or one list of the index."""
    parts = [Term(ranges=(one,)) for one in term.ranges]
    return [*parts, Term(exact=term.exact)] if term.exact else parts


def _condition(term: Term, table: str = "o") -> tuple[str, list[str]]:
    told = [f"({table}.word >= %s AND {table}.word < %s)"] * len(term.ranges)
    if term.exact:
        told.append(f"{table}.word IN ({', '.join(['%s'] * len(term.exact))})")
    return " OR ".join(told), [*(value for pair in term.ranges for value in pair), *term.exact]


def _count(term: Term) -> int:
    total = 0
    for part in _parts(term):
        sql, values = _condition(part, "w")
        ((count,),) = all_rows(
            f"SELECT count(*) FROM (SELECT 1 FROM {WORDS} AS w WHERE {sql} LIMIT {COUNTED_MAX}) AS seen", values
        )
        total += int(count)
    return total


def _hits(party: Party | None, text: str) -> int:
    """Return how many words of the question stand in a name as they were typed."""
    return 0 if party is None else len({*plain_words(text)} & {*plain_words(f"{party.name} {party.organization}")})
