"""pellucid clean: messy files in, one clean customer list out, with the reasons."""

import argparse
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from pellucid.cli.engines import add_engine_argument, engine_named
from pellucid.cli.folder import refuse_existing, whole_folder
from pellucid.cli.own_columns import own_columns_of
from pellucid.cli.progress import Reporter, reporting
from pellucid.cli.reading import add_reading_arguments, country_of, mapping_of, read_files, user_rules_of, workers_for
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.cli.summary import Summary, print_summary, summarize
from pellucid.cli.why import write_why
from pellucid.golden.intake.gather import gather, hints_of
from pellucid.golden.match.own_columns import OWN_KINDS
from pellucid.golden.model.delivery import Delivery
from pellucid.golden.model.value import Hints
from pellucid.golden.pipeline import Cleaned, clean
from pellucid.golden.results import customers_table, derived_table, issues_table, pair_tables, records_table
from pellucid.golden.standardize.parallel import Spread, spread
from pellucid.report import render_report, report_facts

RESULTS = frozenset(
    {"customers.csv", "records.csv", "pairs.csv", "issues.csv", "derived.csv", "report.html", "summary.json", "why"}
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_reading_arguments(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the results")
    parser.add_argument("--force", action="store_true", help="replace DIR when it exists")
    parser.add_argument(
        "--match-column",
        action="append",
        default=[],
        metavar="NAME[:KIND]",
        help=f"match by a column of your own too, as {', '.join(OWN_KINDS)} (text unless told)",
    )
    add_engine_argument(parser)
    parser.add_argument("--json", action="store_true", help="print the summary as JSON, and no progress")


def run(arguments: argparse.Namespace) -> int:
    """Clean the files and write the results; return the exit code."""
    refuse_existing(arguments.out, force=arguments.force, own=RESULTS)
    with spread(workers_for(arguments.files)) as mapper, reporting(quiet=arguments.json) as reporter:
        summary = _clean_into(arguments, reporter, mapper)
    if arguments.json:
        print(json.dumps(summary.document(), indent=2, ensure_ascii=False))
    else:
        print_summary(summary, arguments.out)
    return EXIT_DONE


def _clean_into(arguments: argparse.Namespace, reporter: Reporter, mapper: Spread) -> Summary:
    began = datetime.now(UTC)
    reporter.stage("read")
    for path in arguments.files:
        if path.resolve().is_relative_to(arguments.out.resolve()):
            raise Refused(f"{path} lies in {arguments.out}, which is to be replaced; name another folder with --out.")
    rules = user_rules_of(arguments.rules)
    deliveries = read_files(arguments.files, mapping_of(arguments.map))
    records = gather(deliveries)
    if records.num_rows == 0:
        raise Refused("There is not one readable row in these files. Look at them with pellucid audit.")
    reporter.rows(records.num_rows)
    today = began.date().isoformat()
    cleaned = clean(
        records,
        engine=engine_named(arguments.engine),
        hints=Hints(country=country_of(arguments.country), today=today),
        file_hints=hints_of(deliveries),
        own_columns=own_columns_of(arguments.match_column, deliveries),
        rules=rules,
        mapper=mapper,
        progress=reporter.stage,
    )
    with whole_folder(arguments.out, force=arguments.force, own=RESULTS) as folder:
        with ThreadPoolExecutor(1) as beside:  # Arrow writes without Python's lock
            reporter.stage("audit")
            writing = beside.submit(_write_tables, folder, cleaned, deliveries)
            facts = report_facts(cleaned, deliveries, today=today)
            (folder / "report.html").write_text(render_report(facts), encoding="utf-8")
            reporter.stage("write")
            writing.result()
        summary = summarize(cleaned, deliveries, facts, began=began, seconds=reporter.seconds)
        reporter.close()
        document = json.dumps(summary.document(), indent=2, ensure_ascii=False)
        (folder / "summary.json").write_text(document + "\n", encoding="utf-8")
    return summary


def _write_tables(folder: Path, cleaned: Cleaned, deliveries: list[Delivery]) -> None:
    jobs: tuple[Callable[[], None], ...] = (
        lambda: _write_pairs(cleaned, folder / "pairs.csv"),
        lambda: write_csv(records_table(cleaned, deliveries), folder / "records.csv"),
        lambda: write_csv(customers_table(cleaned), folder / "customers.csv"),
        lambda: write_csv(issues_table(cleaned.issues, cleaned.records, deliveries), folder / "issues.csv"),
        lambda: write_csv(derived_table(cleaned.derived, cleaned.records), folder / "derived.csv"),
        lambda: write_why(cleaned, folder / "why"),
    )
    with ThreadPoolExecutor(2) as writers:
        for done in [writers.submit(job) for job in jobs]:
            done.result()


def write_csv(table: pa.Table, path: Path) -> None:
    """Write a table as UTF-8 CSV with a header; quotes only where they are needed."""
    csv.write_csv(table, path, csv.WriteOptions(quoting_style="needed"))


def _write_pairs(cleaned: Cleaned, path: Path) -> None:
    writer = None
    try:
        for table in pair_tables(cleaned):
            writer = writer or csv.CSVWriter(path, table.schema, write_options=csv.WriteOptions(quoting_style="needed"))
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()
    if writer is None:
        path.write_text(",".join(PAIR_COLUMNS) + os.linesep, encoding="utf-8")


PAIR_COLUMNS = (
    "left_file", "left_row", "right_file", "right_row", "weight_bits", "probability", "verdict", "reasons",
)  # fmt: skip
