"""pellucid history: proof that nobody altered what was done."""

import argparse

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import broken_seals

NAMED = 3  # changes named in the message; --json names all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="verify", required=True)
    add_acting_arguments(actions.add_parser("verify", help="check every seal of the chain"))


def run(arguments: argparse.Namespace) -> int:
    """Check the chain of seals; return the exit code. Raises Refused where it is broken."""
    require(actor_of(arguments), Permission.AUDIT)
    broken = [str(change.uuid) for change in broken_seals()]
    count = Change.objects.count()
    if arguments.json:
        print_json({"changes": count, "broken": broken})
    if broken:
        named = ", ".join(broken[:NAMED]) + (" ..." if len(broken) > NAMED else "")
        raise Refused(f"History was altered: {len(broken)} of {count} changes do not fit their seals ({named}).")
    if not arguments.json:
        print(f"All {count:,} changes fit their seals and the chain.")
    return EXIT_DONE
