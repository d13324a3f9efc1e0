"""A base of many records: time and memory to take them in, milliseconds for what people do in it, and its size."""

import argparse
import importlib
import os
import tempfile
from pathlib import Path

import django

from pellucid.crm.project.base import BASE_VARIABLE, make_base

ROWS = 1_000_000


def run(arguments: argparse.Namespace) -> None:
    print(f"machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: on a busy machine read figures as ratios")
    with tempfile.TemporaryDirectory(prefix="pellucid-load-") as folder:
        base = Path(folder) / "base"
        make_base(base)
        os.environ[BASE_VARIABLE] = str(base)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pellucid.crm.project.settings")
        django.setup()
        measure = importlib.import_module("benches.load_steps").measure  # which Django has to be set up for
        measure(arguments.rows[0] if arguments.rows else ROWS, Path(folder))  # one base a process
