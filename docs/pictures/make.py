"""The picture in the README: the top of the sample's report, as a browser shows it.

Run it from the root of the project, with Chromium installed: ``.venv/bin/python docs/pictures/make.py``.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from pellucid.cli.main import main

PICTURE = Path(__file__).with_name("report.png")
WIDTH, HEIGHT = 1100, 1000  # pixels; the headline, before and after, the six measures
BYTES_MAX = 300_000


def make_picture() -> None:
    """Clean the sample in a folder of its own and photograph the report. Raises SystemExit without a browser."""
    browser_path = os.environ.get("PELLUCID_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        sys.exit("There is no browser. Install chromium, or name one in PELLUCID_CHROMIUM.")
    with tempfile.TemporaryDirectory() as folder:
        exports, clean = Path(folder, "exports"), Path(folder, "clean")
        main(["sample", "--out", str(exports)])
        main(["clean", *(str(path) for path in sorted(exports.glob("*.*"))), "--out", str(clean)])
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path)
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            page.goto((clean / "report.html").as_uri())
            page.screenshot(path=PICTURE, animations="disabled")
            browser.close()
    assert PICTURE.stat().st_size <= BYTES_MAX, f"{PICTURE} has grown past {BYTES_MAX} bytes"


if __name__ == "__main__":
    make_picture()
