"""Plans side by side on their page: chosen, measured, and their differences said."""

import pytest

from db.engine import Ledger
from tests.web.browser.world import World, build
from tests.web.conftest import Browser
from tests.worlds import copied


@pytest.fixture
def world(ledger: Ledger) -> World:
    """A live plan, and a scenario whose plan a search has found."""
    return copied(ledger, build)


@pytest.fixture
def planner(world: World, browser: Browser) -> Browser:
    return browser.sign_in("planner")


def test_one_plan_alone_asks_for_another(planner: Browser) -> None:
    page = planner.get("/compare?plan=live").text

    assert "Please tick one more plan." in page
    assert "Without Anne in spring" in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_plans_are_measured_and_their_differences_said(
    planner: Browser, world: World, language: str
) -> None:
    page = planner.get(f"/compare?plan=live&plan={world.scenario}&lang={language}")

    assert page.status_code == 200
    assert 'id="against-1"' in page.text
    measures = page.text[page.text.index('id="measures"') : page.text.index('id="against-1"')]
    assert measures.count('<th scope="row">') == 11
    assert "%(" not in page.text
    said = "Without Anne in spring, against The published plan"
    assert (said in page.text) == (language == "en")


def test_unknown_plans_are_not_compared(planner: Browser) -> None:
    page = planner.get("/compare?plan=live&plan=999").text

    assert 'id="against-1"' not in page
