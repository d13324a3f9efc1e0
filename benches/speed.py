"""Seconds and memory of the pellucid command on generated contacts, as whole processes."""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pyarrow import csv

from pellucid import sample

SIZES = (10_000, 100_000)
STARTS = 5


def run(arguments: argparse.Namespace) -> None:
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: on a busy machine read figures as ratios")
    print(f"pellucid --help: {_start_seconds():.3f} s (median of {STARTS})")
    for rows in arguments.rows if arguments.rows is not None else SIZES:
        _clean(rows)


def _start_seconds() -> float:
    seconds = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "pellucid.cli.main", "--help"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - began)
    return sorted(seconds)[STARTS // 2]


def _clean(rows: int) -> None:
    """Print what cleaning so many contacts took, stage by stage."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "contacts.csv"
        csv.write_csv(sample.contacts(rows, 1).drop_columns(["truth_id"]), path)
        command = [sys.executable, "-m", "pellucid.cli.main", "clean", str(path), "--out", f"{name}/out", "--json"]
        began = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        wall = time.perf_counter() - began
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    summary = json.loads(done.stdout)
    stages = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in summary["seconds"].items())
    print(f"clean {rows:>9,} rows: {wall:6.1f} s wall, {rows / wall:,.0f} rows/s, ", end="")
    print(f"largest process so far {usage.ru_maxrss / 1024:,.0f} MB\n    {stages}", flush=True)
