"""What is the same looks the same: names on one line, headings with a capital."""

import pytest
from playwright.sync_api import Browser, Locator

from tests.web.browser.conftest import Site
from tests.web.browser.pages import SIGNED_IN, address
from tests.web.browser.site import visiting

_BROKEN_NAMES = """links => links.filter(link => link.getClientRects().length > 1)
  .map(link => link.textContent)"""


@pytest.mark.parametrize("name", ["board-people", "plan-people", "experts"])
def test_names_of_people_are_not_broken_on_a_desk(
    chromium: Browser, shown: Site, name: str
) -> None:
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator", "fr").go(address(SIGNED_IN[name], shown.world))

        names = page.locator("table th[scope=row] a")
        assert names.evaluate_all(_BROKEN_NAMES) == []


@pytest.mark.parametrize("name", ["coverage-need", "expert"])
def test_headings_begin_with_a_capital_in_french(chromium: Browser, shown: Site, name: str) -> None:
    # What is drawn, not what is written: names of languages and months are small within a sentence.
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator", "fr").go(address(SIGNED_IN[name], shown.world))
        heads = page.locator("main h1, main h2").all()

        small = [head.inner_text() for head in heads if not _has_capital(head)]

    assert small == []


def _has_capital(head: Locator) -> bool:
    raised = head.evaluate("it => getComputedStyle(it, '::first-letter').textTransform")
    return raised == "uppercase" or not head.inner_text()[0].islower()
