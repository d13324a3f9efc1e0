"""What follows when changes begin or cease to count: each kind of fact is looked at again, then all is settled."""

from pellucid.crm.bulk.read import rows_where
from pellucid.crm.cleaning.forms_again import forms_again
from pellucid.crm.cleaning.settle import resettle, settle
from pellucid.crm.clusters.actions import JUDGEMENT, refresh_judgements
from pellucid.crm.consent.actions import SUPPRESSION, refresh_suppressions
from pellucid.crm.history.actions import Recorder
from pellucid.crm.matches.queries import current_versions
from pellucid.crm.matches.relearn import MODEL, match_all, refresh_model
from pellucid.crm.parties.relate import RELATIONSHIP, refresh_relationships
from pellucid.crm.sources.actions import VERSION, keep_again, records_of_versions, refresh_current
from pellucid.crm.sources.queries import counting_records
from pellucid.crm.timeline.actions import TOUCHPOINT, refresh_touchpoints
from pellucid.golden.engines.duckdb import DuckdbEngine

Ranges = list[tuple[int, int]]


def follow(facts: dict[str, Ranges], *, recorder: Recorder, retained: list[int]) -> dict[str, int]:
    """Look at facts again and settle what they touch; return how many of what turned.

    facts: by table, ranges of ids. retained: records that stay although all they said is taken back.
    """
    records = records_of_versions(facts.get(VERSION, []))
    changed = refresh_current(records)
    gone = [record for record in retained if record in set(changed)]
    if gone:
        keep_again(gone, recorder=recorder)
        changed = [record for record in changed if record not in set(refresh_current(gone))]
    judged = refresh_judgements(_ids(facts.get(JUDGEMENT, [])))
    refresh_relationships(_ids(facts.get(RELATIONSHIP, [])))
    refresh_touchpoints(_ids(facts.get(TOUCHPOINT, [])))
    refresh_suppressions(_ids(facts.get(SUPPRESSION, [])))
    before = len(_customers(changed))
    settled = settle(changed, forms_again(changed), change=recorder.change.pk, judged=judged)
    if facts.get(MODEL) and refresh_model():
        match_all(current_versions(), DuckdbEngine())
        settled = resettle(counting_records(), current_versions(), change=recorder.change.pk)
    return {
        "records": len(changed),
        "customers": before,
        "customers_new": len(settled.placed.made),
        "customers_gone": len(settled.placed.gone),
    }


def _ids(ranges: Ranges) -> list[int]:
    return [number for first, last in ranges for number in range(first, last + 1)]


def _customers(records: list[int]) -> set[int]:
    return {one for (one,) in rows_where("customer_id", "clusters_member", "record_id", records) if one is not None}
