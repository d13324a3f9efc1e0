"""pellucid standardize: the standard form of values, one a line in, one JSON object a line out."""

import argparse
import json
import sys
from datetime import UTC, datetime

from pellucid.cli.reading import country_of
from pellucid.cli.refusal import EXIT_DONE
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.identifier import mask
from pellucid.golden.standardize.kinds import ADDRESS_PARTS, NAME_PARTS, ONE_CELL, standardize_cells
from pellucid.golden.validate.table import check_value

KINDS = tuple(sorted((*ONE_CELL, "address", "name")))
CELLS = {"name": 1 + len(NAME_PARTS), "address": 1 + len(ADDRESS_PARTS)}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--country", metavar="ISO2", help="country the values are from, such as DE")


def run(arguments: argparse.Namespace) -> int:
    """Standardize standard input line by line; return the exit code."""
    hints = Hints(country=country_of(arguments.country), today=datetime.now(UTC).date().isoformat())
    lines = sys.stdin.buffer.read().decode("utf-8", "replace").split("\n")
    for line in lines[:-1] if lines[-1] == "" else lines:
        sys.stdout.write(json.dumps(standardized(arguments.kind, line.rstrip("\r"), hints), ensure_ascii=False) + "\n")
    return EXIT_DONE


def standardized(kind: str, raw: str, hints: Hints) -> dict[str, object]:
    """Return one value as the command prints it."""
    cells = [raw, *[""] * (CELLS.get(kind, 1) - 1)]
    value = standardize_cells(kind, cells, hints)
    display = mask(value.value) if kind == "identifier" and value.value else value.display
    return {
        "raw": raw,
        "standard": value.value,
        "display": display,
        "parts": dict(value.parts),
        "issues": [
            {
                "rule": issue.rule,
                "severity": issue.severity.value,
                "message": issue.message,
                "suggestion": issue.suggestion,
            }
            for issue in check_value(kind, value, hints)
        ],
        "changes": list(value.changes),
    }
