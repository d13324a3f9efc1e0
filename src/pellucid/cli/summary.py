"""The summary of a cleaning: for a person in a few lines, for a machine as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc
from rich.console import Console

from pellucid import __version__
from pellucid.golden.match.estimate import Estimate, estimate_over_merging, estimate_precision
from pellucid.golden.model.delivery import Delivery
from pellucid.golden.pipeline import Cleaned
from pellucid.golden.results import verdicts
from pellucid.report import ReportFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of one cleaning. Every row that came in is kept or quarantined: rows == kept + quarantined."""

    files: Sequence[Delivery]
    customers: int
    merged_customers: int
    pairs: Mapping[str, int]
    waiting: int
    issues: Mapping[str, int]
    scores_before: Mapping[str, float | None]
    scores_after: Mapping[str, float | None]
    models: Mapping[str, str]
    precision: Estimate
    over_merging: Estimate
    began: datetime
    seconds: Mapping[str, float]

    @property
    def rows(self) -> int:
        """Rows that came in."""
        return sum(delivery.row_count for delivery in self.files)

    @property
    def quarantined(self) -> int:
        """Rows that could not be read and are kept with their bytes."""
        return sum(len(delivery.quarantined) for delivery in self.files)

    def document(self) -> dict[str, Any]:
        """Return the summary for machines; the keys are documented in docs/reference/results.md."""
        return {
            "pellucid": __version__,
            "began_at": self.began.isoformat(timespec="seconds"),
            "rows": self.rows,
            "kept": self.rows - self.quarantined,
            "quarantined": self.quarantined,
            "customers": self.customers,
            "merged_customers": self.merged_customers,
            "duplicates": self.rows - self.quarantined - self.customers,
            "pairs": dict(self.pairs),
            "waiting": self.waiting,
            "issues": dict(self.issues),
            "score_before": dict(self.scores_before),
            "score_after": dict(self.scores_after),
            "estimated_precision": self.precision.document("pairs"),
            "estimated_over_merging": self.over_merging.document("customers"),
            "models": dict(self.models),
            "files": [_file(delivery) for delivery in self.files],
            "seconds": {stage: round(spent, 3) for stage, spent in self.seconds.items()},
        }


def summarize(
    cleaned: Cleaned,
    deliveries: Sequence[Delivery],
    facts: ReportFacts,
    *,
    began: datetime,
    seconds: Mapping[str, float],
) -> Summary:
    """Return the counts of a cleaning."""
    told: dict[str, int] = {"same": 0, "review": 0, "different": 0}
    for party in cleaned.runs:
        names, counts = np.unique(verdicts(cleaned, party), return_counts=True)
        for name, count in zip(names.tolist(), counts.tolist(), strict=True):
            told[name] += count
    severities = pc.value_counts(cleaned.issues["severity"]).to_pylist()
    return Summary(
        files=deliveries,
        customers=len(cleaned.customer_ids),
        merged_customers=int((np.bincount(cleaned.customers) > 1).sum()),
        pairs=told,
        waiting=facts.match.waiting_count if facts.match else 0,
        issues={entry["values"]: entry["counts"] for entry in severities},
        scores_before=facts.scores_before,
        scores_after=facts.scores_after,
        models={party.run.model.party: party.run.model.version for party in cleaned.runs},
        precision=estimate_precision([party.run for party in cleaned.runs]),
        over_merging=estimate_over_merging(cleaned.customers, [(party.rows, party.run) for party in cleaned.runs]),
        began=began,
        seconds=seconds,
    )


def _file(delivery: Delivery) -> dict[str, Any]:
    return {
        "file": delivery.file,
        "rows": delivery.row_count,
        "kept": delivery.records.num_rows,
        "quarantined": len(delivery.quarantined),
        "detected": delivery.detected,
        "columns": {column.column: column.target for column in delivery.columns},
    }


def print_summary(summary: Summary, folder: Path) -> None:
    """Tell a person what came of it, in the fewest lines that answer what one asks first."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)  # paths stay whole and as they are
    kept = summary.rows - summary.quarantined
    console.print()
    console.print(f"{kept:,} rows are {summary.customers:,} customers.", style="bold")
    console.print(f"  {kept - summary.customers:,} rows were doubles of {summary.merged_customers:,} customers.")
    console.print(f"  {summary.waiting:,} pairs of customers wait for you: the same person?")
    if summary.quarantined:
        console.print(
            f"  {summary.quarantined:,} more rows could not be read; they are kept in issues.csv with their bytes."
        )
    console.print(
        f"  {sum(summary.issues.values()):,} issues in values ({summary.issues.get('error', 0):,} of them errors)."
    )
    console.print(f"  Of the merges, {summary.precision.words()} are right, by the model's own estimate,")
    console.print(f"  and of the merged customers {summary.over_merging.words()} mix two people.")
    console.print(f"  Quality {_score(summary.scores_before)} before, {_score(summary.scores_after)} after.")
    console.print(f"  Took {sum(summary.seconds.values()):.1f} s.\n")
    console.print(f"{folder / 'customers.csv'}  the customers; {folder / 'report.html'}  the report")


def _score(scores: Mapping[str, float | None]) -> str:
    overall = scores.get("overall")
    return "not measured" if overall is None else f"{100 * overall:.0f} of 100"
