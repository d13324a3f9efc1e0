"""A real browser at a real server: what journeys start from."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import BrowserContext, Page, sync_playwright

from pellucid.crm.accounts.models import User
from pellucid.crm.project.tasks import TASKS
from pellucid.crm.runs.worker import work

GRAVE = ("serious", "critical")


def chromium() -> str | None:
    """Return the path of the browser, or None where there is none."""
    return os.environ.get("PELLUCID_CHROMIUM") or shutil.which("chromium")


@contextmanager
def served() -> Iterator[str]:
    """Serve the base of this test, with a worker beside it; give its address."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    stop = Event()

    def do_runs() -> None:
        try:
            work(TASKS, stop=stop)
        finally:
            connections.close_all()

    worker = Thread(target=do_runs)
    server.start()
    server.is_ready.wait()
    assert server.error is None
    worker.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        stop.set()
        worker.join()
        server.terminate()
        server.join()


@contextmanager
def opened(
    user: User, *, scheme: str = "light", width: int = 1440, language: str = "en-GB", pictures: Path | None = None
) -> Iterator[Page]:
    """Give a page of a browser in which somebody is signed in, at a served base. Its console has to stay clean.

    pictures: a folder that keeps how the page looked when it was left, whether the journey arrived or not.
    """
    client = Client()
    client.force_login(user)
    key = client.cookies["sessionid"].value
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        context: BrowserContext = browser.new_context(
            base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language
        )
        context.add_cookies([{"name": "sessionid", "value": key, "url": address}])
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        try:
            yield page
        finally:
            if pictures is not None:
                page.screenshot(path=pictures / f"{len(list(pictures.glob('*.png')))}.png", full_page=True)
            browser.close()
    assert not wrong


def overflows(page: Page) -> bool:
    """Return whether a page has to be pushed sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def grave_faults(page: Page) -> list[str]:
    """Return what keeps people out of this page, by axe-core: what is serious or worse."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in GRAVE]
