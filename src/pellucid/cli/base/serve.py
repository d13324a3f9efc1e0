"""pellucid serve: the CRM for browsers, and one worker beside it."""

import argparse
import os
import socket
import sys
from urllib.error import HTTPError
from urllib.request import urlopen

from django.core.management import call_command

from pellucid.cli.base.acting import print_json, require_base
from pellucid.cli.base.door import add_base_arguments
from pellucid.cli.base.init import bring_up_to_date
from pellucid.cli.base.supervise import Child, supervise
from pellucid.cli.base.worker import stop_when_told
from pellucid.cli.refusal import EXIT_DONE, Refused
from pellucid.crm.project.base import base_folder

HOST, PORT = "127.0.0.1", 8000
THREADS = 4  # requests at a time; more would only wait for Python's lock
ANSWER_SECONDS_MAX = 5.0
EVERYWHERE = ("0.0.0.0", "::")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_base_arguments(parser)
    parser.add_argument(
        "--host", default=HOST, metavar="HOST", help=f"address to listen on ({HOST}: this machine alone)"
    )
    parser.add_argument("--port", type=int, default=PORT, metavar="PORT", help=f"port to listen on ({PORT})")


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop; return the exit code. Raises Refused where the port is taken, or the server ends."""
    require_base()
    refuse_taken(arguments.host, arguments.port)
    bring_up_to_date()
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    address = os.environ.setdefault("PELLUCID_URL", _url(arguments.host, arguments.port))  # the server accepts it
    python = [sys.executable, "-m"]
    web = Child(
        name="web",
        command=[
            *python, "granian", "pellucid.crm.project.wsgi:application", "--interface", "wsgi", "--no-ws",
            "--host", arguments.host, "--port", str(arguments.port), "--blocking-threads", str(THREADS),
            "--log-level", "error",
        ],
    )  # fmt: skip
    worker = Child(
        name="worker",
        command=[*python, "pellucid.cli.main", "worker", "--base", str(base_folder())],
        is_restarted=True,
    )
    supervise([web, worker], stop=stop_when_told(), tell_ready=lambda: _tell_ready(arguments, address))
    return EXIT_DONE


def refuse_taken(host: str, port: int) -> None:
    """Raise Refused where nothing can listen on the port."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except (OSError, OverflowError) as error:
        why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise Refused(f"Nothing can listen on {host}:{port}: {why}. Name another with --host and --port.") from error


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server((HOST, 0)) as server:
        return int(server.getsockname()[1])


def serving_command(port: int) -> list[str]:
    """Return the command that serves this process's base on a port, to be a process of its own."""
    return [sys.executable, "-m", "pellucid.cli.main", "serve", "--base", str(base_folder()), "--port", str(port)]


def _tell_ready(arguments: argparse.Namespace, address: str) -> bool:
    """Say where the CRM is if it answers by now; return whether it does."""
    here = HOST if arguments.host in EVERYWHERE else arguments.host
    try:
        with urlopen(f"{_url(here, arguments.port)}health/", timeout=ANSWER_SECONDS_MAX):
            pass
    except HTTPError as error:
        raise Refused(f"The server answers {error.code}. The lines above say why.") from error
    except OSError:
        return False
    if arguments.json:
        print_json({"url": address, "base": base_folder()})
    else:
        print(f"Pellucid is at {address}; stop it with Ctrl-C.")
    sys.stdout.flush()
    return True


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
