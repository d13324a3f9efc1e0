"""pellucid audit: how good the data in files is; nothing is changed and nothing is merged."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from pellucid.cli.folder import write_whole
from pellucid.cli.progress import reporting
from pellucid.cli.reading import add_reading_arguments, country_of, mapping_of, read_files, user_rules_of, workers_for
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.golden.intake.gather import gather, hints_of
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.parallel import spread
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.records import check_records
from pellucid.golden.validate.table import JUDGE
from pellucid.report import ReportFacts, audit_facts, render_report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_reading_arguments(parser)
    parser.add_argument("--out", type=Path, default=Path("audit.html"), metavar="FILE", help="the report (audit.html)")
    parser.add_argument("--force", action="store_true", help="replace the report when it exists")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON, and no progress")


def run(arguments: argparse.Namespace) -> int:
    """Audit the files and write the report; return the exit code."""
    if arguments.out.exists() and not arguments.force:
        raise Refused(f"{arguments.out} exists. Name another file with --out, or replace it with --force.")
    facts = _audit(arguments)
    write_whole(arguments.out, render_report(facts))
    if arguments.json:
        print(json.dumps(_document(facts), indent=2, ensure_ascii=False))
    else:
        _print(facts, arguments.out)
    return EXIT_DONE


def _audit(arguments: argparse.Namespace) -> ReportFacts:
    today = datetime.now(UTC).date().isoformat()
    quiet = arguments.json
    with spread(workers_for(arguments.files)) as mapper, reporting(stage_count=3, quiet=quiet) as reporter:
        reporter.stage("read")
        rules = user_rules_of(arguments.rules)
        deliveries = read_files(arguments.files, mapping_of(arguments.map))
        records = gather(deliveries)
        reporter.rows(records.num_rows)
        reporter.stage("standardize")
        hints = Hints(country=country_of(arguments.country), today=today)
        standard = standardize_table(records, judge=JUDGE, hints=hints, file_hints=hints_of(deliveries), mapper=mapper)
        reporter.stage("audit")
        issues = check_records(standard, today=today, rules=rules)
        return audit_facts(standard.table, issues, deliveries, today=today)


def _document(facts: ReportFacts) -> dict[str, object]:
    return {
        "rows": facts.row_count,
        "quarantined": facts.quarantined_count,
        "issues": facts.issue_count,
        "score": dict(facts.scores_before),
        "rules": {rule.rule: rule.count for rule in facts.rules},
    }


def _print(facts: ReportFacts, path: Path) -> None:
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)  # the path stays whole
    console.print()
    console.print(f"{facts.row_count:,} rows, {facts.issue_count:,} issues.", style="bold")
    if facts.quarantined_count:
        console.print(f"  {facts.quarantined_count:,} rows could not be read.")
    for name, score in facts.scores_before.items():
        console.print(f"  {name:<14}{'-' if score is None else f'{100 * score:.0f}'}")
    console.print(f"\n{path}  the report; pellucid clean makes one clean list of these files")
