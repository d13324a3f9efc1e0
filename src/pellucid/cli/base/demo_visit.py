"""A visit to a base that is served: signed in, as a browser would, over HTTP."""

import re
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from pellucid.cli.refusal import Refused
from pellucid.crm.parties.models import Party

START_SECONDS_MAX = 60.0
LOOK_SECONDS = 0.2
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def visit(port: int, *, email: str, password: str, customer: Party) -> Iterator[str]:
    """Sign in, open the home page and a customer, and yield a line on each. Raises Refused where one is not there."""
    address = f"http://127.0.0.1:{port}/"
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    _wait(browser, f"{address}health/")
    form = _page(browser, f"{address}accounts/login/")
    token = TOKEN.search(form)
    fields = {"csrfmiddlewaretoken": token[1] if token else "", "login": email, "password": password}
    home = _page(browser, f"{address}accounts/login/", urlencode(fields).encode())
    if 'name="password"' in home:
        raise Refused(f"{email} could not sign in. Remove the folder of the demo, then start it again.")
    yield f"Signed in as {email}."
    yield f"Home: {_title(home)}"
    page = _page(browser, f"{address}customers/{customer.customer.uuid}/")
    if customer.name not in page:
        raise Refused(f"The page of {customer.name} does not name them.")
    yield f"A customer of {customer.record_count} records: {_title(page)}"


def _wait(browser: OpenerDirector, address: str) -> None:
    until = time.monotonic() + START_SECONDS_MAX
    while True:
        try:
            with browser.open(address):
                return
        except OSError as error:
            if time.monotonic() > until:
                raise Refused("The server does not answer. The lines above say why.") from error
            time.sleep(LOOK_SECONDS)


def _page(browser: OpenerDirector, address: str, form: bytes | None = None) -> str:
    try:
        with browser.open(address, form) as answer:
            text: str = answer.read().decode()
    except HTTPError as error:
        raise Refused(f"{error.url} answers {error.code}. The lines above say why.") from error
    return text


def _title(page: str) -> str:
    found = TITLE.search(page)
    return " ".join(found[1].split()) if found else ""
