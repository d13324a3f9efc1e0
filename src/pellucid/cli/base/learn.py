"""pellucid learn: learn anew, from all records and verdicts, how records are matched."""

import argparse
import sys

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.base.changes import change_document
from pellucid.cli.refusal import EXIT_DONE
from pellucid.crm.cleaning.learn import learn_model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("--reason", default="", help="why; kept in history")


def run(arguments: argparse.Namespace) -> int:
    """Learn a new version; return the exit code."""
    change = learn_model(
        actor=actor_of(arguments),
        now=timezone.now(),
        reason=arguments.reason,
        progress=lambda stage: None if arguments.json else print(f"{stage} ...", file=sys.stderr, flush=True),
    )
    if arguments.json:
        print_json(change_document(change))
    else:
        counts = change.seal.counts
        print(
            f"Learned from {counts['records']:,} records: {counts['customers_new']:,} customers more, "
            f"{counts['customers_gone']:,} fewer. Take it back at any time: pellucid undo {change.uuid}"
        )
    return EXIT_DONE
