"""pellucid token: keys with which programs act for a user."""

import argparse
from datetime import UTC, datetime, timedelta
from uuid import UUID

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.roles import Role
from pellucid.crm.api.actions.tokens import TokenRefused, issue_token, revoke_token
from pellucid.crm.api.models import Token
from pellucid.crm.api.queries.tokens import visible_tokens


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="add", required=True)
    adding = actions.add_parser("add", help="make a token and print its key, once")
    add_acting_arguments(adding)
    adding.add_argument("--owner", required=True, metavar="EMAIL", help="user the token acts for")
    adding.add_argument("--name", required=True, metavar="NAME", help="what uses it")
    adding.add_argument("--role", choices=list(Role), metavar="ROLE", help="what it may do at most; the owner's role")
    adding.add_argument("--days", type=int, metavar="DAYS", help="days until it ends; never")
    add_acting_arguments(actions.add_parser("list", help="list tokens"))
    revoking = actions.add_parser("revoke", help="let a token open nothing any more")
    add_acting_arguments(revoking)
    revoking.add_argument("token", metavar="ID", help="id of the token, as list shows it")


def run(arguments: argparse.Namespace) -> int:
    """Add, list or revoke tokens; return the exit code."""
    actor = actor_of(arguments)
    {"add": _add, "list": _list, "revoke": _revoke}[arguments.action](arguments, actor)
    return EXIT_DONE


def _add(arguments: argparse.Namespace, actor: User | None) -> None:
    owner = User.objects.filter(email__iexact=arguments.owner, is_active=True).first()
    if owner is None:
        raise Refused(f"{arguments.owner} is no user of this base. Add one: pellucid user add.")
    now = datetime.now(UTC)
    try:
        token, key = issue_token(
            owner=owner, name=arguments.name, role=Role(arguments.role or owner.role), actor=actor, now=now,
            expires_at=now + timedelta(days=arguments.days) if arguments.days is not None else None,
        )  # fmt: skip
    except (TokenRefused, OverflowError) as refusal:
        raise Refused(str(refusal)) from refusal
    if arguments.json:
        print_json({**_told(token), "key": key})
    else:
        print(f"{token.name} acts for {owner} ({token.role}).\nKey: {key}\nIt is not shown again.")


def _list(arguments: argparse.Namespace, actor: User | None) -> None:
    told = [_told(token) for token in visible_tokens(user=actor)]
    if arguments.json:
        print_json(told)
        return
    for row in told:
        print(
            "  ".join(
                f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value or "-") for value in row.values()
            )
        )
    if not told:
        print("There is no token yet.")


def _revoke(arguments: argparse.Namespace, actor: User | None) -> None:
    try:
        token = visible_tokens(user=actor).filter(uuid=UUID(arguments.token)).first()
    except ValueError:
        token = None
    if token is None:
        raise Refused(f"There is no token {arguments.token}. See them: pellucid token list.")
    token = revoke_token(token=token, actor=actor, now=datetime.now(UTC))
    if arguments.json:
        print_json(_told(token))
    else:
        print(f"{token.name} opens nothing any more.")


def _told(token: Token) -> dict[str, object]:
    return {
        "id": token.uuid,
        "name": token.name,
        "owner": token.owner.email,
        "role": token.role,
        "start": token.start,
        "last_used_at": token.last_used_at,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
    }
