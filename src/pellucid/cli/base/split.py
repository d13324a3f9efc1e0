"""pellucid split: say that records of a customer are somebody else."""

import argparse

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.base.changes import change_document
from pellucid.cli.base.finding import party_named, record_named
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.cleaning.actions.decide import NothingToSplit, split_customer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("customer", metavar="ID", help="the customer")
    parser.add_argument("records", nargs="+", metavar="RECORD", help="its records that are one other customer")
    parser.add_argument("--reason", default="", help="how one knows; kept in history")


def run(arguments: argparse.Namespace) -> int:
    """Split the customer; return the exit code."""
    actor = actor_of(arguments)
    party = party_named(arguments.customer, actor)
    records = [record_named(word) for word in arguments.records]
    try:
        change = split_customer(
            customer=party.customer, groups=[records], actor=actor, now=timezone.now(), reason=arguments.reason
        )
    except NothingToSplit as refusal:
        raise Refused(str(refusal)) from refusal
    if arguments.json:
        print_json(change_document(change))
    else:
        other = party_named(arguments.records[0], actor)
        print(f"{len(records)} records are {other.name} {other.customer.uuid} now.")
        print(f"Take it back at any time: pellucid undo {change.uuid}")
    return EXIT_DONE
