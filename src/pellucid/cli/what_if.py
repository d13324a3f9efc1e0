"""pellucid what-if: what a change would do to the customers, before it counts. Changes nothing."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc
from rich.console import Console

from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.cli.why import Matched, read_matched
from pellucid.golden.match.model import Thresholds
from pellucid.golden.resolve.graph import Decisions
from pellucid.golden.resolve.what_if import Change, WhatIf, edges_apart, edges_of, what_if


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the results of pellucid clean")
    parser.add_argument("--threshold", type=float, metavar="P", help="join pairs from probability P on, such as 0.99")
    parser.add_argument(
        "--without", action="append", default=[], metavar="COMPARISON", help="do not compare this, such as phone"
    )
    parser.add_argument(
        "--distrust", action="append", default=[], metavar="FILE", help="let no row of FILE tie customers together"
    )
    parser.add_argument("--json", action="store_true", help="print what would change as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print what would change; return the exit code."""
    matched = read_matched(arguments.folder)
    everybody = np.arange(matched.forms.num_rows)
    edges = edges_of([(everybody, run) for run in matched.runs], without=_comparisons(arguments.without, matched))
    for file in arguments.distrust:
        of_file = pc.equal(matched.forms["file"], file).to_numpy()
        if not of_file.any():
            raise Refused(f"--distrust {file}: there is no such file in these results.")
        edges = edges_apart(edges, of_file)
    change = what_if(
        matched.customers,
        edges,
        thresholds=_thresholds(arguments.threshold, matched),
        decisions=Decisions(exclusive=matched.exclusive),
        order=matched.order,
    )
    if arguments.json:
        print(json.dumps(_document(change, matched), indent=2, ensure_ascii=False))
    else:
        _print(change, matched)
    return EXIT_DONE


def _comparisons(names: Sequence[str], matched: Matched) -> Sequence[str]:
    known = {comparison.name for run in matched.runs for comparison in run.model.comparisons}
    for name in names:
        if name not in known:
            raise Refused(f"--without {name}: there is no such comparison. There are: {', '.join(sorted(known))}.")
    return names


def _thresholds(probability: float | None, matched: Matched) -> Thresholds:
    """Return where pairs join; as they did where no probability is given."""
    if probability is None:
        return next((run.model.thresholds for run in matched.runs), Thresholds())
    if not 0.0 < probability < 1.0:
        raise Refused(f"--threshold {probability:g}: give a probability between 0 and 1, such as 0.99.")
    return Thresholds(wrong_merge_cost=probability / (1.0 - probability))


def _document(change: WhatIf, matched: Matched) -> dict[str, Any]:
    return {
        "customers_before": change.customers_before,
        "customers_after": change.customers_after,
        "gained": change.gained,
        "lost": change.lost,
        "riskiest_gained": [_pair(pair, matched) for pair in change.riskiest_gained],
        "riskiest_lost": [_pair(pair, matched) for pair in change.riskiest_lost],
    }


def _pair(pair: Change, matched: Matched) -> dict[str, Any]:
    return {
        "left": _row_name(pair.left, matched),
        "right": _row_name(pair.right, matched),
        "bits": round(pair.bits, 2),
    }


def _row_name(row: int, matched: Matched) -> str:
    return f"{matched.forms['file'][row].as_py()}:{matched.forms['row'][row].as_py()}"


def _print(change: WhatIf, matched: Matched) -> None:
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    console.print(f"{change.customers_before:,} customers would be {change.customers_after:,}.", style="bold")
    for verb, count, riskiest in (
        ("gained", change.gained, change.riskiest_gained),
        ("lost", change.lost, change.riskiest_lost),
    ):
        console.print(f"{count:,} merges would be {verb}." + (" The riskiest:" if riskiest else ""))
        for pair in riskiest:
            rows = f"{_row_name(pair.left, matched)} and {_row_name(pair.right, matched)}"
            console.print(f"  {pair.bits:+6.1f} bits  {rows}  ({_name(pair.left, matched)})")
    console.print(
        "A merge is a pair of rows of one customer. Nothing has changed; pellucid explain tells more of a pair."
    )


def _name(row: int, matched: Matched) -> str:
    """Return what a row is compared by, for a person to recognize it."""
    known = [matched.forms[name][row].as_py() for name in ("given", "family", "organization")]
    return " ".join(text for text in known if text)
