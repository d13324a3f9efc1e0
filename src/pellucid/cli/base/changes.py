"""pellucid changes: what was done, by whom, and whether it still stands."""

import argparse
from typing import Any

from rich.console import Console

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE
from pellucid.crm.history.models import Change
from pellucid.crm.history.queries import visible_changes

SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("--limit", type=int, default=SHOWN, metavar="N", help=f"the newest N ({SHOWN})")


def run(arguments: argparse.Namespace) -> int:
    """List the changes, newest first; return the exit code."""
    changes = list(visible_changes(user=actor_of(arguments)).select_related("undoes")[: max(arguments.limit, 0)])
    if arguments.json:
        print_json([change_document(change) for change in changes])
        return EXIT_DONE
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for change in changes:
        console.print(_line(change))
    if not changes:
        console.print("Nothing was done yet.")
    return EXIT_DONE


def change_document(change: Change) -> dict[str, Any]:
    """Return a change as it is printed with --json."""
    return {
        "uuid": change.uuid,
        "kind": change.kind,
        "at": change.at,
        "by": change.actor.email if change.actor else None,
        "reason": change.reason,
        "counts": change.seal.counts,
        "undoes": change.undoes.uuid if change.undoes else None,
        "undone": hasattr(change, "undone"),
    }


def _line(change: Change) -> str:
    counts = ", ".join(f"{name} {number:,}" for name, number in change.seal.counts.items())
    who = str(change.actor) if change.actor else "the system"
    parts = [f"{change.at:%Y-%m-%d %H:%M}", str(change.uuid), change.get_kind_display(), f"by {who}", counts]
    return "  ".join([*filter(None, parts), *(["(undone)"] if hasattr(change, "undone") else [])])
