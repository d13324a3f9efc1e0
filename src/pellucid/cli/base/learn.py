"""pellucid learn: learn anew, from all records and verdicts, how records are matched, or tell what that would do."""

import argparse
import sys
from typing import Any

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.base.changes import change_document
from pellucid.cli.refusal import EXIT_DONE
from pellucid.crm.cleaning.learn import learn_model
from pellucid.crm.cleaning.learn_preview import LearningPreview, RiskyMerge, preview_learning
from pellucid.crm.sources.models import SourceRecord


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help="tell which merges it would gain and lose")
    parser.add_argument("--reason", default="", help="why; kept in history")


def run(arguments: argparse.Namespace) -> int:
    """Learn a new version, or try one; return the exit code."""
    actor, now = actor_of(arguments), timezone.now()

    def progress(stage: str) -> None:
        if not arguments.json:
            print(f"{stage} ...", file=sys.stderr, flush=True)

    if arguments.dry_run:
        preview = preview_learning(actor=actor, now=now, progress=progress)
        if arguments.json:
            print_json(_document(preview))
        else:
            _print(preview)
        return EXIT_DONE
    change = learn_model(actor=actor, now=now, reason=arguments.reason, progress=progress)
    if arguments.json:
        print_json(change_document(change))
    else:
        counts = change.seal.counts
        print(
            f"Learned from {counts['records']:,} records: {counts['customers_new']:,} customers more, "
            f"{counts['customers_gone']:,} fewer. Take it back at any time: pellucid undo {change.uuid}"
        )
    return EXIT_DONE


def _document(preview: LearningPreview) -> dict[str, Any]:
    return {
        "customers_before": preview.customers_before,
        "customers_after": preview.customers_after,
        "gained": preview.gained,
        "lost": preview.lost,
        "riskiest_gained": [_pair(pair) for pair in preview.riskiest_gained],
        "riskiest_lost": [_pair(pair) for pair in preview.riskiest_lost],
    }


def _pair(pair: RiskyMerge) -> dict[str, Any]:
    return {"left": pair.left.uuid, "right": pair.right.uuid, "bits": round(pair.bits, 2)}


def _print(preview: LearningPreview) -> None:
    print(f"{preview.customers_before:,} customers would be {preview.customers_after:,}.")
    for verb, count, pairs in (
        ("gained", preview.gained, preview.riskiest_gained),
        ("lost", preview.lost, preview.riskiest_lost),
    ):
        print(f"{count:,} merges would be {verb}." + (" The riskiest:" if pairs else ""))
        for pair in pairs:
            print(f"  {pair.bits:+6.1f} bits  {_name(pair.left)} and {_name(pair.right)}")
    print("A merge is a pair of records of one customer. Nothing has changed; pellucid show ID tells more of a record.")


def _name(record: SourceRecord) -> str:
    customer = record.member.customer
    name = customer.party.name if customer is not None else record.key
    return f"{name} ({record.source.name} {record.uuid})"
