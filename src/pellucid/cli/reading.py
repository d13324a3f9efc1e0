"""The files a command is given, read and laid into one table of source records."""

import argparse
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from pellucid.cli.refusal import Refused
from pellucid.golden.intake.mapping import MappingRefused
from pellucid.golden.intake.read import CannotRead, read_file
from pellucid.golden.model.delivery import Delivery
from pellucid.golden.validate.user_condition import UserRule
from pellucid.golden.validate.user_rule_language import RuleRefused, parse_user_rules

RULES_BYTES_MAX = 1_000_000  # more than a file of rules may hold

BYTES_WORTH_PROCESSES = 1_000_000  # about 8,000 rows, which one core standardizes in half a second


def add_reading_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of every command that reads and checks files of records."""
    add_file_arguments(parser)
    parser.add_argument("--rules", type=Path, metavar="FILE", help="own rules to check records by, in YAML")


def add_file_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of every command that is given files of records."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, TSV, XLSX, vCard or JSON lines")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="take COLUMN for FIELD, whatever it looks like",
    )
    parser.add_argument("--country", metavar="ISO2", help="country of records that do not tell, such as DE")


def mapping_of(words: Sequence[str]) -> dict[str, str]:
    """Return field -> column from ``field=column`` words. Raises Refused for a word without an equals sign."""
    overrides = {}
    for word in words:
        field, equals, column = word.partition("=")
        if not (equals and field and column):
            raise Refused(f"--map {word}: write it as field=column, such as --map email=Contact.")
        overrides[field.strip()] = column.strip()
    return overrides


def country_of(word: str | None) -> str | None:
    """Return a country code in capitals. Raises Refused for what cannot be one."""
    if word is None:
        return None
    if len(word) != 2 or not word.isascii() or not word.isalpha():
        raise Refused(f"--country {word}: give the two letters of ISO 3166, such as DE or US.")
    return word.upper()


def user_rules_of(path: Path | None) -> tuple[UserRule, ...]:
    """Return the rules in a file; none without one. Raises Refused with line, column, rule and reason."""
    if path is None:
        return ()
    name = _in_unicode(str(path))
    try:
        with path.open("rb") as file:
            held = file.read(RULES_BYTES_MAX)
        return parse_user_rules(held.decode("utf-8-sig"), file=name)
    except RuleRefused as refusal:
        raise Refused(str(refusal)) from refusal
    except UnicodeDecodeError as error:
        raise Refused(f"{name} is not UTF-8 text. Save it as UTF-8.") from error
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}.") from error


def workers_for(paths: Sequence[Path]) -> int:
    """Return how many processes files are worth: one for each core, or one where they are small."""
    size = sum(path.stat().st_size for path in paths if path.is_file())
    return (os.cpu_count() or 1) if size >= BYTES_WORTH_PROCESSES else 1


def read_files(paths: Sequence[Path], overrides: Mapping[str, str]) -> list[Delivery]:
    """Return every file read, each under a name of its own. Raises Refused with the file and what to do.

    An override holds in the files that have its column; one that no file has is refused.
    """
    deliveries = [_read(path, name, {}) for path, name in zip(paths, _names(paths), strict=True)]
    if not overrides:
        return deliveries
    own = [_of_file(overrides, delivery) for delivery in deliveries]
    for field, column in overrides.items():
        if not any(field in mine for mine in own):
            headers = sorted({found.column for delivery in deliveries for found in delivery.columns})
            raise Refused(f"--map {field}={column}: no file has that column. There are: {', '.join(headers)}.")
    return [
        _read(path, delivery.file, mine) if mine else delivery
        for path, delivery, mine in zip(paths, deliveries, own, strict=True)
    ]


def _of_file(overrides: Mapping[str, str], delivery: Delivery) -> dict[str, str]:
    headers = {column.column.strip().casefold() for column in delivery.columns}
    return {field: column for field, column in overrides.items() if column.strip().casefold() in headers}


def _read(path: Path, name: str, overrides: Mapping[str, str]) -> Delivery:
    try:
        return read_file(path, overrides=overrides, name=name)
    except (CannotRead, MappingRefused) as refusal:
        raise Refused(str(refusal)) from refusal
    except OSError as error:
        raise Refused(f"{_in_unicode(str(path))} cannot be read: {error.strerror}.") from error


def _names(paths: Sequence[Path]) -> list[str]:
    """Return the last part of each path, or the whole path where two are the same."""
    last = Counter(path.name for path in paths)
    names = [_in_unicode(str(path) if last[path.name] > 1 else path.name) for path in paths]
    if len({path.resolve() for path in paths}) < len(paths) or len(set(names)) < len(names):
        raise Refused("The same file is named twice; name each file once.")
    return names


def _in_unicode(name: str) -> str:
    """Return a name with bytes that are no UTF-8 shown as replacement characters, so that it can be written down."""
    return os.fsencode(name).decode("utf-8", "replace")
