"""pellucid sample: invented customers of an invented company, with the truth known."""

import argparse
from pathlib import Path

from pellucid.cli.folder import refuse_existing, whole_folder
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.sample.claims import measure_claims
from pellucid.sample.exports.bundle import (
    BUNDLE_ROWS_MIN,
    BUNDLE_SOURCES,
    SAMPLE_NAMES,
    TRUTH_FILE,
    write_bundle,
    write_flat,
)
from pellucid.sample.exports.written import Written
from pellucid.sample.generate import generate

_BUNDLE_ROWS = 5000
_ROWS_MAX = 3_000_000  # beyond, the numbers of the smaller countries do not go round


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files")
    parser.add_argument("--rows", type=int, default=_BUNDLE_ROWS, metavar="N", help="records in all (default: 5000)")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another seed gives other customers (default: 1)"
    )
    parser.add_argument("--flat", action="store_true", help="one table contacts.csv instead of five systems' exports")
    parser.add_argument("--describe", action="store_true", help="count what the sample holds, and check its claims")
    parser.add_argument("--force", action="store_true", help="replace DIR when it exists")


def run(arguments: argparse.Namespace) -> int:
    """Write the sample and say what is in it; return the exit code."""
    least = 1 if arguments.flat else BUNDLE_ROWS_MIN
    if not least <= arguments.rows <= _ROWS_MAX:
        raise Refused(f"--rows {arguments.rows}: give a number from {least:,} to {_ROWS_MAX:,}.")
    if arguments.seed < 0:
        raise Refused(f"--seed {arguments.seed}: give a number from 0 up.")
    refuse_existing(arguments.out, force=arguments.force, own=SAMPLE_NAMES)
    with whole_folder(arguments.out, force=arguments.force, own=SAMPLE_NAMES) as folder:
        if arguments.flat:
            written: tuple[Written, ...] = (write_flat(folder, rows=arguments.rows, seed=arguments.seed),)
        else:
            written = write_bundle(folder, rows=arguments.rows, seed=arguments.seed)
    for file in written:
        print(f"{arguments.out / file.file}: {file.row_count:,} rows ({file.about})")
    print(f"{arguments.out / TRUTH_FILE}: whose each row truly is")
    if arguments.describe:
        _describe(arguments)
    return EXIT_DONE


def _describe(arguments: argparse.Namespace) -> None:
    """Print what the customers and records of the sample are like; drawn again, for the same seed gives the same."""
    sources = None if arguments.flat else BUNDLE_SOURCES
    for claim in measure_claims(*generate(arguments.rows, arguments.seed, sources)):
        print(claim)
