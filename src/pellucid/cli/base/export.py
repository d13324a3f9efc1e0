"""pellucid export: everything out, or a list of customers for another system."""

import argparse
from pathlib import Path

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.archive.actions.customers import export_customers
from pellucid.crm.archive.actions.export import AlreadyThere, export_all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="write everything there, to be restored")
    what.add_argument("--customers", type=Path, metavar="FILE", help="write one line a customer as CSV")


def run(arguments: argparse.Namespace) -> int:
    """Export; return the exit code."""
    actor = actor_of(arguments)
    try:
        if arguments.customers is not None:
            rows = {"customers": export_customers(arguments.customers, actor=actor)}
        else:
            rows = export_all(arguments.folder.absolute(), actor=actor, now=timezone.now())
    except AlreadyThere as refusal:
        raise Refused(str(refusal)) from refusal
    except OSError as error:
        raise Refused(f"{error.filename} cannot be written: {error.strerror}.") from error
    if arguments.json:
        print_json(rows)
    else:
        print(f"Written: {sum(rows.values()):,} rows to {arguments.customers or arguments.folder}.")
    return EXIT_DONE
