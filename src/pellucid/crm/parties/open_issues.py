"""Which issues are open: those of versions that count, but for those of which somebody said since what is right."""

from collections.abc import Sequence

from django.db import connection

from pellucid.crm.bulk.read import all_rows
from pellucid.crm.bulk.write import parts

MANY_CUSTOMERS = 200_000  # from here on going through all issues is cheaper than asking for those of each customer


def open_sql() -> str:
    """Return SQL from FROM on: open issues i of records r, members m of a customer."""
    return f"""FROM issues_issue i JOIN sources_sourcerecord r ON r.current_id = i.version_id
        JOIN clusters_member m ON m.record_id = r.id
        WHERE m.customer_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM clusters_member fellow JOIN sources_sourcerecord fr ON fr.id = fellow.record_id
            JOIN sources_recordversion said ON said.id = fr.current_id
            WHERE fellow.customer_id = m.customer_id AND said.is_verified AND said.id > i.version_id
            AND ({speaks_of("said.raw")} OR {speaks_of("said.rejects")})
        )"""


def open_counts(customers: Sequence[int]) -> dict[int, int]:
    """Return how many open issues customers have; those without any left out. Of many it may count others too."""
    if len(customers) > MANY_CUSTOMERS:
        return dict(all_rows(f"SELECT m.customer_id, count(*) {open_sql()} GROUP BY m.customer_id"))
    counts: dict[int, int] = {}
    for part in parts(list(customers)):
        marks = ", ".join(["%s"] * len(part))
        sql = f"SELECT m.customer_id, count(*) {open_sql()} AND m.customer_id IN ({marks}) GROUP BY m.customer_id"
        counts.update(all_rows(sql, part))
    return counts


def speaks_of(column: str) -> str:
    """Return SQL for whether a JSON object speaks of the field of an issue i, or of the part of an address it names."""
    keys = (
        f"jsonb_object_keys({column}) AS k(key)" if connection.vendor == "postgresql" else f"json_each({column}) AS k"
    )
    part = "i.field LIKE 'address%%' AND i.rule LIKE 'address_' || rtrim(k.key, '.0123456789') || '%%'"
    return f"EXISTS (SELECT 1 FROM {keys} WHERE k.key = i.field OR {part})"
