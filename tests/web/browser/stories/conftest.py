"""A stage for each story: a site of its own with a worker beside it, and a hand that walks it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from db.engine import Ledger
from db.models import Base
from tests.web.browser.conftest import Site
from tests.web.browser.site import serving, visiting
from tests.web.browser.stories.hands import Hand, Mouse, WithoutScript
from tests.web.browser.stories.keys import Keyboard
from tests.web.browser.stories.words import words
from tests.web.browser.stories.world import Tale, build
from tests.web.browser.working import working
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

HANDS: dict[str, type[Hand]] = {
    "mouse": Mouse,
    "keyboard": Keyboard,
    "without-script": WithoutScript,
}
LANGUAGES = ("en", "fr")


WALKS = (("mouse", "en"), ("keyboard", "fr"), ("without-script", "en"))
"""Every hand, and every language; `make stories` takes every hand in every language."""
QUICKEST = WALKS[-1]
"""The one that goes under other clocks too."""


def _walks() -> Iterator[Any]:  # Any: pytest's own word for a parameter with marks
    is_long = os.environ.get("HEMICYCLE_TEST_STORIES") == "all"
    for walk in product(HANDS, LANGUAGES) if is_long else WALKS:
        yield pytest.param(walk, marks=[pytest.mark.dates] if walk == QUICKEST else [])


@dataclass(frozen=True)
class Stage:
    """Where a story happens, what is in it, and who walks through it."""

    site: Site
    tale: Tale
    hand: Hand


@pytest.fixture(scope="session")
def scenery(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tale]:
    """The database with which every story begins, made once."""
    path = tmp_path_factory.mktemp("scenery") / "ledger.db"
    ledger = Ledger(f"sqlite:///{path}")
    Base.metadata.create_all(ledger.engine)
    tale = build(ledger)
    ledger.dispose()
    return path, tale


@pytest.fixture(params=[*_walks()], ids="-".join)
def stage(
    request: pytest.FixtureRequest,
    chromium: Browser,
    scenery: tuple[Path, Tale],
    tmp_path: Path,
) -> Iterator[Stage]:
    """A story's own site, in one language, for one hand."""
    name, language = request.param
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(scenery[0])) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)
    app = create_app(Settings(database_url=f"sqlite:///{path}", secret_key="k" * 64))
    kind = HANDS[name]
    with ExitStack() as stack:
        stack.callback(close, app)
        address = stack.enter_context(serving(app))
        site = Site(address, app.extensions["ledger"], scenery[1].small)
        stack.enter_context(working(site.ledger))
        visitor = stack.enter_context(visiting(chromium, address, **kind.options))
        yield Stage(site, scenery[1], kind(visitor, words(language)))
