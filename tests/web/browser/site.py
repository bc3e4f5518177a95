"""A site that answers on this machine, and a browser that looks at it and complains."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import urljoin

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Request,
    expect,
)
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.chromium import found
from tests.web.conftest import PASSWORD

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

PATIENCE = 90_000
"""Milliseconds that a search, or a page, may take on a busy machine."""

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""What axe looks at: WCAG 2.2 AA, and good habits."""


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve an app on a free port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium. Raises: RuntimeError where none starts."""
    path = found()
    if path is None:
        raise RuntimeError("The browser tests need Chromium: see `python -m tests.chromium`.")
    return playwright.chromium.launch(executable_path=path, args=[*FLAGS])


def faults(page: Page) -> list[str]:
    """What axe finds: rule and first place."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]


def look_again(page: Page, again: Locator, ready: Locator) -> None:
    """What a page without script asks of its reader: follow a link until something is there."""
    ends = time.monotonic() + PATIENCE / 1000
    while True:
        expect(again.or_(ready).first).to_be_visible()
        if ready.is_visible():
            return
        assert time.monotonic() < ends, "It never ended."
        # Not a click, which may meet a page that is just being replaced.
        page.goto(urljoin(page.url, again.get_attribute("href") or ""))


@dataclass
class Visitor:
    """A window of the browser that remembers everything it should not have seen."""

    context: BrowserContext
    address: str
    page: Page = field(init=False)
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def sign_in(self, login: str, language: str = "en") -> "Visitor":
        """Sign in with the form, in a language."""
        self.go(f"/login?lang={language}")
        self.page.fill("#login", login)
        self.page.fill("#password", PASSWORD)
        self.page.press("#password", "Enter")
        self.page.wait_for_url(f"{self.address}/")
        return self

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that answers 4xx on purpose is reported by the console too.
        if message.type in ("error", "warning") and "the server responded with" not in message.text:
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:")):
            self.outside.append(request.url)


@contextmanager
def visiting(browser: Browser, address: str, **options: Any) -> Iterator[Visitor]:
    """A visitor with an own window; `options` are Playwright's, such as its size."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(PATIENCE)
    try:
        yield Visitor(context, address)
    finally:
        context.close()
