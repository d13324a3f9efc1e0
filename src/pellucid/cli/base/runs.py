"""pellucid runs: long work, what became of it, and how far it is."""

import argparse
from typing import Any

from rich.console import Console

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE
from pellucid.crm.runs.models import Run
from pellucid.crm.runs.queries import remaining_seconds, visible_runs

SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("--limit", type=int, default=SHOWN, metavar="N", help=f"the newest N ({SHOWN})")


def run(arguments: argparse.Namespace) -> int:
    """List the runs, newest first; return the exit code."""
    runs = list(visible_runs(user=actor_of(arguments))[: max(arguments.limit, 0)])
    if arguments.json:
        print_json([run_document(run) for run in runs])
        return EXIT_DONE
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for each in runs:
        console.print(_line(each))
    if not runs:
        console.print("No run yet.")
    return EXIT_DONE


def run_document(run: Run) -> dict[str, Any]:
    """Return a run as it is printed with --json."""
    return {
        "uuid": run.uuid,
        "kind": run.kind,
        "status": run.status,
        "by": run.actor.email if run.actor else None,
        "stage": run.stage,
        "done": run.done_count,
        "total": run.total_count,
        "rate": run.rate,
        "remaining_seconds": remaining_seconds(run),
        "asked_at": run.asked_at,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "change": run.change.uuid if run.change else None,
        "result": run.result,
        "error": run.error,
    }


def _line(run: Run) -> str:
    far = f"{run.done_count:,}" + (f" of {run.total_count:,}" if run.total_count is not None else "")
    left = remaining_seconds(run)
    parts = [f"{run.asked_at:%Y-%m-%d %H:%M}", str(run.uuid), run.kind, run.status]
    parts += [f"{run.stage} {far}"] if run.stage else []
    parts += [f"{left:,.0f} s left"] if left is not None else []
    return "  ".join([*parts, *filter(None, [run.error])])
