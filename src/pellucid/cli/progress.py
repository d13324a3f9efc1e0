"""Progress of long work: bars on a terminal, plain lines elsewhere, silence when a machine reads."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

STAGES: dict[str, str] = {
    "read": "Reading files",
    "standardize": "Standardizing values",
    "validate": "Finding issues",
    "guard": "Disarming shared values",
    "propose": "Proposing pairs",
    "compare": "Comparing pairs",
    "learn": "Learning what proves what",
    "resolve": "Deciding who is one customer",
    "survive": "Choosing the best values",
    "audit": "Measuring quality",
    "write": "Writing results",
}


class Reporter:
    """Tells of stages as they begin. seconds: how long each took, for the summary.

    A stage may come again, for companies after people; it is one step of the bar.
    """

    def __init__(self, bars: Progress | None, *, stage_count: int, quiet: bool) -> None:
        self._bars = bars
        self._quiet = quiet
        self._task = bars.add_task("", total=stage_count, rate="") if bars else None
        self._current: str | None = None
        self._began = time.monotonic()
        self._rows = 0
        self.seconds: dict[str, float] = {}

    def rows(self, count: int) -> None:
        """Say how many rows there are, for the rate."""
        self._rows = count

    def stage(self, name: str) -> None:
        """Say that a stage begins, which ends the one before."""
        self._end_stage()
        self._current, self._began = name, time.monotonic()
        words = STAGES.get(name, name)
        if self._bars is not None and self._task is not None:
            self._bars.update(self._task, description=words, rate=self._rate())
        elif not self._quiet:
            rows = f" ({self._rows:,} rows)" if self._rows else ""
            print(f"{words}{rows} ...", file=sys.stderr, flush=True)

    def _rate(self) -> str:
        spent = sum(self.seconds.values())
        return f"{self._rows / spent:,.0f} rows/s" if self._rows and spent > 0.2 else ""

    def _end_stage(self) -> None:
        if self._current is not None:
            spent = time.monotonic() - self._began
            self.seconds[self._current] = self.seconds.get(self._current, 0.0) + spent
            if self._bars is not None and self._task is not None:
                self._bars.update(self._task, completed=len(self.seconds))

    def close(self) -> None:
        """Say that the last stage has ended."""
        self._end_stage()
        self._current = None


@contextmanager
def reporting(*, stage_count: int = len(STAGES), quiet: bool) -> Iterator[Reporter]:
    """Give a reporter: a bar of so many steps on a terminal, lines elsewhere, nothing when quiet."""
    if quiet or not sys.stderr.isatty():
        reporter = Reporter(None, stage_count=stage_count, quiet=quiet)
        yield reporter
        reporter.close()
        return
    columns = (
        TextColumn("{task.description:<32}"), BarColumn(), MofNCompleteColumn(), TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        reporter = Reporter(bars, stage_count=stage_count, quiet=False)
        yield reporter
        reporter.close()
