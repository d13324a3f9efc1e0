"""pellucid worker: do the runs of a base, one after the other."""

import argparse
import signal
from threading import Event

from django.utils import timezone

from pellucid.cli.base.acting import require_base
from pellucid.cli.base.door import add_base_arguments
from pellucid.cli.refusal import EXIT_DONE
from pellucid.crm.project.tasks import NIGHTLY, TASKS
from pellucid.crm.runs.schedules import deliver
from pellucid.crm.runs.worker import work


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_base_arguments(parser)
    parser.add_argument("--until-idle", action="store_true", help="end when no run is left to do")


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop: by Ctrl-C or SIGTERM, between two chunks. Return the exit code."""
    require_base()
    deliver(NIGHTLY, now=timezone.now())
    work(TASKS, stop=stop_when_told(), until_idle=arguments.until_idle)
    return EXIT_DONE


def stop_when_told() -> Event:
    """Return an event that is set when the process is told to end."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop
