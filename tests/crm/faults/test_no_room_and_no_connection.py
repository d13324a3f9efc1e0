"""A disk that is full and a connection that is cut in mid-import: nothing is half, it is told, and it goes on later."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from kept_whole import assert_whole, everything, people

from pellucid.cli.main import main
from pellucid.crm.cleaning.tasks import start_import
from pellucid.crm.project.tasks import TASKS
from pellucid.crm.runs import worker
from pellucid.crm.runs.actions import resume_run
from pellucid.crm.runs.disk import DISK_FULL
from pellucid.crm.runs.models import Run, Status
from pellucid.crm.sources.files import import_folder
from pellucid.crm.sources.models import Import, SourceRecord

PAGES_LEFT = 4  # what an import of a few rows cannot do with
PAGES_MAX = 2**32 - 2
REFUSES = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON clusters_member EXECUTE FUNCTION refuse();
"""

pytestmark = pytest.mark.slow


@contextmanager
def database_without_room() -> Iterator[None]:
    """Let the database run full in the middle of what is done: SQLite in fact, PostgreSQL as it would tell it."""
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if on_sqlite:
            (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + PAGES_LEFT}" if on_sqlite else REFUSES)
        yield
        cursor.execute(f"PRAGMA max_page_count = {PAGES_MAX}" if on_sqlite else "DROP FUNCTION refuse CASCADE")


@contextmanager
def files_without_room(folder: Path) -> Iterator[None]:
    """Let what is made ready of an import's file find no room."""
    chunk = folder / "000000.part"
    chunk.mkdir(parents=True)
    (chunk / "arrivals").symlink_to("/dev/full")
    yield
    (chunk / "arrivals").unlink()


@pytest.fixture
def asked(filled, opened, now: datetime) -> Run:
    """A run that is to take in twelve people more."""
    return start_import(imported=opened(people(24, 12)), actor=None, now=now)


def work(run: Run) -> Run:
    assert worker.work_once(TASKS, stop=Event())
    run.refresh_from_db()
    return run


def test_a_run_that_finds_the_database_full_says_so_and_is_done_once_there_is_room(asked: Run) -> None:
    before = everything()
    with database_without_room():
        failed = work(asked)
    assert (failed.status, failed.error) == (Status.FAILED, DISK_FULL)
    assert everything() == before
    assert_resumed(asked)


def test_a_run_that_finds_the_disk_full_says_so_and_is_done_once_there_is_room(asked: Run) -> None:
    imported = Import.objects.get(uuid=asked.params["import"])
    with files_without_room(import_folder(imported.uuid) / "staged" / str(imported.files.get().pk)):
        failed = work(asked)
    assert (failed.status, failed.error) == (Status.FAILED, DISK_FULL)
    assert_resumed(asked)


def assert_resumed(run: Run) -> None:
    """Check that a run that failed does all it was to do when it is resumed."""
    resume_run(run=run, actor=None)
    assert work(run).status == Status.DONE
    assert SourceRecord.objects.count() == 36
    assert_whole()


def test_a_command_that_finds_the_database_full_says_what_to_do(filled, capsys, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_bytes(people(24, 12))
    words = ("import", str(path), "--source", "Shop", "--json")
    before = everything()
    with database_without_room():
        assert main(words) == 3
    assert capsys.readouterr().err.splitlines()[-1] == f"pellucid import: {DISK_FULL}"
    assert everything() == before
    assert main(words) == 0
    assert SourceRecord.objects.count() == 36
    assert_whole()


@pytest.mark.parametrize("moment", [3, 20, 30, 45, 55])
def test_a_run_whose_connection_is_cut_in_mid_import_is_done_once_by_the_next_worker(moment: int, asked: Run) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to lose")
    before = everything()
    with connection.execute_wrapper(cut_at(moment)):
        worker.work(TASKS, stop=Event(), until_idle=True)
    asked.refresh_from_db()
    assert asked.status in (Status.WAITING, Status.RUNNING)
    assert everything() == before
    Run.objects.filter(status=Status.RUNNING).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert work(asked).status == Status.DONE
    assert SourceRecord.objects.count() == 36
    assert_whole()


def cut_at(moment: int) -> Callable[..., object]:
    """Have the server end the connection before its so-manyth statement."""
    left = moment

    def execute(go_on: Callable[..., object], *arguments: object) -> object:
        nonlocal left
        left -= 1
        if left == 0:
            known = connection.get_connection_params()
            known.pop("cursor_factory", None), known.pop("context", None)
            with psycopg.connect(**known) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        return go_on(*arguments)

    return execute
