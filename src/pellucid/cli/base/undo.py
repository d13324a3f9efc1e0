"""pellucid undo: take back what a change did, whenever it was."""

import argparse
from collections.abc import Iterator, Mapping

from django.utils import timezone

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.base.changes import change_document
from pellucid.cli.base.finding import change_named
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.cleaning.actions.undo import AlreadyUndone, CannotUndo, Clashes, Keep, preview_undo, undo_change
from pellucid.crm.cleaning.clashes import Built, Clash

HOW = {
    Built.JUDGED: "said something of a record that would be gone",
    Built.HUNG: "hung something on a customer that would be gone",
    Built.EDITED: "edited the same value",
    Built.REVERSED: "said the opposite of what would come back",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("change", metavar="CHANGE", help="its id; pellucid changes lists them")
    parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and change nothing")
    parser.add_argument("--keep", choices=list(Keep), help="whose wish holds where others built on it since")
    parser.add_argument("--reason", default="", help="why; kept in history")


def run(arguments: argparse.Namespace) -> int:
    """Undo the change; return the exit code."""
    actor, now = actor_of(arguments), timezone.now()
    change = change_named(arguments.change, actor)
    try:
        if arguments.dry_run:
            preview = preview_undo(change=change, actor=actor, now=now)
            if arguments.json:
                print_json({"counts": preview.counts, "clashes": [_document(clash) for clash in preview.clashes]})
            else:
                print(f"Would undo: {change}. {_counted(preview.counts)}")
                print("\n".join(_lines(preview.clashes)))
            return EXIT_DONE
        keep = Keep(arguments.keep) if arguments.keep else None
        undone = undo_change(change=change, actor=actor, now=now, reason=arguments.reason, keep=keep)
    except Clashes as found:
        raise Refused("\n".join([f"{found} Say --keep theirs or --keep mine.", *_lines(found.clashes)])) from found
    except (AlreadyUndone, CannotUndo) as refusal:
        raise Refused(str(refusal)) from refusal
    if arguments.json:
        print_json(change_document(undone))
    else:
        print(f"Undone: {change}. {_counted(undone.seal.counts)}")
        print(f"To have it back: pellucid undo {undone.uuid}")
    return EXIT_DONE


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {number:,}" for name, number in counts.items())


def _lines(clashes: list[Clash]) -> Iterator[str]:
    for clash in clashes:
        yield f"  {clash.change.uuid} by {clash.change.actor or 'the system'} {HOW[clash.how]}"
        if clash.field:
            yield f"    {clash.field}: mine {clash.mine or '-'} / theirs {clash.theirs or '-'}"


def _document(clash: Clash) -> dict[str, object]:
    return {
        "change": clash.change.uuid,
        "how": clash.how,
        "field": clash.field,
        "mine": clash.mine,
        "theirs": clash.theirs,
    }
