"""The pictures of the CRM in the README and the manual: pages of the demo, as a browser shows them.

Run it from the root of the project while ``./dev demo`` serves, with Chromium installed:
``.venv/bin/python docs/pictures/make_crm.py``.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ADDRESS = "http://127.0.0.1:8000"
EMAIL = "steward@example.com"
PASSWORD = Path("demo/base/demo-password")
FOLDER = Path(__file__).parent
WIDTH, HEIGHT = 1280, 800  # pixels
BYTES_MAX = 300_000


def make_pictures(address: str) -> None:
    """Photograph the demo. Raises SystemExit without a browser or the demo's password."""
    browser_path = os.environ.get("PELLUCID_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None or not PASSWORD.is_file():
        sys.exit("Start the demo first (./dev demo), and have Chromium installed or named in PELLUCID_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(f"{address}/accounts/login/")
        page.fill("input[name=login]", EMAIL)
        page.fill("input[name=password]", PASSWORD.read_text().strip())
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state("networkidle")
        page.goto(f"{address}/people/?sort=-records")
        _photograph(page, "people")
        page.locator("tbody a[href*='/customers/']").first.click()
        page.wait_for_load_state("networkidle")
        page.goto(f"{page.url.split('?')[0]}")
        _photograph(page, "customer")
        page.goto(f"{address}/review/")
        page.get_by_role("link", name="Begin").click()
        page.wait_for_load_state("networkidle")
        _photograph(page, "review")
        browser.close()


def _photograph(page: Page, name: str) -> None:
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size <= BYTES_MAX, f"{path} has grown past {BYTES_MAX} bytes"


if __name__ == "__main__":
    make_pictures(sys.argv[1] if len(sys.argv) > 1 else ADDRESS)
