"""Finding customers by what somebody types: names, also misspelt, mail, digits of phones, companies, ids.

Words that begin as typed are looked for first; only where there are none, words that sound alike, then those one
slip of the keys away.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import connection

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.read import all_rows
from pellucid.crm.clusters.models import Customer, Member
from pellucid.crm.clusters.queries import NobodyThere
from pellucid.crm.parties.meanings import Meaning, Term, all_begin, one_slipped, one_sounding
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.queries import party_of
from pellucid.crm.parties.words import plain_words
from pellucid.crm.sources.models import Source, SourceRecord

WORDS = "parties_searchword"
FOUND_MAX = 20
COUNTED_MAX = 10_000  # entries seen to tell which term is rarer
LOOKED_THROUGH_MAX = 200_000  # entries of a term in which the others are looked for
RANGES_MAX = 8  # beginnings of a term that are each asked for in order
LAST = "\U0010ffff"


def search(question: str, *, user: User | None, limit: int = FOUND_MAX) -> list[Party]:
    """Return the customers that a question finds, the likeliest first. Raises NotAllowed."""
    require(user, Permission.VIEW)
    text = _told(question)
    found = _by_id(text) or _meant(text, (all_begin, one_sounding, one_slipped), limit)
    parties = Party.objects.select_related("customer").in_bulk(found)
    ranked = sorted(found, key=lambda party: (-_hits(parties.get(party), text), found.index(party)))
    return [parties[party] for party in ranked if party in parties][:limit]


def matching(question: str, *, limit: int) -> list[int]:
    """Return customers that have every word of a question as it begins, or as it sounds where none begins so."""
    return _meant(_told(question), (all_begin, one_sounding), limit)


def _told(question: str) -> str:
    return question.replace("\x00", " ").strip()  # which no database takes


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


def _meant(text: str, meanings: Sequence[Meaning], limit: int) -> list[int]:
    """Return the customers of the first meaning of a text that has any."""
    for meaning in meanings:
        for terms in meaning(text):
            if found := _having(terms, limit):
                return found
    return []


def _having(terms: Sequence[Term], limit: int) -> list[int]:
    """Return customers that have a word for every term: one term leads, the others are looked for in its entries.

    What stands behind no word has to lead; else the rarest does.
    """
    if not terms:
        return []
    lead = min(terms, key=lambda term: (bool(term.behind), _count(term) if len(terms) > 1 else 0))
    asked = [_asked(term) for term in terms if term is not lead]
    also = " AND ".join(sql for sql, _ in asked) or "1 = 1"
    given = [value for _, values in asked for value in values]
    found: dict[int, None] = {}
    for sql, values in _entries(lead):
        rows = all_rows(
            f"SELECT w.party_id FROM ({sql}) AS w WHERE {also} LIMIT %s",
            [*values, *given, 2 * limit],  # a customer may be found by two entries of one range
        )
        found.update(dict.fromkeys(party for (party,) in rows))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _entries(term: Term) -> Iterator[tuple[str, list[str]]]:
    """Yield SQL for the entries that begin as a term does: in their order, or for many beginnings all at once."""
    columns = "SELECT w.word, w.party_id FROM"
    if len(term.begins) <= RANGES_MAX:
        for begins in term.begins:
            sql = f"{columns} {WORDS} AS w WHERE w.word >= %s AND w.word < %s ORDER BY w.word, w.party_id"
            yield f"{sql} LIMIT {LOOKED_THROUGH_MAX}", [begins, begins + LAST]
        return
    marks = ", ".join(["(%s)"] * len(term.begins))
    near = f"(WITH near(beginning) AS (VALUES {marks}) SELECT * FROM near) AS n"
    range_of = f"w.word >= n.beginning AND w.word < n.beginning || '{LAST}'"
    # Each beginning is a short range of the index, which neither database finds out by itself: SQLite keeps to the
    # order of a cross join, PostgreSQL to a subquery that OFFSET closes, else it reads all words there are.
    ranges = f"CROSS JOIN {WORDS} AS w WHERE {range_of}"
    if connection.vendor == "postgresql":
        ranges = f"CROSS JOIN LATERAL (SELECT word, party_id FROM {WORDS} AS w WHERE {range_of} OFFSET 0) AS w"
    yield f"{columns} {near} {ranges}", list(term.begins)


def _asked(term: Term) -> tuple[str, list[str]]:
    """Return SQL that an entry w holds a term as well."""
    if term.behind:
        holds = "instr(w.word, %s) > 0" if connection.vendor == "sqlite" else "strpos(w.word, %s) > 0"
        return f"({' OR '.join([holds] * len(term.behind))})", list(term.behind)
    told = [*_entries(term)]
    parts = " UNION ALL ".join(f"SELECT party_id FROM ({sql}) AS o" for sql, _ in told)
    return f"w.party_id IN ({parts})", [value for _, values in told for value in values]


def _count(term: Term) -> int:
    """Return how many entries begin as a term does, counting no further than some."""
    total = 0
    for sql, values in _entries(term):
        ((count,),) = all_rows(f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) AS w LIMIT {COUNTED_MAX}) AS seen", values)
        total += int(count)
    return total


def _hits(party: Party | None, text: str) -> int:
    """Return how many words of the question stand in a name as they were typed."""
    return 0 if party is None else len({*plain_words(text)} & {*plain_words(f"{party.name} {party.organization}")})
