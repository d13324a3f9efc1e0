"""pellucid merge: say that customers are one."""

import argparse

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.base.changes import change_document
from pellucid.cli.base.finding import party_named
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.cleaning.actions.decide import NothingToMerge, merge_customers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("customers", nargs="+", metavar="ID", help="ids of two customers or more")
    parser.add_argument("--reason", default="", help="how one knows; kept in history")


def run(arguments: argparse.Namespace) -> int:
    """Merge the customers; return the exit code."""
    actor = actor_of(arguments)
    customers = [party_named(word, actor).customer for word in arguments.customers]
    try:
        change = merge_customers(customers=customers, actor=actor, now=timezone.now(), reason=arguments.reason)
    except NothingToMerge as refusal:
        raise Refused(str(refusal)) from refusal
    if arguments.json:
        print_json(change_document(change))
    else:
        merged = party_named(arguments.customers[0], actor)
        print(f"Merged {change.seal.counts['customers']} customers into {merged.name} {merged.customer.uuid}.")
        print(f"Take it back at any time: pellucid undo {change.uuid}")
    return EXIT_DONE
