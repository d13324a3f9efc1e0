"""pellucid resume: let a failed or cancelled run go on."""

import argparse
from uuid import UUID

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.base.runs import run_document
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.runs.actions import CannotResume, resume_run
from pellucid.crm.runs.queries import visible_runs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("run", metavar="RUN", help="the uuid of the run; pellucid runs lists them")


def run(arguments: argparse.Namespace) -> int:
    """Have the run wait for a worker again; return the exit code."""
    actor = actor_of(arguments)
    try:
        found = visible_runs(user=actor).filter(uuid=UUID(arguments.run)).first()
    except ValueError:
        found = None
    if found is None:
        raise Refused(f"{arguments.run} is no run you may see. List them: pellucid runs.")
    try:
        resumed = resume_run(run=found, actor=actor)
    except CannotResume as refusal:
        raise Refused(str(refusal)) from refusal
    if arguments.json:
        print_json(run_document(resumed))
    else:
        print(f"{resumed.kind} {resumed.uuid} goes on with the next worker that is free.")
    return EXIT_DONE
