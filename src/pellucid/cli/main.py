"""The pellucid command: which subcommands there are, and what their exit codes mean."""

import argparse
import importlib
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from types import FrameType

from pellucid import __version__
from pellucid.cli.refusal import EXIT_BUG, EXIT_REFUSED, EXIT_STOPPED, Refused
from pellucid.cli.without_pandas import leave_pandas_out

EPILOG = """\
exit codes:
  0  done
  1  a fault in Pellucid itself; please report it
  2  the command line was not understood
  3  refused: a file that is no table, a folder that exists, a right that is missing ...; the message says what to do
  130  stopped with Ctrl-C; nothing was written
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A subcommand. module: where its add_arguments and run are; imported only when it is called, for a quick start.

    in_base: it works in a base, which is opened before the module is imported, so that this may import models.
    """

    name: str
    module: str
    about: str
    in_base: bool = False


COMMANDS: tuple[Command, ...] = (
    Command(name="clean", module="pellucid.cli.clean", about="make one clean customer list of messy files"),
    Command(name="audit", module="pellucid.cli.audit", about="report how good the data in files is; change nothing"),
    Command(name="explain", module="pellucid.cli.explain", about="say why two rows are, or are not, one customer"),
    Command(
        name="what-if", module="pellucid.cli.what_if", about="say what a change of matching would do; change nothing"
    ),
    Command(name="standardize", module="pellucid.cli.standardize", about="standard forms of values, one a line"),
    Command(name="sample", module="pellucid.cli.sample", about="make the sample exports of an invented company"),
    Command(
        name="init", module="pellucid.cli.base.init", about="make a base: the folder in which a CRM lives", in_base=True
    ),
    Command(
        name="serve", module="pellucid.cli.base.serve", about="serve a base to browsers, and do its work", in_base=True
    ),
    Command(
        name="demo",
        module="pellucid.cli.base.demo",
        about="serve a base of sample customers, with a login for each role",
        in_base=True,
    ),
    Command(
        name="worker", module="pellucid.cli.base.worker", about="do the runs of a base in the background", in_base=True
    ),
    Command(name="user", module="pellucid.cli.base.user", about="add the people who work with a base", in_base=True),
    Command(
        name="import",
        module="pellucid.cli.base.import_files",
        about="take files into a base, or tell what that would do",
        in_base=True,
    ),
    Command(
        name="quarantine",
        module="pellucid.cli.base.quarantine",
        about="list rows that could not be read, and send them on once mended",
        in_base=True,
    ),
    Command(name="customers", module="pellucid.cli.base.customers", about="list the customers of a base", in_base=True),
    Command(
        name="show",
        module="pellucid.cli.base.show",
        about="show a customer, why its values are what they are, and its records",
        in_base=True,
    ),
    Command(name="merge", module="pellucid.cli.base.merge", about="say that customers are one", in_base=True),
    Command(
        name="split",
        module="pellucid.cli.base.split",
        about="say that records of a customer are somebody else",
        in_base=True,
    ),
    Command(
        name="undo", module="pellucid.cli.base.undo", about="take back what a change did, whenever it was", in_base=True
    ),
    Command(
        name="erase",
        module="pellucid.cli.base.erase",
        about="take a customer's values out of a base, for good",
        in_base=True,
    ),
    Command(
        name="learn",
        module="pellucid.cli.base.learn",
        about="learn anew how the records of a base are matched",
        in_base=True,
    ),
    Command(
        name="rebuild",
        module="pellucid.cli.base.rebuild",
        about="make what follows from the facts anew, or check it",
        in_base=True,
    ),
    Command(
        name="export",
        module="pellucid.cli.base.export",
        about="write everything out, or a list of customers",
        in_base=True,
    ),
    Command(
        name="restore",
        module="pellucid.cli.base.restore",
        about="take what was exported into an empty base",
        in_base=True,
    ),
    Command(
        name="token",
        module="pellucid.cli.base.token",
        about="give programs keys to a base, and take them back",
        in_base=True,
    ),
    Command(name="runs", module="pellucid.cli.base.runs", about="list the long work of a base", in_base=True),
    Command(
        name="resume", module="pellucid.cli.base.resume", about="let a failed or cancelled run go on", in_base=True
    ),
    Command(name="changes", module="pellucid.cli.base.changes", about="list what was done in a base", in_base=True),
    Command(
        name="history", module="pellucid.cli.base.history", about="prove that history was not altered", in_base=True
    ),
)
BASE_DOOR = "pellucid.cli.base.door"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    if arguments is None:  # the process is the command's own
        leave_pandas_out()
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser, subparsers = _parser()
    chosen = next((command for command in COMMANDS if words and words[0] == command.name), None)
    if chosen is None:
        parser.parse_args(words)
        parser.print_help()
        return 2
    with _ctrl_c() as stopped:
        try:
            with importlib.import_module(BASE_DOOR).opened(words) if chosen.in_base else nullcontext():
                module = importlib.import_module(chosen.module)
                module.add_arguments(subparsers[chosen.name])
                return int(module.run(parser.parse_args(words)))
        except Refused as refusal:
            print(f"pellucid {chosen.name}: {refusal}", file=sys.stderr)
            return EXIT_REFUSED
        except BrokenPipeError:
            return EXIT_BUG
        except BaseException:
            if not stopped:
                raise
            print(f"pellucid {chosen.name}: stopped; nothing was written", file=sys.stderr)
            return EXIT_STOPPED


@contextmanager
def _ctrl_c() -> Iterator[list[int]]:
    """Give a list that is empty until Ctrl-C comes: libraries turn the exception it raises into ones of their own."""
    stopped: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        stopped.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _parser() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    parser = argparse.ArgumentParser(
        prog="pellucid",
        description="Clean customer data: one trustworthy customer out of what many systems say.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"pellucid {__version__}")
    group = parser.add_subparsers(title="commands", metavar="COMMAND")
    subparsers = {
        command.name: group.add_parser(
            command.name,
            help=command.about,
            description=command.about[0].upper() + command.about[1:] + ".",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for command in COMMANDS
    }
    return parser, subparsers


if __name__ == "__main__":
    sys.exit(main())
