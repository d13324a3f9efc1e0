"""Opening a base: Django is set up for its folder, and what it refuses is told in one sentence."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from pellucid.cli.refusal import Refused
from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.project.base import BASE_VARIABLE, base_folder
from pellucid.crm.runs.disk import DISK_FULL, is_disk_full

MISSING = (UndefinedTable, UndefinedColumn)
HELP = frozenset({"-h", "--help"})


def base_arguments() -> argparse.ArgumentParser:
    """Return the arguments of every command in a base, as a parent of its parser."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    add_base_arguments(parser)
    return parser


def add_base_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of every command in a base."""
    parser.add_argument("--base", type=Path, metavar="DIR", help=f"folder of the base ({BASE_VARIABLE}, pellucid-base)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


@contextmanager
def opened(words: Sequence[str]) -> Iterator[None]:
    """Set Django up for the base that a command line names, and tell what the database or the rights refuse.

    Where Django is set up already, as in tests, it stays with the base it has.
    """
    known, _ = base_arguments().parse_known_args([word for word in words if word not in HELP])
    if known.base is not None and not settings.configured:
        os.environ[BASE_VARIABLE] = str(known.base.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pellucid.crm.project.settings")
    try:
        django.setup()
    except (ValueError, ImproperlyConfigured) as error:
        raise Refused(str(error)) from error
    try:
        yield
    except NotAllowed as refusal:
        raise Refused(str(refusal)) from refusal
    except (OperationalError, InterfaceError, ProgrammingError) as error:
        raise (_refusal(error) or error) from error
    except OSError as error:
        raise (Refused(DISK_FULL) if is_disk_full(error) else error) from error


def _refusal(error: Exception) -> Refused | None:
    """Return what to tell of an error of the database, or None where it is a fault of ours."""
    if is_disk_full(error):
        return Refused(DISK_FULL)
    folder = base_folder()
    if "no such table" in str(error) or "no such column" in str(error) or isinstance(error.__cause__, MISSING):
        return Refused(f"The database of {folder} is not up to date. Bring it there: pellucid init --base {folder}.")
    if isinstance(error, ProgrammingError):
        return None
    said = str(error).splitlines()[0].rstrip(".")
    return Refused(f"The database of {folder} cannot be used: {said}. Look after it, then try again.")
