"""pellucid quarantine: rows that could not be read, written out to be mended, and sent on."""

import argparse
import csv
import os
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.add import NothingSaid, NotText
from pellucid.crm.cleaning.actions.resubmit import SentOnAlready, resubmit_row
from pellucid.crm.sources.erasures import ErasedBefore
from pellucid.crm.sources.models import QuarantinedRow
from pellucid.crm.sources.quarantine import fields_of, waiting_rows

NAMED = ("import", "file", "row")  # together they name a row; files count from 1
ABOUT = (*NAMED, "reason")
Name = tuple[str, str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--out", type=Path, metavar="FILE", help="write the rows as CSV, to be mended")
    what.add_argument("--send", type=Path, metavar="FILE", help="send on the rows that were mended in such a CSV")


def run(arguments: argparse.Namespace) -> int:
    """List, write or send on; return the exit code."""
    actor = actor_of(arguments)
    require(actor, Permission.IMPORT)
    rows = _by_name(waiting_rows())
    if arguments.send is not None:
        return _send(rows, arguments.send, actor, as_json=arguments.json)
    if arguments.out is not None:
        _write(rows, arguments.out)
    if arguments.json:
        print_json([dict(zip(NAMED, name, strict=True)) | {"reason": row.reason} for name, row in rows.items()])
    elif arguments.out is not None:
        print(f"Written: {len(rows):,} rows. Mend them, then: pellucid quarantine --send {arguments.out}")
    else:
        print("\n".join(f"{row.file.of.source}  {row}: {row.reason}" for row in rows.values()) or "No row waits.")
    return EXIT_DONE


def _by_name(rows: Iterable[QuarantinedRow]) -> dict[Name, QuarantinedRow]:
    """Return rows by import, number of the file in it, and number in the file."""
    numbers: dict[int, int] = {}
    named = {}
    for row in rows:
        if row.file_id not in numbers:
            numbers[row.file_id] = row.file.of.files.filter(pk__lte=row.file_id).count()
        named[str(row.file.of.uuid), str(numbers[row.file_id]), str(row.row)] = row
    return named


def _write(rows: dict[Name, QuarantinedRow], path: Path) -> None:
    fields = {name: fields_of(row) for name, row in rows.items()}
    columns = list(dict.fromkeys(field for texts in fields.values() for field in texts))
    try:
        with path.open("x", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, [*ABOUT, *columns], restval="")
            writer.writeheader()
            for name, row in rows.items():
                writer.writerow(dict(zip(NAMED, name, strict=True)) | {"reason": row.reason} | fields[name])
    except OSError as error:
        raise Refused(f"{path} cannot be written: {os.strerror(error.errno or 0)}. Name another file.") from error


def _send(rows: dict[Name, QuarantinedRow], path: Path, actor: User | None, *, as_json: bool) -> int:
    """Send on what was mended, a change a row; a row that was left as it is waits on."""
    changes, refused = [], []
    for line in _read(path):
        import_id, file, number = (line.pop(column) or "" for column in NAMED)
        row = rows.get((import_id, file, number))
        if row is None:
            refused.append(f"  row {number} of file {file}: no such row waits.")
            continue
        own = {column["target"] for column in row.file.columns}
        fields = {field: text or "" for field, text in line.items() if field in own}
        if fields == {field: text for field, text in fields_of(row).items() if field in fields}:
            continue
        try:
            changes.append(resubmit_row(row=row, fields=fields, actor=actor, now=timezone.now()))
        except (SentOnAlready, ErasedBefore, NothingSaid, NotText) as refusal:
            refused.append(f"  row {number} of file {file}: {refusal}")
    waiting = waiting_rows().count()
    if as_json:
        print_json({"sent": [change.uuid for change in changes], "refused": len(refused), "waiting": waiting})
    else:
        print(f"{len(changes):,} rows came in; {waiting:,} still wait.")
    if refused:
        raise Refused("\n".join(["These rows did not come in; mend them and send them again.", *refused]))
    return EXIT_DONE


def _read(path: Path) -> list[dict[str, str | None]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            read = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path} cannot be read as CSV in UTF-8. Save it so, or write it anew with --out.") from error
    if not set(NAMED) <= set(reader.fieldnames or ()):
        raise Refused(f"{path} has no columns import, file and row. Mend what pellucid quarantine --out wrote.")
    return read
