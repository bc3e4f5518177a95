"""Pictures of every page: `python -m tests.web.browser FOLDER`.

In both languages, on a telephone and on a desk, of a small parliament made up for the occasion.
"""

import sys
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests import clock
from tests.web.browser.conftest import filled
from tests.web.browser.pages import PUBLIC, SIGNED_IN, address
from tests.web.browser.site import Visitor, launch, serving, visiting
from tests.web.browser.world import World
from web.http.ledger import close

LANGUAGES = ("en", "fr")
WIDTHS = (390, 1280)


def main(folder: Path) -> None:
    """Take the pictures."""
    clock.start()
    with TemporaryDirectory() as work:
        app = filled(Path(work))
        with serving(app) as where, sync_playwright() as playwright:
            browser = launch(playwright)
            for language, width in product(LANGUAGES, WIDTHS):
                size = {"width": width, "height": 900}
                with visiting(browser, where, viewport=size) as visitor:
                    _take(visitor, folder / f"{language}-{width}", app.extensions["world"])
            browser.close()
        close(app)


def _take(visitor: Visitor, folder: Path, world: World) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    language = folder.name.partition("-")[0]
    for name, path in PUBLIC.items():
        page = visitor.go(f"{path}?lang={language}")
        page.screenshot(path=folder / f"{name}.png", full_page=True)
    visitor.sign_in("coordinator", language)
    for name, path in SIGNED_IN.items():
        page = visitor.go(address(path, world))
        page.screenshot(path=folder / f"{name}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
