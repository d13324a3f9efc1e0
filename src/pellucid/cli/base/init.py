"""pellucid init: make a base, or bring one up to date."""

import argparse

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pellucid.cli.base.acting import print_json
from pellucid.cli.base.door import add_base_arguments
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.accounts.models import User
from pellucid.crm.project.base import base_folder, is_base, make_base


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_base_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the base; return the exit code."""
    folder = base_folder()
    was_there = is_base(folder)
    if not was_there and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} holds something else. Name an empty or a new folder with --base.")
    try:
        make_base(folder)
    except OSError as error:
        raise Refused(f"{folder} cannot be made: {error.strerror}. Name another folder with --base.") from error
    count = bring_up_to_date()
    if arguments.json:
        print_json({"base": folder, "database": database_name(), "made": not was_there, "migrations": count})
        return EXIT_DONE
    print(f"The base in {folder} is {'up to date' if was_there else 'made'}; its data is in {database_name()}.")
    if not User.objects.exists():
        print(f"Next: pellucid user add --base {folder} --email YOU --name NAME --role administrator")
        print(f"Then: pellucid serve --base {folder}")
    return EXIT_DONE


def bring_up_to_date() -> int:
    """Apply the migrations that are missing, and return how many those were."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    return len(missing)


def database_name() -> str:
    """Return where the data is, without a password."""
    known = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return str(connection.settings_dict["NAME"])
    return f"PostgreSQL {connection.settings_dict['NAME']} on {known['HOST'] or 'this machine'}"
