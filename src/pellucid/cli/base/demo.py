"""pellucid demo: a base with the sample exports in it and a login for each role, served to browsers."""

import argparse
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from django.utils import timezone

from pellucid.cli.base.acting import print_json
from pellucid.cli.base.demo_visit import visit
from pellucid.cli.base.door import add_base_arguments
from pellucid.cli.base.init import bring_up_to_date
from pellucid.cli.base.serve import PORT, free_port, serving_command
from pellucid.cli.progress import Reporter, reporting
from pellucid.cli.refusal import EXIT_DONE
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.imports import open_import, run_import, source_named
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import Party
from pellucid.crm.project.base import base_folder, make_base
from pellucid.crm.sources.models import Import, SourceKind

PASSWORD_FILE = "demo-password"
PASSWORD_BYTES = 12  # 16 letters
STAGES = 6  # of one import: standardize, keep, match, learn, resolve, survive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_base_arguments(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="exports to import, each of its own system")
    parser.add_argument("--port", type=int, default=PORT, metavar="PORT", help=f"port to listen on ({PORT})")
    parser.add_argument(
        "--once", action="store_true", help="serve, visit the home page and a customer as a user would, and end"
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the base where it is not there yet, and serve it; return the exit code."""
    make_base(base_folder())
    bring_up_to_date()
    password = _password()
    for role in Role:
        _login(role, password)
    for line in _import(arguments.files):
        print(line, file=sys.stderr)
    if not arguments.json:
        _tell(password)
    if not arguments.once:
        return subprocess.call(serving_command(arguments.port))
    port = free_port()
    with subprocess.Popen(serving_command(port), stdout=subprocess.DEVNULL) as server:
        try:
            seen = list(visit(port, email=_email(Role.STEWARD), password=password, customer=_somebody()))
        finally:
            server.terminate()
    if arguments.json:
        print_json({"base": base_folder(), "customers": Party.objects.count(), "seen": seen})
    else:
        print("\n".join(seen))
    return EXIT_DONE


def _password() -> str:
    """Return the password of the logins, the same as long as the base is there; only its owner can read it."""
    path = base_folder() / PASSWORD_FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(PASSWORD_BYTES))
    return path.read_text()


def _email(role: Role) -> str:
    return f"{role.value}@example.com"


def _login(role: Role, password: str) -> None:
    if not User.objects.filter(email=_email(role)).exists():
        name = role.value.replace("-", " ").capitalize()
        User.objects.create_user(email=_email(role), password=password, role=role, name=f"{name} (demo)")


def _import(files: Sequence[Path]) -> Iterator[str]:
    """Import each file as its own source, unless that was done before, and yield a line on each."""
    steward = User.objects.get(email=_email(Role.STEWARD))
    for path in files:
        name = path.stem.replace("_", " ").capitalize()
        if Import.objects.filter(source__name__iexact=name, change__isnull=False).exists():
            continue
        now = timezone.now()
        with ExitStack() as stack:
            reporter = stack.enter_context(reporting(stage_count=STAGES, quiet=False))
            source = source_named(name, kind=SourceKind.FILE, owner=steward, now=now)
            content = stack.enter_context(path.open("rb"))
            imported = open_import(source=source, files=[(path.name, content)], actor=steward, now=now)
            change = run_import(imported=imported, now=now, progress=_progress(reporter))
        yield _told(path, change)


def _progress(reporter: Reporter) -> Callable[[str, int, int | None], None]:
    def tell(stage: str, _done: int, _total: int | None) -> None:
        reporter.stage(stage)

    return tell


def _told(path: Path, change: Change) -> str:
    counts = change.seal.counts
    return (
        f"{path.name}: {counts['rows']:,} rows, {counts['customers_new']:,} new customers, "
        f"{counts['quarantined']:,} rows set aside"
    )


def _tell(password: str) -> None:
    print(f"\n{Party.objects.count():,} customers in {base_folder()}. Sign in as one of:")
    for role in Role:
        print(f"  {_email(role)}")
    print(f"Password of each: {password}\n", flush=True)


def _somebody() -> Party:
    """Return the customer that most records speak of."""
    return Party.objects.select_related("customer").order_by("-record_count", "customer")[0]
