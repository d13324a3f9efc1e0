"""pellucid erase: take a customer's values out of a base, for good."""

import argparse

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.base.changes import change_document
from pellucid.cli.base.finding import party_named
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.cleaning.actions.erase import erase_customer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("customer", metavar="ID", help="any id the customer or one of its records ever had")
    parser.add_argument("--reason", default="", help="why, without a name; kept in history")
    parser.add_argument("--for-good", action="store_true", help="needed: this cannot be undone")


def run(arguments: argparse.Namespace) -> int:
    """Erase the customer; return the exit code."""
    actor = actor_of(arguments)
    party = party_named(arguments.customer, actor)
    if not arguments.for_good:
        raise Refused(f"{party.name} and {party.record_count} records would be gone for good. Say --for-good.")
    change = erase_customer(customer=party.customer, actor=actor, now=timezone.now(), reason=arguments.reason)
    if arguments.json:
        print_json(change_document(change))
    else:
        print(f"Erased: {change.seal.counts['records']} records. That it was done stays in history: {change.uuid}")
    return EXIT_DONE
