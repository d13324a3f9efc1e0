"""pellucid explain: why two rows are, or are not, the same customer."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from pellucid.cli.folder import write_whole
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.cli.why import FORMS, GUARD, SHARE, model_of, why_of
from pellucid.golden.match.evaluate import pattern_of
from pellucid.golden.match.explain import Reason, explain_pair
from pellucid.golden.match.guard import PERSONAL
from pellucid.golden.match.model import MatchModel
from pellucid.report import draw_waterfall

Row = dict[str, Any]
ROW_DIGITS_MAX = 18  # more do not fit the column
BAR_BITS = 2.0  # bits a block of the bar stands for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the results of pellucid clean")
    parser.add_argument("left", metavar="FILE:ROW", help="one row, such as shop.csv:17; rows count from 1")
    parser.add_argument("right", metavar="FILE:ROW", help="the other row")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw how the bits add up, as SVG")
    parser.add_argument("--json", action="store_true", help="print the explanation as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation; return the exit code."""
    why = why_of(arguments.folder)
    if arguments.left == arguments.right:
        raise Refused(f"{arguments.left} is named twice; name two rows.")
    left, right = (_row(why / FORMS, word) for word in (arguments.left, arguments.right))
    explanation = _explain(why, left, right, arguments)
    if arguments.picture:
        _draw(explanation, arguments.picture)
    if arguments.json:
        print(json.dumps(explanation, indent=2, ensure_ascii=False))
    else:
        _print(explanation)
    return EXIT_DONE


def _row(path: Path, word: str) -> Row:
    file, colon, number = word.rpartition(":")
    if not colon or not number.isdecimal() or len(number) > ROW_DIGITS_MAX:
        raise Refused(f"{word}: name a row as FILE:ROW, such as shop.csv:17.")
    condition = (pc.field("file") == file) & (pc.field("row") == int(number))
    rows = pq.read_table(path, filters=condition).to_pylist()
    if not rows:
        raise Refused(f"{word}: there is no such row, or it could not be read and is in issues.csv.")
    return rows[0]  # type: ignore[no-any-return]


def _explain(why: Path, left: Row, right: Row, arguments: argparse.Namespace) -> dict[str, Any]:
    explanation: dict[str, Any] = {
        "left": arguments.left,
        "right": arguments.right,
        "one_customer": left["customer_id"] == right["customer_id"],
        "customer_ids": [left["customer_id"], right["customer_id"]],
        "guard": _guard(why, left, right),
    }
    if left["party"] != right["party"]:
        return explanation | {"verdict": "different", "reasons": [], "note": "One is a person, the other a company."}
    model = model_of(why, left["party"])
    pattern = pattern_of(left, right, model.comparisons)
    shares = {name.removeprefix(SHARE): np.array([left[name], right[name]]) for name in left if name.startswith(SHARE)}
    reasons = explain_pair(model, pattern, left=0, right=1, shares=shares)
    bits = sum(reason.bits for reason in reasons)
    probability = float(1.0 / (1.0 + np.exp2(-bits)))
    return explanation | {
        "reasons": [_reason(reason) for reason in reasons],
        "bits": round(bits, 2),
        "probability": round(probability, 6),
        "same_bits": round(model.thresholds.same_bits, 2),
        **_verdict(explanation["one_customer"], probability, model),
    }


def _guard(why: Path, left: Row, right: Row) -> list[str]:
    """Say which values of the two rows many names use, and what that cost them."""
    told = []
    table = pq.read_table(why / GUARD).filter(pc.field("use") != PERSONAL)
    for field in ("email", "phone"):
        own = [value for row in (left, right) for value in row[f"{field}s_all"] or []]
        of_field = table.filter((pc.field("field") == field) & pc.field("value").isin(pa.array(own, pa.string())))
        told += [
            f"{entry['value']}: used by {entry['given_count']} given and {entry['family_count']} family names "
            f"({entry['use']})" + ("; it proves nothing" if entry["use"] == "shared" else "")
            for entry in of_field.to_pylist()
        ]
    return told


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "comparison": reason.comparison,
        "level": reason.level,
        "words": reason.words,
        "bits": round(reason.bits, 2),
    }


def _verdict(together: bool, probability: float, model: MatchModel) -> dict[str, str]:
    cuts = model.thresholds
    if together and probability < cuts.same_probability:
        return {"verdict": "same", "note": "Not by these two rows alone: other rows of the customer tie them together."}
    if together:
        return {"verdict": "same", "note": ""}
    if probability >= cuts.same_probability:
        return {"verdict": "review", "note": "Alike enough, but the other rows of the two customers speak against it."}
    if probability >= cuts.review_probability:
        return {"verdict": "review", "note": "Too close to call: it waits for a person."}
    return {"verdict": "different", "note": ""}


def _draw(explanation: dict[str, Any], path: Path) -> None:
    if not explanation["reasons"]:
        raise Refused("There is no picture of a person beside a company: they are not compared.")
    reasons = [Reason(**reason) for reason in explanation["reasons"]]
    title = f"{explanation['left']} and {explanation['right']}: {explanation['verdict']}"
    write_whole(path, draw_waterfall(reasons, title=title, same_bits=explanation["same_bits"]))


def _print(explanation: dict[str, Any]) -> None:
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    verdict = "The same customer" if explanation["one_customer"] else "Two customers"
    sure = f", probability {explanation['probability']:.4f}" if "probability" in explanation else ""
    console.print()
    console.print(f"{verdict} ({explanation['verdict']}{sure})", style="bold")
    if explanation["note"]:
        console.print(explanation["note"])
    if explanation["reasons"]:
        console.print(_reasons_table(explanation))
    for line in explanation["guard"]:
        console.print(f"Guard: {line}")


def _reasons_table(explanation: dict[str, Any]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("comparison")
    table.add_column("bits", justify="right")
    table.add_column("against | for")
    table.add_column("what was found")
    for reason in explanation["reasons"]:
        table.add_row(reason["comparison"], f"{reason['bits']:+.1f}", _bar(reason["bits"]), reason["words"])
    table.add_row("together", f"{explanation['bits']:+.1f}", _bar(explanation["bits"]), "")
    return table


def _bar(bits: float) -> str:
    blocks = min(12, round(abs(bits) / BAR_BITS))
    return f"{('█' * blocks if bits < 0 else ''):>12}|{('█' * blocks if bits > 0 else ''):<12}"
