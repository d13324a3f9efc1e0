"""pellucid user: the people who work with a base."""

import argparse
import getpass
import secrets
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.accounts.actions import UserRefused, add_user, set_password
from pellucid.crm.accounts.roles import Role

GENERATED_BYTES = 15  # 20 letters


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="add", required=True)
    adding = actions.add_parser("add", help="add a user")
    add_acting_arguments(adding)
    adding.add_argument("--email", required=True, metavar="EMAIL", help="address the user signs in with")
    adding.add_argument("--name", required=True, metavar="NAME", help="name as others see it")
    adding.add_argument("--role", required=True, choices=list(Role), metavar="ROLE", help=", ".join(Role))
    _add_password_arguments(adding)
    renewing = actions.add_parser("password", help="give a user another password")
    add_acting_arguments(renewing)
    renewing.add_argument("--email", required=True, metavar="EMAIL", help="address the user signs in with")
    _add_password_arguments(renewing)


def _add_password_arguments(parser: argparse.ArgumentParser) -> None:
    password = parser.add_mutually_exclusive_group()
    password.add_argument(
        "--password-file", metavar="FILE", help="first line of FILE is the password; - is standard input"
    )
    password.add_argument("--generate", action="store_true", help="make a password up and print it, once")


def run(arguments: argparse.Namespace) -> int:
    """Add the user, or give one another password; return the exit code."""
    actor = actor_of(arguments)
    _check_email(arguments.email)
    password = _password(arguments)
    try:
        if arguments.action == "add":
            user = add_user(
                email=arguments.email, name=arguments.name, role=Role(arguments.role), password=password, actor=actor
            )
        else:
            user = set_password(email=arguments.email, password=password, actor=actor)
    except UserRefused as refusal:
        raise Refused(str(refusal)) from refusal
    shown = {"password": password} if _is_generated(arguments) else {}
    if arguments.json:
        print_json({"uuid": user.uuid, "email": user.email, "name": user.name, "role": user.role, **shown})
        return EXIT_DONE
    print(f"{user.name} can sign in as {user.email} ({user.role}).")
    if shown:
        print(f"Password: {password}\nIt is not shown again.")
    return EXIT_DONE


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(f"{email} is no e-mail address. Write it as name@example.com.") from error


def _is_generated(arguments: argparse.Namespace) -> bool:
    return arguments.generate or (arguments.password_file is None and not sys.stdin.isatty())


def _password(arguments: argparse.Namespace) -> str:
    if _is_generated(arguments):
        return secrets.token_urlsafe(GENERATED_BYTES)
    if arguments.password_file == "-":
        return sys.stdin.readline().rstrip("\r\n")
    if arguments.password_file is not None:
        try:
            return Path(arguments.password_file).read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
        except OSError as error:
            raise Refused(f"{arguments.password_file} cannot be read: {error.strerror}. Name another file.") from error
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise Refused("The two passwords differ. Try again.")
    return password
