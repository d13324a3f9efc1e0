"""Keeping what a bench printed, with the date, the commit and the machine it was measured on."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

RESULTS = Path(__file__).parent / "results"
KEPT = ("accuracy", "calibration", "estimates", "peers")


class _Both(io.TextIOBase):
    """A stream that keeps what it passes on."""

    def __init__(self, onward: TextIO) -> None:
        self.onward = onward
        self.kept: list[str] = []

    def write(self, text: str) -> int:
        self.kept.append(text)
        return self.onward.write(text)

    def flush(self) -> None:
        self.onward.flush()


@contextlib.contextmanager
def frozen(name: str, about: str) -> Iterator[None]:
    """Write what is printed inside to benches/results/<name>.md as well."""
    head = f"# {name}: {about}\n\n{measured_on()}\n"
    both = _Both(sys.stdout)
    with contextlib.redirect_stdout(both):
        yield
    lines = [line.rstrip() for line in "".join(both.kept).splitlines()]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.md").write_text("\n".join([head, "```text", *lines, "```", ""]), encoding="utf-8")


def measured_on() -> str:
    """Return the date, the commit and the machine in a line."""
    today = datetime.now(UTC).date().isoformat()
    load = os.getloadavg()[0]
    return f"{today}, commit {_commit()}; {os.cpu_count()} cores, {_processor()}, load {load:.1f} at the beginning."


def _commit() -> str:
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], check=False, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "src")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes not committed" if changed else "")


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return "processor unknown"
