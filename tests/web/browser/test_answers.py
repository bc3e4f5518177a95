"""The answer page in a browser: sound in every state, narrow, by keys, and without JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from db.engine import Ledger
from db.operations import answers, received_mail
from db.operations.answers import Given
from db.operations.received_mail import Handled
from tests import make
from tests.web.answers.world import NOW, World, asked, kept, published
from tests.web.browser.site import faults, serving, visiting
from tests.web.conftest import password_hash
from tests.worlds import tables
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

NO = Given("declined", "The committee sits that week.\nI am sorry.")


@dataclass(frozen=True)
class Site:
    """A served app with one published mission in it, and a coordinator."""

    address: str
    ledger: Ledger
    world: World


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    app = create_app(Settings(f"sqlite:///{tmp_path / 'ledger.db'}", secret_key="k" * 64))
    ledger: Ledger = app.extensions["ledger"]
    tables(ledger)
    with ledger.write() as session:
        home = make.institution(session, mailbox="missions@unit.example")
        world = published(session, home)
        make.account(session, "coordinator", institution=home, password_hash=password_hash())
    with serving(app) as address:
        yield Site(address, ledger, world)
    close(app)


def in_each_state(ledger: Ledger, world: World) -> dict[str, str]:
    """A link that is open, one that is used, one that has expired."""
    expired = asked(ledger, world, NOW - timedelta(days=45))
    used = asked(ledger, world, NOW - timedelta(hours=2))
    with ledger.write() as session:
        secret = used.rpartition("/")[2]
        answers.record_by_link(session, secret, NO, NOW - timedelta(hours=1))
        received_mail.remember(
            session, "b" * 64, Handled("unclear", "mail.in_words", {}, "x@y.example", "Re:"), NOW
        )
    return {"open": asked(ledger, world), "used": used, "expired": expired}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_answer_page_is_sound_in_every_state(chromium: Browser, site: Site, language: str) -> None:
    paths = in_each_state(site.ledger, site.world)
    with visiting(chromium, site.address, viewport={"width": 320, "height": 640}) as visitor:
        found = {}
        for state, path in paths.items():
            page = visitor.go(f"{path}?lang={language}")
            width = page.evaluate("document.documentElement.scrollWidth")
            found[state] = (faults(page), page.locator("h1").count(), width)

        assert found == dict.fromkeys(paths, ([], 1, 320))
        assert (visitor.complaints, visitor.outside) == ([], [])
        visitor.sign_in("coordinator", language)
        for path in ("/replies", "/", "/conflicts", f"/missions/{site.world.mission}"):
            page = visitor.go(path)
            assert faults(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_expert_answers_by_keys_after_a_mistake(chromium: Browser, site: Site) -> None:
    path = asked(site.ledger, site.world)
    with visiting(chromium, site.address) as visitor:
        page = visitor.go(f"{path}?lang=en")
        page.get_by_role("button", name="Send the answer").press("Enter")
        page.get_by_role("alert").get_by_role("link").press("Enter")
        expect(page.locator("#answer")).to_be_focused()
        assert faults(page) == []

        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.get_by_label("Note").fill("Gladly.")
        page.get_by_role("button", name="Send the answer").press("Enter")

        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, your answer is kept")
    assert said(site.ledger) == [("accepted", "Gladly.")]


def test_expert_proposes_other_dates_without_javascript(chromium: Browser, site: Site) -> None:
    path = asked(site.ledger, site.world)
    with visiting(chromium, site.address, java_script_enabled=False) as visitor:
        page = visitor.go(f"{path}?lang=fr")
        page.get_by_label("Pas à ces dates, mais à d’autres").check()
        page.locator("#proposed_first").fill("2031-05-05")
        page.locator("#proposed_last").fill("2031-05-09")
        page.get_by_role("button", name="Envoyer la réponse").click()

        expect(page.locator("main")).to_contain_text("Proposition : 5–9 mai 2031")
    assert said(site.ledger) == [("other_dates", "")]


def said(ledger: Ledger) -> list[tuple[str, str]]:
    return [(row.answer, row.note) for row in kept(ledger)]
