"""pellucid import: take files into a base, or tell what that would do."""

import argparse
import csv
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.progress import reporting
from pellucid.cli.reading import add_file_arguments, country_of, mapping_of
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.accounts.models import User
from pellucid.crm.cleaning.actions.imports import (
    NothingToImport,
    open_import,
    preview_import,
    run_import,
    source_named,
)
from pellucid.crm.runs.disk import is_disk_full
from pellucid.crm.sources.files import import_folder
from pellucid.crm.sources.models import Import, QuarantinedRow, SourceKind
from pellucid.golden.intake.mapping import MappingRefused

STAGES = 6  # standardize, keep, match, learn, resolve, survive
OUTCOME = ("file", "row", "outcome", "customer_id")
STORY = (
    ("rows", "{:>9,} rows came"),
    ("quarantined", "{:>9,} of them set aside: they could not be read"),
    ("records_new", "{:>9,} new records"),
    ("records_updated", "{:>9,} records say something else than before"),
    ("records_unchanged", "{:>9,} records said nothing new"),
    ("records_erased", "{:>9,} records of customers who were erased: not kept"),
    ("customers_new", "{:>9,} new customers"),
    ("customers_updated", "{:>9,} customers there were that got records"),
    ("customers_merged", "{:>9,} customers that turned out to be another"),
    ("to_review", "{:>9,} pairs wait for somebody"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    add_file_arguments(parser)
    parser.add_argument("--source", metavar="NAME", help="the system they come from (the name of the first file)")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and change nothing")
    parser.add_argument("--result", type=Path, metavar="FILE", help="write what became of every row to a CSV")


def run(arguments: argparse.Namespace) -> int:
    """Import the files; return the exit code."""
    actor, now = actor_of(arguments), timezone.now()
    imported = _open(arguments, actor, now)
    for file in imported.files.exclude(error=""):
        print(f"{file.name}: {file.error}", file=sys.stderr)
    with reporting(stage_count=STAGES, quiet=arguments.json) as reporter:
        stage = ""

        def progress(name: str, done: int, _total: int | None) -> None:
            nonlocal stage
            reporter.rows(done or sum(imported.files.values_list("kept_count", flat=True)))
            if name != stage:
                stage = name
                reporter.stage(name)

        if arguments.dry_run:
            counts = preview_import(imported=imported, actor=actor, now=now, progress=progress).counts
            change = None
        else:
            change = run_import(imported=imported, now=now, progress=progress)
            imported.refresh_from_db()
            counts = imported.counts
    if arguments.result is not None and change is not None:
        _write_result(imported, arguments.result)
    if arguments.json:
        print_json({"import": imported.uuid, "change": change.uuid if change else None, **counts})
        return EXIT_DONE
    print("What would happen:" if arguments.dry_run else "What happened:")
    print("\n".join(_story(counts)))
    if change is not None:
        print(f"Take it back at any time: pellucid undo {change.uuid}")
    return EXIT_DONE


def _open(arguments: argparse.Namespace, actor: User | None, now: datetime) -> Import:
    name = arguments.source or Path(arguments.files[0]).stem
    source = source_named(name, kind=SourceKind.FILE, owner=actor, now=now)
    mapping = mapping_of(arguments.map) or None
    try:
        with ExitStack() as opened:
            files = [(str(path), opened.enter_context(Path(path).open("rb"))) for path in arguments.files]
            return open_import(
                source=source,
                files=files,
                actor=actor,
                now=now,
                country=country_of(arguments.country) or "",
                mapping=mapping,
            )
    except OSError as error:
        if is_disk_full(error):
            raise
        raise Refused(f"{error.filename} cannot be read: {error.strerror}.") from error
    except (NothingToImport, MappingRefused) as refusal:
        raise Refused(str(refusal)) from refusal


def _story(counts: Mapping[str, int]) -> list[str]:
    return [words.format(counts[name]) for name, words in STORY if counts.get(name) or name == "rows"]


def _write_result(imported: Import, path: Path) -> None:
    """Write what became of every row: of those that were kept, then of those set aside, with the reason."""
    kept = import_folder(imported.uuid) / "result.csv"  # not there where no row was kept
    try:
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow([*OUTCOME, "reason"])
            if kept.is_file():
                with kept.open(encoding="utf-8", newline="") as source:
                    writer.writerows([*row, ""] for row in islice(csv.reader(source), 1, None))
            for row in QuarantinedRow.objects.filter(file__of=imported).select_related("file").order_by("file", "row"):
                writer.writerow([row.file.name, row.row, "quarantined", "", row.reason])
    except OSError as error:
        raise Refused(
            f"The import is done, but {path} cannot be written: {error.strerror}. Take it back with: "
            f"pellucid undo {imported.change.uuid if imported.change else ''}"
        ) from error
