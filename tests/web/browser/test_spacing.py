"""What is done to a row has one place in all rows."""

from playwright.sync_api import Browser

from tests.web.browser.conftest import Site
from tests.web.browser.site import visiting


def test_what_is_done_to_a_row_stands_at_its_end(chromium: Browser, shown: Site) -> None:
    ends = (
        "parts => [...new Set(parts.map(part => Math.round(part.getBoundingClientRect().right)))]"
    )
    with visiting(chromium, shown.address) as visitor:
        page = visitor.sign_in("coordinator", "fr").go(f"/missions/{shown.world.mission}")

        assert len(page.locator(".seat > .actions").evaluate_all(ends)) == 1
