"""Making everything that follows from facts anew, and proving that it is what is kept."""

from django.db import connection, transaction

from pellucid.crm.bulk.read import all_rows
from pellucid.crm.cleaning.forms_again import forms_again
from pellucid.crm.cleaning.settle import resettle
from pellucid.crm.clusters.actions import refresh_judgements
from pellucid.crm.clusters.models import Judgement
from pellucid.crm.history.actions import lock_writing
from pellucid.crm.history.models import Change
from pellucid.crm.matches.match_forms import FORMS, keep_forms
from pellucid.crm.matches.queries import current_versions
from pellucid.crm.matches.relearn import match_all, refresh_model
from pellucid.crm.parties.actions import CONTACT_POINTS, PARTIES, SEARCH_WORDS
from pellucid.crm.parties.belong import BELONGINGS
from pellucid.crm.parties.traces import TRACES
from pellucid.crm.sources.actions import refresh_current
from pellucid.crm.sources.models import SourceRecord
from pellucid.crm.sources.queries import counting_records
from pellucid.golden.engines.duckdb import DuckdbEngine

RECORDS_AT_ONCE = 50_000

# What follows from facts, and the columns that must come out the same.
DERIVED = {
    "sources_sourcerecord": "id, current_id",
    "clusters_judgement": "id, is_current",
    "matches_matchmodel": "id, is_current",
    "matches_matchform": "record_id, party, form",
    "matches_matchkey": "hash, record_id",
    "matches_candidatepair": "left_id, right_id, bits, probability, pattern",
    "clusters_member": "record_id, home_id, customer_id",
    "clusters_customer": "id, survivor_id",
    "parties_party": "customer_id, kind, name, sort_name, email, phone, organization, city, country, record_count,"
    " issue_count, completeness, golden, provenance",
    "parties_contactpoint": "party_id, kind, value, place",
    "parties_searchword": "word, party_id",
    "parties_trace": "kind, key, said, party_id",
    "parties_belonging": "party_id, role, other_id, reason",
}


def rebuild() -> None:
    """Make everything that follows from facts anew, as one transaction."""
    with transaction.atomic():
        lock_writing()
        latest = Change.objects.order_by("-pk").first()
        if latest is None:
            return
        refresh_current(list(SourceRecord.objects.values_list("pk", flat=True)))
        refresh_judgements(list(Judgement.objects.values_list("pk", flat=True)))
        refresh_model()
        records = counting_records()
        for table in (FORMS, SEARCH_WORDS, CONTACT_POINTS, TRACES, BELONGINGS, PARTIES):
            with connection.cursor() as cursor:
                cursor.execute(f'DELETE FROM "{table}"')
        for start in range(0, len(records), RECORDS_AT_ONCE):
            keep_forms(forms_again(records[start : start + RECORDS_AT_ONCE]))
        match_all(current_versions(), DuckdbEngine())
        resettle(records, current_versions(), change=latest.pk)


def differences() -> dict[str, int]:
    """Return how many rows of each table differ from what a rebuild makes; empty when all is as it should be.

    Changes nothing: what is made anew is compared and thrown away.
    """
    with transaction.atomic():
        for table, columns in DERIVED.items():
            with connection.cursor() as cursor:
                cursor.execute(f'CREATE TEMPORARY TABLE "kept_{table}" AS SELECT {columns} FROM "{table}"')
        rebuild()
        found = {table: _differing(table, columns) for table, columns in DERIVED.items()}
        transaction.set_rollback(True)
    return {table: count for table, count in found.items() if count}


def _differing(table: str, columns: str) -> int:
    kept, made = f'SELECT {columns} FROM "kept_{table}"', f'SELECT {columns} FROM "{table}"'
    ((lacking,),) = all_rows(f"SELECT count(*) FROM ({kept} EXCEPT {made}) AS lacking")
    ((added,),) = all_rows(f"SELECT count(*) FROM ({made} EXCEPT {kept}) AS added")
    return max(int(lacking), int(added))
