"""pellucid restore: take what was exported into an empty base."""

import argparse
from pathlib import Path

from pellucid.cli.base.acting import print_json
from pellucid.cli.base.door import add_base_arguments
from pellucid.cli.base.init import bring_up_to_date
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.archive.actions.restore import NotEmpty, restore_all
from pellucid.crm.archive.manifest import NotWhole
from pellucid.crm.project.base import base_folder, make_base


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_base_arguments(parser)
    parser.add_argument("folder", type=Path, metavar="DIR", help="what pellucid export wrote")


def run(arguments: argparse.Namespace) -> int:
    """Restore, making the base where there is none; return the exit code."""
    make_base(base_folder())
    bring_up_to_date()
    try:
        rows = restore_all(arguments.folder.absolute())
    except (NotEmpty, NotWhole) as refusal:
        raise Refused(str(refusal)) from refusal
    if arguments.json:
        print_json(rows)
    else:
        print(f"Restored {sum(rows.values()):,} rows; everybody who works here needs a new password:")
        print("pellucid user password --email YOU")
    return EXIT_DONE
