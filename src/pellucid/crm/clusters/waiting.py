"""Pairs of customers that wait for somebody: alike enough to ask, not one, and nobody said what they are."""

from pellucid.crm.bulk.read import all_rows
from pellucid.crm.matches.queries import asking_probability

SIDE_IDS_MAX = 15_000  # a statement names each id twice; of more records all pairs are looked at once

# judged: customers of which somebody said, of any two of their records, that they are not the same, or cannot be told.
# unknown: pairs of records alike enough to ask, of customers of which nobody said anything. waiting: one line for two
# customers, with the strongest of these pairs. {own} narrows the pairs.
WAITING = """
WITH judged AS (
    SELECT l.customer_id AS one, r.customer_id AS other
    FROM clusters_judgement j JOIN clusters_member l ON l.record_id = j.left_id
    JOIN clusters_member r ON r.record_id = j.right_id
    WHERE j.is_current AND j.verdict <> 'same'
), known AS (
    SELECT one, other FROM judged UNION SELECT other, one FROM judged
), unknown AS (
    SELECT p.left_id, p.right_id, p.bits, p.probability, p.pattern, l.customer_id AS one, r.customer_id AS other,
        row_number() OVER (
            PARTITION BY CASE WHEN l.customer_id < r.customer_id THEN l.customer_id ELSE r.customer_id END,
                CASE WHEN l.customer_id < r.customer_id THEN r.customer_id ELSE l.customer_id END
            ORDER BY p.bits DESC, p.left_id, p.right_id
        ) AS place
    FROM matches_candidatepair p JOIN clusters_member l ON l.record_id = p.left_id
    JOIN clusters_member r ON r.record_id = p.right_id
    WHERE p.probability >= {probability_min} AND l.customer_id <> r.customer_id {own}
    AND NOT EXISTS (SELECT 1 FROM known k WHERE k.one = l.customer_id AND k.other = r.customer_id)
), waiting AS (
    SELECT left_id, right_id, bits, probability, pattern, one, other FROM unknown WHERE place = 1
)
"""


def waiting_sql(own: str = "") -> str:
    """Return the SQL that gives ``waiting`` to a query after it. own: more conditions on the pairs, as SQL with AND."""
    return WAITING.format(probability_min=float(asking_probability()), own=own)


def waiting_pairs(records: list[int] | None = None) -> int:
    """Return how many pairs of customers wait for somebody: all, or those that have one of the records."""
    if records is None:
        ((count,),) = all_rows(f"{waiting_sql()} SELECT count(*) FROM waiting")
        return int(count)
    if len(records) <= SIDE_IDS_MAX:
        marks = ", ".join(["%s"] * len(records))
        own = f"AND (p.left_id IN ({marks}) OR p.right_id IN ({marks}))"
        ((count,),) = all_rows(f"{waiting_sql(own)} SELECT count(*) FROM waiting", [*records, *records])
        return int(count)
    among = set(records)
    rows = all_rows(f"{waiting_sql()} SELECT left_id, right_id, one, other FROM unknown")
    return len({frozenset(pair) for left, right, *pair in rows if left in among or right in among})
