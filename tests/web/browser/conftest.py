"""One browser and one filled site for all browser tests; journeys get a site of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect, sync_playwright

from db.engine import Ledger
from tests.web.browser.site import launch, serving
from tests.web.browser.world import World, build
from tests.worlds import copied
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

expect.set_options(timeout=30_000)  # a busy machine


@dataclass(frozen=True)
class Site:
    """A served app: its address, its ledger, and what is in it."""

    address: str
    ledger: Ledger
    world: World


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site to look at; no test changes anything in it."""
    yield from _served(tmp_path_factory.mktemp("shown"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site of this test's own."""
    yield from _served(tmp_path)


def _served(folder: Path) -> Iterator[Site]:
    app = filled(folder)
    ledger: Ledger = app.extensions["ledger"]
    with serving(app) as address:
        yield Site(address, ledger, app.extensions["world"])
    close(app)


def filled(folder: Path) -> Flask:
    """An app on a new database with the small parliament in it."""
    url = f"sqlite:///{folder / 'ledger.db'}"
    app = create_app(Settings(database_url=url, secret_key="k" * 64))
    app.extensions["world"] = copied(app.extensions["ledger"], build)
    return app
