"""Accuracy of the value kinds on the labelled cases in benches/cases: ``python benches/value_cases.py [kind...]``."""

import csv
import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pellucid.golden.model.issue import Severity
from pellucid.golden.model.value import Hints

CASES = Path(__file__).parent / "cases"
KINDS = ("phone", "email", "date", "identifier", "url", "language", "currency", "gender", "amount", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One labelled case and what came of it. faults: what differs from the label, empty where it is right."""

    raw: str
    faults: tuple[str, ...]


def run_cases(kind: str) -> Iterator[Outcome]:
    """Yield the outcome of every labelled case of a kind.

    A case is right when the standard form is the labelled one, every labelled part is there, and the errors and
    warnings are exactly the labelled ones; notes are not counted.
    """
    standardize = getattr(importlib.import_module(f"pellucid.golden.standardize.{kind}"), f"standardize_{kind}")
    check = getattr(importlib.import_module(f"pellucid.golden.validate.{kind}"), f"check_{kind}")
    with (CASES / f"{kind}.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            hints = Hints(country=row["country"] or None, **_hints(row["hints"]))
            value = standardize(row["raw"], hints)
            issues = sorted(i.rule for i in check(value, hints) if i.severity is not Severity.NOTE)
            faults = []
            if (value.value or "") != row["standard"]:
                faults.append(f"standard {value.value!r} not {row['standard']!r}")
            for name, part in json.loads(row["parts"] or "{}").items():
                if value.parts.get(name) != part:
                    faults.append(f"{name} {value.parts.get(name)!r} not {part!r}")
            if issues != row["issues"].split():
                faults.append(f"issues {issues} not {row['issues'].split()}")
            yield Outcome(raw=row["raw"], faults=tuple(faults))


def _hints(text: str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads(text or "{}")
    if "day_first" in given:
        given["day_first"] = given["day_first"] == "true"
    assert given.keys() <= {f.name for f in fields(Hints)}
    return given


def accuracy(kind: str) -> tuple[int, int]:
    """Return how many cases of a kind are right, and how many there are."""
    outcomes = list(run_cases(kind))
    return sum(not o.faults for o in outcomes), len(outcomes)


if __name__ == "__main__":
    for kind in sys.argv[1:] or KINDS:
        outcomes = list(run_cases(kind))
        for outcome in outcomes:
            if outcome.faults:
                print(f"  {kind} {outcome.raw!r}: {'; '.join(outcome.faults)}")
        right = sum(not o.faults for o in outcomes)
        print(f"{kind}: {right} of {len(outcomes)} right ({right / len(outcomes):.1%})")
