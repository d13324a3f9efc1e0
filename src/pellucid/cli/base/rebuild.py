"""pellucid rebuild: make everything that follows from facts anew, or prove that it is as it should be."""

import argparse

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.rebuild import differences, rebuild


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("--check", action="store_true", help="change nothing; say what differs from what it should be")


def run(arguments: argparse.Namespace) -> int:
    """Rebuild or check; return the exit code. Raises Refused where a check finds a difference."""
    require(actor_of(arguments), Permission.MATCH)
    if not arguments.check:
        rebuild()
        print("Everything that follows from the records, judgements and rules was made anew.")
        return EXIT_DONE
    found = differences()
    if arguments.json:
        print_json({"differences": found})
    if found:
        told = ", ".join(f"{count:,} rows of {table}" for table, count in found.items())
        raise Refused(f"These differ from what follows from the facts: {told}. Mend them: pellucid rebuild.")
    if not arguments.json:
        print("Everything is as it follows from the records, judgements and rules.")
    return EXIT_DONE
