"""pellucid customers: who is in a base."""

import argparse
from typing import Any

from django.db.models import Q
from rich.console import Console

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.parties.models import Party

SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("text", nargs="?", default="", metavar="TEXT", help="part of a name, e-mail, phone or company")
    parser.add_argument("--limit", type=int, default=SHOWN, metavar="N", help=f"at most N ({SHOWN})")


def run(arguments: argparse.Namespace) -> int:
    """List customers by name; return the exit code."""
    require(actor_of(arguments), Permission.VIEW)
    wanted = Q()
    for field in ("name", "email", "phone", "organization"):
        wanted |= Q(**{f"{field}__icontains": arguments.text})
    found = Party.objects.filter(wanted).select_related("customer").order_by("sort_name", "pk")
    parties = list(found[: max(arguments.limit, 0)])
    if arguments.json:
        print_json([party_line(party) for party in parties])
        return EXIT_DONE
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for party in parties:
        console.print("  ".join(str(value) for value in party_line(party).values() if value != ""))
    if not parties:
        console.print("Nobody like that is here.")
    return EXIT_DONE


def party_line(party: Party) -> dict[str, Any]:
    """Return a customer as it stands in a list."""
    return {
        "id": str(party.customer.uuid),
        "name": party.name,
        "email": party.email,
        "phone": party.phone,
        "organization": party.organization,
        "city": party.city,
        "records": party.record_count,
    }
