"""The board by mouse and by keyboard: the answer comes first, then the pin."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from db.queries import scenarios
from matcher.scenario import Change
from tests.web.browser.conftest import Site
from tests.web.browser.site import Visitor, faults, visiting

MOVED = re.compile("translate")


def changes(site: Site) -> list[Change]:
    with site.ledger.read() as session:
        found = scenarios.changes(scenarios.scenario(session, site.world.scenario))
    return [change for change in found if change.code == "pin.start"]


def opened(visitor: Visitor, site: Site) -> tuple[Page, Locator]:
    """The board, and the first mission on it."""
    path = f"/scenarios/{site.world.scenario}/board?lang=en&day={site.world.day}"
    page = visitor.sign_in("planner").go(path)
    bar = page.locator("a.bar-link[data-start]").first
    bar.scroll_into_view_if_needed()
    return page, bar


def test_mission_is_dragged_and_pinned(chromium: Browser, site: Site) -> None:
    with visiting(chromium, site.address) as visitor:
        page, bar = opened(visitor, site)
        box = bar.locator("rect.bar").bounding_box()
        assert box is not None
        day = float(page.locator("svg[data-day]").get_attribute("data-day") or 1)

        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 7 * day, y, steps=5)
        page.mouse.up()

        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        assert changes(site) == []
        assert faults(page) == []
        pin = dialog.get_by_role("button", name="Pin it to this day")
        if pin.count():
            pin.click()
            expect(page.get_by_role("status")).to_contain_text("Pinned.")
            assert len(changes(site)) == 1
        assert (visitor.complaints, visitor.outside) == ([], [])


def test_mission_is_moved_by_keys_alone(chromium: Browser, site: Site) -> None:
    with visiting(chromium, site.address) as visitor:
        page, bar = opened(visitor, site)
        start = bar.get_attribute("data-start")
        bar.focus()

        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
        expect(bar).to_have_attribute("transform", MOVED)
        page.keyboard.press("Enter")

        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        # A dialog is out of sight before it tells anybody that it was closed.
        expect(dialog).not_to_be_visible()
        expect(bar).not_to_have_attribute("transform", MOVED)
        expect(bar).to_be_focused()
        assert bar.get_attribute("data-start") == start
        assert changes(site) == []
        assert (visitor.complaints, visitor.outside) == ([], [])


def test_mission_is_moved_without_script(chromium: Browser, site: Site) -> None:
    with visiting(chromium, site.address, java_script_enabled=False) as visitor:
        page, bar = opened(visitor, site)
        bar.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Move")

        page.get_by_role("button", name="What would that do?").click()
        page.get_by_role("button", name="Pin it to this day").click()

        expect(page.get_by_role("status")).to_contain_text("Pinned.")
        assert len(changes(site)) == 1


def codes(site: Site) -> list[str]:
    with site.ledger.read() as session:
        found = scenarios.changes(scenarios.scenario(session, site.world.scenario))
    return [change.code for change in found if change.code != "expert.withdrawn"]


def test_person_is_pinned_with_the_mouse(chromium: Browser, site: Site) -> None:
    with visiting(chromium, site.address) as visitor:
        page, bar = opened(visitor, site)
        bar.locator("rect.bar").click()

        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("heading", name="Date and people")).to_be_visible()
        assert faults(page) == []
        dialog.get_by_role("button", name=re.compile("^Pin (?!it)")).first.click()

        expect(page.get_by_role("status")).to_contain_text("Changed, as one step.")
        assert codes(site) == ["pin.expert"]
        assert (visitor.complaints, visitor.outside) == ([], [])


def test_date_is_pinned_and_opened_again_by_keys_alone(chromium: Browser, site: Site) -> None:
    with visiting(chromium, site.address) as visitor:
        page, bar = opened(visitor, site)
        bar.focus()
        page.keyboard.press("Enter")
        pin = page.get_by_role("dialog").get_by_role("button", name="Pin it to this day")
        expect(pin).to_be_visible()
        pin.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Pinned.")
        # A page is seen before its script has run: until then a mission opens another page.
        page.wait_for_load_state()

        page.locator("a.bar-link[data-start]").first.focus()
        page.keyboard.press("Enter")
        unpin = page.get_by_role("dialog").get_by_role("button", name="Unpin the date")
        expect(unpin).to_be_visible()
        unpin.focus()
        page.keyboard.press("Enter")

        expect(page.get_by_role("status")).to_contain_text("The date is open again.")
        assert codes(site) == ["pin.start", "unpin.start"]
        assert (visitor.complaints, visitor.outside) == ([], [])


def test_somebody_is_replaced_from_the_board_without_script(chromium: Browser, site: Site) -> None:
    with visiting(chromium, site.address, java_script_enabled=False) as visitor:
        page, bar = opened(visitor, site)
        bar.click()
        page.get_by_role("link", name=re.compile("^Replace")).first.click()
        page.get_by_role("button", name=re.compile("^Replace")).first.click()

        expect(page.get_by_role("status")).to_contain_text("Changed, as one step.")
        assert codes(site) == ["mission.banned", "pin.expert"]
