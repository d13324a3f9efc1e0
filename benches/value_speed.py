"""Speed of the single-value call, warm: ``python benches/value_speed.py``. Microseconds, the best of five rounds."""

import importlib
import timeit

from pellucid.golden.model.value import Hints
from value_cases import KINDS, run_cases

DE, US, FIRST = Hints(country="DE"), Hints(country="US"), Hints(day_first=True)
# Ordinary values, as most rows hold them, and what one may cost.
ORDINARY: tuple[tuple[str, str, Hints, float], ...] = (
    ("phone", "+49 30 901820", Hints(), 6),
    ("phone", "0171 1234567", DE, 6),
    ("phone", "(212) 555-2368", US, 6),
    ("email", "jan.novak@example.com", Hints(), 3),
    ("email", "Jan.Novak@Example.COM", Hints(), 3),
    ("date", "1981-04-26", Hints(), 3),
    ("date", "26/04/1981", FIRST, 3),
)
ROUNDS, CALLS = 5, 20_000


def main() -> None:
    for kind, raw, hints, limit in ORDINARY:
        standardize = getattr(importlib.import_module(f"pellucid.golden.standardize.{kind}"), f"standardize_{kind}")
        best = min(timeit.repeat(lambda f=standardize, r=raw, h=hints: f(r, h), number=CALLS, repeat=ROUNDS))
        print(f"{kind:12}{raw:24}{best / CALLS * 1e6:8.2f} (at most {limit})")
    for kind in KINDS:
        cases = sum(1 for _ in run_cases(kind))
        best = min(timeit.repeat(lambda k=kind: list(run_cases(k)), number=1, repeat=ROUNDS))
        print(f"{kind:12}{'all labelled cases':24}{best / cases * 1e6:8.1f} a case, reading and checking included")


if __name__ == "__main__":
    main()
