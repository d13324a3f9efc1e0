"""The files a command is given, read and laid into one table of source records."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pellucid.cli.refusal import Refused
from pellucid.golden.intake.mapping import MappingRefused
from pellucid.golden.intake.read import CannotRead, read_file
from pellucid.golden.model.delivery import Delivery


def mapping_of(words: Sequence[str]) -> dict[str, str]:
    """Return field -> column from ``field=column`` words. Raises Refused for a word without an equals sign."""
    overrides = {}
    for word in words:
        field, equals, column = word.partition("=")
        if not (equals and field and column):
            raise Refused(f"--map {word}: write it as field=column, such as --map email=Contact.")
        overrides[field.strip()] = column.strip()
    return overrides


def read_files(paths: Sequence[Path], overrides: Mapping[str, str]) -> list[Delivery]:
    """Return every file read, each under a name of its own. Raises Refused with the file and what to do."""
    deliveries = []
    for path, name in zip(paths, _names(paths), strict=True):
        try:
            deliveries.append(read_file(path, overrides=overrides, name=name))
        except (CannotRead, MappingRefused) as refusal:
            raise Refused(str(refusal)) from refusal
        except OSError as error:
            raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    return deliveries


def _names(paths: Sequence[Path]) -> list[str]:
    """Return the last part of each path, or the whole path where two are the same."""
    last = [path.name for path in paths]
    names = [str(path) if last.count(path.name) > 1 else path.name for path in paths]
    if len(set(names)) < len(names):
        raise Refused("The same file is named twice; name each file once.")
    return names
