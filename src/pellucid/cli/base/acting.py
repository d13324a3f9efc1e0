"""Who a command acts for, and that there is a base to act in."""

import argparse
import json
from typing import Any

from pellucid.cli.base.door import add_base_arguments
from pellucid.cli.refusal import Refused
from pellucid.crm.accounts.models import User
from pellucid.crm.project.base import base_folder, is_base


def add_acting_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of a command that does something in somebody's name."""
    add_base_arguments(parser)
    parser.add_argument("--as", dest="actor", metavar="EMAIL", help="act as this user; the system itself otherwise")


def require_base() -> None:
    """Raise Refused where there is no base."""
    folder = base_folder()
    if not is_base(folder):
        raise Refused(f"There is no base in {folder}. Name it with --base, or make one: pellucid init --base {folder}.")


def actor_of(arguments: argparse.Namespace) -> User | None:
    """Return the user a command acts as, or None for the system. Raises Refused without a base or such a user."""
    require_base()
    if arguments.actor is None:
        return None
    actor = User.objects.filter(email__iexact=arguments.actor, is_active=True).first()
    if actor is None:
        raise Refused(f"{arguments.actor} is no user of this base. Add one: pellucid user add.")
    return actor


def print_json(document: Any) -> None:
    """Print a document as every command does with --json."""
    print(json.dumps(document, indent=2, ensure_ascii=False, default=str))
