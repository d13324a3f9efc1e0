"""./dev bench [NAME ...]: run the named benches, or all of them."""

import argparse
import contextlib
import importlib

from benches.freeze import KEPT, frozen

BENCHES = {
    "accuracy": "precision, recall and over-merging on labelled sets, at default settings",
    "calibration": "whether pairs are right as often as their probabilities say",
    "estimates": "what Pellucid estimates of itself without labels, beside the truth, over seeds",
    "speed": "seconds and memory of pellucid clean, and of its stages",
    "one": "milliseconds for one new record against many, and the memory of the index",
    "standardize": "accuracy on labelled cases and values a second, for each value kind",
    "load": "a base of a million records: seconds to take them in, milliseconds for what people do in it, its size",
    "peers": "Splink beside Pellucid, on the same standard values in the same run",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    about = "; ".join(f"{name}: {text}" for name, text in BENCHES.items())
    parser.add_argument("names", nargs="*", metavar="NAME", help=about)
    parser.add_argument("--data", help="a folder with further labelled sets, such as fake_1000.csv")
    parser.add_argument("--rows", type=int, nargs="*", help="sizes for the generated contacts")
    parser.add_argument("--freeze", action="store_true", help=f"keep in benches/results what {', '.join(KEPT)} print")
    arguments = parser.parse_args()
    for name in arguments.names or BENCHES:
        if name not in BENCHES:
            parser.error(f"there is no bench {name}; there are {', '.join(BENCHES)}")
        print(f"\n== {name}: {BENCHES[name]}", flush=True)
        keep = arguments.freeze and name in KEPT
        with frozen(name, BENCHES[name]) if keep else contextlib.nullcontext():
            importlib.import_module(f"benches.{name}").run(arguments)


main()
