"""Gathering the facts of a report, from a cleaning or from an audit alone."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from pellucid.golden.audit.scorecard import Scorecard
from pellucid.golden.audit.table import audit_records
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.delivery import Delivery, MappedColumn
from pellucid.golden.model.field import OTHER, split_slot
from pellucid.golden.pipeline import Cleaned
from pellucid.golden.validate.rules import RULES_BY_NAME
from pellucid.report.facts import ColumnFacts, FileFacts, QuarantinedFacts, ReportFacts, RuleFacts
from pellucid.report.matching import match_facts

QUARANTINED_MAX = 20
EXAMPLES_MAX = 3
RAW_CHARACTERS_MAX = 200
SEVERITIES = ("error", "warning", "note")
BY = {
    "name": "by its name",
    "values": "by what is in it",
    "both": "by its name and what is in it",
    "override": "as you said",
    "nothing": "kept as it is",
}


def report_facts(cleaned: Cleaned, deliveries: Sequence[Delivery], *, today: str) -> ReportFacts:
    """Return the facts of a cleaning: before, after, and all that was done. today: ISO date."""
    before = audit_records(cleaned.standard.table, cleaned.issues, customers=cleaned.customers, today=today)
    facts = _facts(before, cleaned.issues, deliveries, today)
    return replace(facts, match=match_facts(cleaned, today=today))


def audit_facts(standard: pa.Table, issues: pa.Table, deliveries: Sequence[Delivery], *, today: str) -> ReportFacts:
    """Return the facts of an audit without matching: nobody looked for doubles, so uniqueness is not measured.

    standard: see standardize.table.StandardTable.table; issues: see validate.table.ISSUES.
    """
    return _facts(audit_records(standard, issues, customers=None, today=today), issues, deliveries, today)


def _facts(before: Scorecard, issues: pa.Table, deliveries: Sequence[Delivery], today: str) -> ReportFacts:
    rejected = [(delivery.file, row) for delivery in deliveries for row in delivery.quarantined]
    return ReportFacts(
        today=today,
        files=tuple(_file(delivery) for delivery in deliveries),
        row_count=before.row_count,
        quarantined_count=len(rejected),
        quarantined=tuple(
            QuarantinedFacts(file=file, row=row.row, reason=row.reason, raw=_shown(row.raw))
            for file, row in rejected[:QUARANTINED_MAX]
        ),
        issue_count=issues.num_rows,
        rules=_rules(issues),
        before=before,
    )


def _file(delivery: Delivery) -> FileFacts:
    return FileFacts(
        file=delivery.file,
        row_count=delivery.row_count,
        quarantined_count=len(delivery.quarantined),
        detected=tuple(delivery.detected.items()),
        columns=tuple(_column(column) for column in delivery.columns),
    )


def _column(column: MappedColumn) -> ColumnFacts:
    return ColumnFacts(
        column=column.column,
        field=field_label(column.target),
        by=BY.get(column.by, column.by),
        samples=column.samples,
    )


def field_label(target: str) -> str:
    """Return what a column was taken for, in words: ``phone.2`` is the second phone; empty for an unclaimed column."""
    if target.startswith(OTHER):
        return ""
    name, slot = split_slot(target)
    label = FIELDS[name].label if name in FIELDS else name
    return label if slot == 1 else f"{label} {slot}"


def _shown(raw: bytes) -> str:
    text = raw.decode("utf-8", "backslashreplace").strip()
    return text if len(text) <= RAW_CHARACTERS_MAX else text[: RAW_CHARACTERS_MAX - 1] + "…"


def _rules(issues: pa.Table) -> tuple[RuleFacts, ...]:
    """Return the issues by rule: errors first, then the commonest."""
    if issues.num_rows == 0:
        return ()
    encoded = issues["rule"].combine_chunks().dictionary_encode()
    codes = encoded.indices.to_numpy()
    found = []
    for code, rule in enumerate(encoded.dictionary.to_pylist()):
        at = np.flatnonzero(codes == code)
        own = issues.take(pa.array(at))
        examples = [text for text in own["found"].slice(0, 1000).unique().to_pylist() if text and text.strip()]
        found.append(
            RuleFacts(
                rule=rule,
                severity=own["severity"][0].as_py(),
                about=RULES_BY_NAME[rule].about if rule in RULES_BY_NAME else own["message"][0].as_py(),
                count=len(at),
                examples=tuple(examples[:EXAMPLES_MAX]),
            )
        )
    found.sort(key=lambda one: (SEVERITIES.index(one.severity), -one.count, one.rule))
    return tuple(found)
