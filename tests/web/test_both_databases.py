"""Every page answers on both databases."""

from flask import Flask

from tests.web.browser.pages import SIGNED_IN, address
from tests.web.browser.world import build
from tests.web.conftest import Browser
from tests.worlds import tables
from web import create_app
from web.service.settings import Settings


def test_pages_answer_on_both_databases(database_url: str) -> None:
    app: Flask = create_app(Settings(database_url=database_url, secret_key="k" * 64))
    ledger = app.extensions["ledger"]
    tables(ledger)
    world = build(ledger)
    app.testing, app.test_client_class = True, Browser
    browser: Browser = app.test_client().sign_in("coordinator")  # type: ignore[attr-defined]  # ours

    answers = {
        name: browser.get(address(path, world)).status_code for name, path in SIGNED_IN.items()
    }
    published = browser.send(
        f"/solve/{world.job}/publish", {"base": _base(browser, world.job)}, "/"
    )
    ledger.dispose()

    assert answers == dict.fromkeys(SIGNED_IN, 200)
    assert published.status_code == 303
    assert str(published.location).startswith("/plan?day=")


def _base(browser: Browser, job: int) -> str:
    return browser.get(f"/solve/{job}").text.split('name="base" value="')[1].split('"')[0]
